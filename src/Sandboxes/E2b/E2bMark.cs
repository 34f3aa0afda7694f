namespace Vitrine.Sandboxes.E2b;

/// <summary>What is noted of a sandbox for as long as it is there.</summary>
/// <param name="Server">Whose it is: <see cref="ServerProcess"/>.</param>
/// <param name="Ends">When the service ends it by itself; null while it is paused, which has no end.</param>
/// <param name="Interval">What is to be booked for it; null when nobody pays. Its end is its start while it is not known.</param>
internal sealed record E2bMark(string Server, DateTimeOffset? Ends, SandboxInterval? Interval);
