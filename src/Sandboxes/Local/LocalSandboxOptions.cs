namespace Vitrine.Sandboxes.Local;

/// <summary>Where sandboxes of this machine are kept and what they hold.</summary>
public sealed record LocalSandboxOptions
{
    /// <summary>The server's own folder for them; made unreadable for others. Not inside a sandbox's reach.</summary>
    public required string Folder { get; init; }

    /// <summary>The toolchain that stands read-only at <c>/opt/tc</c>; asked for at each start, so that it may be prepared later. Null: an empty folder.</summary>
    public Func<string?> Toolchain { get; init; } = () => null;

    /// <summary>Where the toolchain is copied to when a user without rights cannot reach it, as under <c>/root</c>.</summary>
    public string ToolchainCopies { get; init; } = "/var/cache/vitrine";

    /// <summary>
    /// Whether the machine's programs stand in it, read-only: <c>/usr</c> without <c>/usr/local</c>, which is an operator's own. For sandboxes that are lent out and are to have a shell; builds need
    /// Node alone.
    /// </summary>
    public bool HasPrograms { get; init; }

    /// <summary>How long a paused one is kept when its server is gone. Zero where nobody but that server would resume it.</summary>
    public TimeSpan PausedOutlive { get; init; }
}
