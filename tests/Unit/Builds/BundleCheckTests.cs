using Vitrine.Builds.Bundles;
using Vitrine.Builds.Gates;
using Vitrine.Serving.Documents;
using Vitrine.Unit.Serving;

namespace Vitrine.Unit.Builds;

public sealed class BundleCheckTests : IDisposable
{
    private readonly TemplateFolder folder = new();
    private readonly AppTemplate template;

    public BundleCheckTests() => template = folder.Load();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Imports_are_read_from_the_script_itself()
    {
        var result = BundleCheck.Run(template, "(function(e,t){e.useState(t.LineChart)})(__v.react,__v.charts);\n", ".a{color:red}");
        Assert.Empty(result.Problems);
        Assert.Equal(["react", "@vitrine/kit/charts"], result.Imports);
    }

    [Theory]
    [InlineData("(function(){})();")]
    [InlineData("(function () {\n\n})( );")]
    public void An_app_may_import_nothing(string script) => Assert.Empty(BundleCheck.Run(template, script, "").Imports);

    [Theory]
    [InlineData("(function(e){})(__v.other);", "build.unknown-import")]
    [InlineData("(function(e){})(window);", "build.unknown-import")]
    [InlineData("alert(1)", "build.bad-script")]
    [InlineData("(function(e){})(fetch(\"x\"));", "build.bad-script")]
    [InlineData("(function(){import('/x.js')})();", "build.dynamic-import")]
    [InlineData("(function(){import (`/x.js`)})();", "build.dynamic-import")]
    public void A_script_of_another_form_is_refused(string script, string code)
        => Assert.Contains(BundleCheck.Run(template, script, "").Problems, problem => problem.Code == code);

    [Theory]
    [InlineData("@import \"https://elsewhere.example/a.css\";")]
    [InlineData(".a{background:url(https://elsewhere.example/a.png)}")]
    [InlineData(".a{background:URL( \"//elsewhere.example/a.png\")}")]
    [InlineData(".a{background:image-set(\"a.png\" 1x)}")]
    public void A_stylesheet_that_fetches_is_refused(string css)
        => Assert.Equal("build.outside-address", Assert.Single(BundleCheck.Run(template, "(function(){})();", css).Problems).Code);

    [Theory]
    [InlineData(".a{background:url(data:image/svg+xml,%3Csvg%3E)}")]
    [InlineData(".a{background:url(\"data:image/png;base64,AAAA\");fill:url(#gradient)}")]
    public void What_stands_in_the_stylesheet_itself_is_fine(string css) => Assert.Empty(BundleCheck.Run(template, "(function(){})();", css).Problems);

    [Fact]
    public void Spaces_do_not_hold_the_check_up()
    {
        var spaces = new string(' ', BundleCheck.MostCssBytes - 100);
        Assert.Empty(BundleCheck.Run(template, "(function(){})();", $".a{{content:\"url({spaces}data:\"}}").Problems);
        Assert.Single(BundleCheck.Run(template, "(function(){})();", $".a{{background:url({spaces}x)}}").Problems);
        // Far more than is allowed is not looked at any further.
        Assert.Equal("build.too-large", Assert.Single(BundleCheck.Run(template, "no script", $"url({new string(' ', 4 << 20)}data:").Problems).Code);
        var row = $"<p>coming soon{spaces}x</p>";
        Assert.Empty(Placeholders.Find(new Dictionary<string, string> { ["src/App.tsx"] = row }));
        Assert.Single(Placeholders.Find(new Dictionary<string, string> { ["src/App.tsx"] = $"<p>coming soon{spaces}</p>" }));
    }

    [Fact]
    public void Sizes_are_budgets()
    {
        var script = $"(function(){{var a='{new string('a', BundleCheck.MostScriptBytes)}'}})();";
        Assert.Equal("build.too-large", Assert.Single(BundleCheck.Run(template, script, "").Problems).Code);
        Assert.Equal("build.too-large", Assert.Single(BundleCheck.Run(template, "(function(){})();", new string(' ', BundleCheck.MostCssBytes + 1)).Problems).Code);
    }
}
