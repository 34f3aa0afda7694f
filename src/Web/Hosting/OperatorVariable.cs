namespace Vitrine.Web.Hosting;

/// <summary>A name that operators configure with, and what <c>docs/guides/operating.md</c> says of it.</summary>
/// <param name="Name">As in the environment. <c>__</c> stands for the colon of a section.</param>
/// <param name="Default">What holds without it, as Markdown; empty for nothing.</param>
/// <param name="Meaning">A sentence or two, as Markdown.</param>
/// <param name="Example">A value; empty where the meaning names all of them.</param>
internal sealed record OperatorVariable(string Name, string Default, string Meaning, string Example = "");
