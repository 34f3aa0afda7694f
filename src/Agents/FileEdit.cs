namespace Vitrine.Agents;

/// <summary>One replacement in a file.</summary>
/// <param name="Old">Text that stands exactly once in the file.</param>
/// <param name="New">What stands there afterwards.</param>
public sealed record FileEdit(string Old, string New);
