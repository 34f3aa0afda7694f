namespace Vitrine.Serving.Documents;

/// <summary>A module that apps may import.</summary>
/// <param name="Script">The vendor script that holds it.</param>
/// <param name="Global">Where that script puts it, such as <c>__v.react</c>.</param>
/// <param name="Exports">The names that can be imported from it.</param>
public sealed record TemplateSpecifier(string Script, string Global, IReadOnlyList<string> Exports);
