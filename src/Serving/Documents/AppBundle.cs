namespace Vitrine.Serving.Documents;

/// <summary>What a build in the sandbox hands out; nothing of it is believed.</summary>
/// <param name="Script">The app's own code as one classic script.</param>
/// <param name="Css">The app's whole stylesheet, the kit's included.</param>
/// <param name="Imports">The module specifiers that the script uses.</param>
public sealed record AppBundle(string Script, string Css, IReadOnlyList<string> Imports);
