using System.Text;
using System.Text.Json;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds.Bundles;

/// <summary>The files of a stored bundle: the document as it is sent, what the server must know of it, and the app's own output for those who want to look at it.</summary>
internal static class BundleFiles
{
    public const string Document = "document.html.br", Description = "document.json", Script = "app.js", Css = "app.css";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> Of(AppBundle bundle, StoredDocument document)
        =>
        [
            (Document, document.Brotli),
            (Description, JsonSerializer.SerializeToUtf8Bytes(new Facts(document.ScriptHashes, document.TemplateVersion, document.Prefetch, bundle.Imports), Form)),
            (Script, Encoding.UTF8.GetBytes(bundle.Script)),
            (Css, Encoding.UTF8.GetBytes(bundle.Css)),
        ];

    public static StoredDocument ReadDocument(ReadOnlyMemory<byte> brotli, ReadOnlySpan<byte> description)
    {
        var facts = JsonSerializer.Deserialize<Facts>(description, Form) ?? throw new JsonException("An empty description of a document.");
        return new StoredDocument(brotli, facts.ScriptHashes, facts.TemplateVersion, facts.Prefetch);
    }

    private sealed record Facts(IReadOnlyList<string> ScriptHashes, string TemplateVersion, IReadOnlyList<PrefetchQuestion> Prefetch, IReadOnlyList<string> Imports);
}
