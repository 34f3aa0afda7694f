using Vitrine.Primitives;
using Vitrine.Serving.Documents;

namespace Vitrine.Unit.Serving;

public sealed class AppTemplateTests
{
    [Fact]
    public void A_prepared_folder_is_read_whole()
    {
        using var folder = new TemplateFolder();
        var template = folder.Load();
        Assert.Equal("t1", template.Version);
        Assert.Equal("boot();", template.Boot);
        Assert.Equal(["core", "charts"], template.Scripts.Select(script => script.Name));
        Assert.Equal(["useState"], template.Specifiers["react"].Exports);
    }

    [Fact]
    public void A_link_is_followed_once_and_for_all()
    {
        using var folder = new TemplateFolder();
        var link = Path.Combine(Path.GetTempPath(), $"vitrine-link-{Path.GetFileName(folder.Path)}");
        Directory.CreateSymbolicLink(link, folder.Path);
        try
        {
            Assert.Equal(folder.Path, AppTemplate.Load(link).Folder);
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public void A_missing_template_says_what_to_do()
    {
        var refusal = Assert.Throws<RefusalException>(() => AppTemplate.Load(Path.Combine(Path.GetTempPath(), "vitrine-nothing-here")));
        Assert.Equal("template.missing", refusal.Code);
        Assert.Contains("prepare-template", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"version":"t","boot":"vendor/none.js","scripts":[],"specifiers":{}}""")]
    [InlineData("""{"version":"t","boot":"../../etc/hostname","scripts":[],"specifiers":{}}""")]
    [InlineData("""{"version":"t","boot":"vendor/boot.js","scripts":[{"file":"vendor/core.js"}],"specifiers":{}}""")]
    public void A_template_that_is_not_whole_is_refused(string json)
    {
        using var folder = new TemplateFolder(json);
        Assert.Equal("template.unreadable", Assert.Throws<RefusalException>(folder.Load).Code);
    }
}
