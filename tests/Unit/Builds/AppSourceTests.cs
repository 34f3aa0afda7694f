using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;

namespace Vitrine.Unit.Builds;

public sealed class AppSourceTests
{
    [Theory]
    [InlineData("src/App.tsx")]
    [InlineData("src/pages/Overview.tsx")]
    [InlineData("src/components/charts/axis-labels.ts")]
    [InlineData("src/components/index.ts")]
    [InlineData("src/queries.yml")]
    [InlineData("src/theme.css")]
    public void Files_of_an_app_are_taken(string path) => Assert.Null(AppSource.Empty.Problem(path, "text"));

    [Theory]
    [InlineData("App.tsx", "under src/")]
    [InlineData("/etc/passwd", "under src/")]
    [InlineData("../src/App.tsx", "under src/")]
    [InlineData("src/../vite.config.ts", "cannot be a path")]
    [InlineData("src//App.tsx", "cannot be a path")]
    [InlineData("src/.env.ts", "cannot be a path")]
    [InlineData("src/a b.tsx", "cannot be a path")]
    [InlineData("src\\App.tsx", "under src/")]
    [InlineData("src/a\n.tsx", "cannot be a path")]
    [InlineData("src/App.tsx\n", "cannot be a path")]
    [InlineData("src/gen/queries.ts", "generated")]
    [InlineData("src/Gen/queries.ts", "generated")]
    [InlineData("src/entry.tsx", "entry belongs to the template")]
    [InlineData("src/main.tsx", "entry belongs to the template")]
    [InlineData("src/index.ts", "entry belongs to the template")]
    [InlineData("src/app.css", "src/theme.css")]
    [InlineData("src/pages/queries.yml", "src/queries.yml")]
    [InlineData("src/types.d.ts", "Declaration files")]
    [InlineData("src/data.json", "no TypeScript")]
    [InlineData("src/App.jsx", "no TypeScript")]
    [InlineData("src/index.html", "no TypeScript")]
    public void What_is_no_file_of_an_app_is_refused_with_what_to_do(string path, string reason)
        => Assert.Contains(reason, AppSource.Empty.Problem(path, "text"), StringComparison.Ordinal);

    [Fact]
    public void Long_and_deep_paths_are_refused()
    {
        Assert.NotNull(AppSource.Empty.Problem($"src/{new string('a', 200)}.tsx", ""));
        Assert.NotNull(AppSource.Empty.Problem("src/a/b/c/d/e/f/g/h.tsx", ""));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u001b[31mb")]
    public void What_is_no_plain_text_is_refused(string text) => Assert.NotNull(AppSource.Empty.Problem("src/App.tsx", text));

    [Fact]
    public void Halves_of_characters_are_refused()
    {
        // Attributes cannot hold them: they are stored as UTF-8.
        Assert.NotNull(AppSource.Empty.Problem("src/App.tsx", "half \ud83d of a character"));
        Assert.NotNull(AppSource.Empty.Problem("src/App.tsx", "\udc00"));
    }

    [Fact]
    public void Whole_characters_tabs_and_line_ends_are_text() => Assert.Null(AppSource.Empty.Problem("src/App.tsx", "\t😀\r\n"));

    [Fact]
    public void Sizes_are_bounded_for_one_file_all_files_and_their_number()
    {
        var large = new string('a', 256 << 10);
        Assert.Null(AppSource.Empty.Problem("src/App.tsx", large));
        Assert.NotNull(AppSource.Empty.Problem("src/App.tsx", large + "a"));
        Assert.NotNull(AppSource.Empty.Problem("src/App.tsx", new string('ä', (128 << 10) + 1)));

        var full = Enumerable.Range(0, 8).Aggregate(AppSource.Empty, (source, at) => source.With($"src/a{at}.ts", large));
        Assert.Contains("together", full.Problem("src/b.ts", "a"), StringComparison.Ordinal);
        Assert.Null(full.Problem("src/a0.ts", "smaller"));

        var many = AppSource.Of(Enumerable.Range(0, 200).Select(at => new KeyValuePair<string, string>($"src/a{at}.ts", "")));
        Assert.NotNull(many.Problem("src/b.ts", ""));
        Assert.Null(many.Problem("src/a7.ts", "other"));
    }

    [Fact]
    public void Names_that_differ_in_case_and_files_in_the_way_of_folders_are_refused()
    {
        var source = AppSource.Empty.With("src/App.tsx", "").With("src/pages/One.tsx", "");
        Assert.Contains("case", source.Problem("src/app.tsx", ""), StringComparison.Ordinal);
        Assert.Contains("in the way", source.Problem("src/pages/One.tsx/Two.tsx", ""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_gives_another_source_and_leaves_the_first()
    {
        var first = AppSource.Empty.With("src/App.tsx", "one");
        var second = first.With("src/App.tsx", "two");
        Assert.Equal("one", first.Files["src/App.tsx"]);
        Assert.Equal("two", second.Files["src/App.tsx"]);
        Assert.NotEqual(first, second);
        Assert.Equal(first, second.With("src/App.tsx", "one"));
        Assert.Equal(first.GetHashCode(), second.With("src/App.tsx", "one").GetHashCode());
        Assert.Empty(first.Without("src/App.tsx").Files);
        Assert.Same(first, first.Without("src/Other.tsx"));
    }

    [Fact]
    public void Writing_what_is_refused_throws_the_reason()
        => Assert.Equal("source.refused", Assert.Throws<RefusalException>(() => AppSource.Empty.With("src/entry.tsx", "")).Code);
}
