using Vitrine.Agents.Files;

namespace Vitrine.Unit.Agents;

public sealed class SourceChangeTests
{
    [Fact]
    public void Files_that_came_changed_and_went_are_told_by_path()
    {
        var before = new Dictionary<string, string> { ["src/B.tsx"] = "one\n", ["src/Same.tsx"] = "same", ["src/Gone.tsx"] = "gone\n" };
        var after = new Dictionary<string, string> { ["src/Same.tsx"] = "same", ["src/B.tsx"] = "two\n", ["src/A.tsx"] = "new\n" };
        Assert.Equal(
            [
                new SourceChange("src/A.tsx", SourceChangeKind.Added, 1, 0, "@@ -0,0 +1,1 @@\n+new"),
                new SourceChange("src/B.tsx", SourceChangeKind.Changed, 1, 1, "@@ -1,1 +1,1 @@\n-one\n+two"),
                new SourceChange("src/Gone.tsx", SourceChangeKind.Removed, 0, 1, "@@ -1,1 +0,0 @@\n-gone"),
            ],
            SourceChange.Between(before, after));
    }

    [Fact]
    public void A_file_of_an_ordinary_length_is_shown_whole_and_a_huge_one_is_counted()
    {
        string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(number => $"line {number}\n"));
        var one = Assert.Single(SourceChange.Between(new Dictionary<string, string>(), new Dictionary<string, string> { ["src/App.tsx"] = Lines(1_000) }));
        Assert.Equal((1_000, 1_001), (one.Added, one.Diff!.Split('\n').Length));
        Assert.Equal((5_000, null), Assert.Single(SourceChange.Between(new Dictionary<string, string>(), new Dictionary<string, string> { ["src/App.tsx"] = Lines(5_000) })) is var huge ? (huge.Added, huge.Diff) : default);
    }
}
