namespace Vitrine.Builds.Workspaces;

/// <summary>How long sandboxes are kept paused between two turns of an app. From the configuration section <c>Sandboxes</c>.</summary>
public sealed record PausingSettings
{
    /// <summary>How long one waits for its app's next turn before it is thrown away; zero pauses none. Whoever looks at an app and then asks for a change does so within minutes.</summary>
    public TimeSpan PausedFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many wait at a time, in this process; the oldest goes first. One of this machine is a few MB on the disk.</summary>
    public int MostPaused { get; init; } = 20;
}
