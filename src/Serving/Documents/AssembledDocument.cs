namespace Vitrine.Serving.Documents;

/// <summary>
/// One self-contained HTML document: the same bytes in the preview, the gates and for viewers. It holds no data and names
/// no person.
/// </summary>
/// <param name="Html">UTF-8.</param>
/// <param name="ScriptHashes">The CSP source of each script in it, such as <c>sha256-…</c>, in document order.</param>
/// <param name="TemplateVersion">The template it was put together from.</param>
public sealed record AssembledDocument(ReadOnlyMemory<byte> Html, IReadOnlyList<string> ScriptHashes, string TemplateVersion);
