namespace Vitrine.Serving.Documents;

/// <summary>One vendor script of a template: libraries and kit, compiled once, filling one global.</summary>
/// <param name="Name">The name that specifiers refer to, such as <c>core</c>.</param>
/// <param name="Always">Whether every document holds it; otherwise only those whose app imports something of it.</param>
/// <param name="Text">A classic script.</param>
/// <param name="Requires">Names of scripts that must come with it.</param>
public sealed record TemplateScript(string Name, bool Always, string Text, IReadOnlyList<string> Requires);
