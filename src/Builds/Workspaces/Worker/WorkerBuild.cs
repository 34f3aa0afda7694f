namespace Vitrine.Builds.Workspaces.Worker;

/// <summary>The worker's answer to a build.</summary>
/// <param name="Script">The app's script; null when it was not built.</param>
/// <param name="Css">Its stylesheet; null when it was not built.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Milliseconds">What the worker says it took.</param>
internal sealed record WorkerBuild(string? Script, string? Css, IReadOnlyList<WorkerFinding> Findings, int Milliseconds);
