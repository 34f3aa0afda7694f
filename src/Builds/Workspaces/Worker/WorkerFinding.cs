namespace Vitrine.Builds.Workspaces.Worker;

/// <summary>One finding of the build worker, brought into form.</summary>
/// <param name="Code">Such as <c>build.unknown-import</c>.</param>
/// <param name="File">A file of the app, or null.</param>
/// <param name="Line">1-based, or null.</param>
/// <param name="Column">1-based, or null.</param>
/// <param name="Message">Plain text.</param>
/// <param name="Hint">Plain text, or null.</param>
/// <param name="IsWarning">Whether it stops nothing.</param>
internal sealed record WorkerFinding(string Code, string? File, int? Line, int? Column, string Message, string? Hint, bool IsWarning);
