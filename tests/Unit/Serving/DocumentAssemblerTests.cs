using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Primitives;
using Vitrine.Serving.Documents;

namespace Vitrine.Unit.Serving;

public sealed class DocumentAssemblerTests
{
    [Fact]
    public void Scripts_stand_in_order_and_only_those_that_are_imported()
    {
        using var folder = new TemplateFolder();
        var template = folder.Load();
        Assert.Equal(["boot();", "core();", "app();"], Scripts(Assemble(template, "app();", ["react"])));
        Assert.Equal(["boot();", "core();", "charts();", "app();"], Scripts(Assemble(template, "app();", ["@vitrine/kit/charts", "react"])));
    }

    [Fact]
    public void Every_script_and_no_other_has_its_hash()
    {
        using var folder = new TemplateFolder();
        var document = Assemble(folder.Load(), "say('é </script> <!-- <script>');\r\nlast()", ["react"]);
        var hashes = Scripts(document).Select(text => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}");
        Assert.Equal(hashes, document.ScriptHashes);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        using var folder = new TemplateFolder();
        var template = folder.Load();
        Assert.True(Assemble(template, "app();", ["react"]).Html.Span.SequenceEqual(Assemble(template, "app();", ["react"]).Html.Span));
    }

    [Fact]
    public void A_script_cannot_end_its_element()
    {
        using var folder = new TemplateFolder();
        var document = Assemble(folder.Load(), "a='</script><script>evil()</script>';b='<!--<script>';c='</SCRIPT >'", ["react"]);
        Assert.Equal("a='\\x3C/script>\\x3Cscript>evil()\\x3C/script>';b='\\x3C!--\\x3Cscript>';c='\\x3C/SCRIPT >'", Scripts(document)[^1]);
        Assert.Equal(3, document.ScriptHashes.Count);
    }

    [Fact]
    public void A_style_cannot_end_its_element()
    {
        using var folder = new TemplateFolder();
        var html = Text(DocumentAssembler.Assemble(folder.Load(), new AppBundle("app();", "a::before{content:'</style><script>evil()</script>'}", []), "x"));
        Assert.Contains("content:'\\3C /style><script>evil()</script>'", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "</style>"));
    }

    [Fact]
    public void A_title_is_text()
    {
        using var folder = new TemplateFolder();
        var html = Text(DocumentAssembler.Assemble(folder.Load(), new AppBundle("app();", "", []), "</title><script>evil()</script>"));
        Assert.Contains("<title>&lt;/title&gt;&lt;script&gt;evil()&lt;/script&gt;</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_import_is_named_with_the_nearest_known_one()
    {
        using var folder = new TemplateFolder();
        var template = folder.Load();
        var refusal = Assert.Throws<RefusalException>(() => Assemble(template, "app();", ["reactt"]));
        Assert.Equal("document.unknown-import", refusal.Code);
        Assert.Contains("Did you mean react?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_whose_hash_could_not_match_is_refused()
    {
        using var folder = new TemplateFolder();
        var template = folder.Load();
        Assert.Equal("document.unusable-script", Assert.Throws<RefusalException>(() => Assemble(template, "a='\0'", [])).Code);
    }

    [Fact]
    public async Task A_stored_document_gives_back_the_very_bytes()
    {
        using var folder = new TemplateFolder();
        var document = Assemble(folder.Load(), string.Concat(Enumerable.Repeat("app('é');", 5000)), ["react"]);
        var stored = StoredDocument.Of(document, []);
        Assert.True(stored.Brotli.Length < document.Html.Length / 10);
        Assert.Equal(document.Html.ToArray(), await stored.ReadHtmlAsync(TestContext.Current.CancellationToken));
    }

    private static AssembledDocument Assemble(AppTemplate template, string script, string[] imports)
        => DocumentAssembler.Assemble(template, new AppBundle(script, "body{}", imports), "Sales");

    private static string Text(AssembledDocument document) => Encoding.UTF8.GetString(document.Html.Span);

    private static string[] Scripts(AssembledDocument document)
        => [.. Regex.Matches(Text(document), "<script>(.*?)</script>", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];
}
