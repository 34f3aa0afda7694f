namespace Vitrine.Sandboxes;

/// <summary>What a sandbox is wanted for. The names go into the ledger; none of them goes into the sandbox.</summary>
public sealed record SandboxRequest
{
    /// <summary>Whose work it is; null for a warm one that nobody has claimed yet.</summary>
    public SandboxOwner? Owner { get; init; }

    /// <summary>What it may use.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>
    /// For resuming one of which only the files were kept: gives up a sandbox that runs and that nobody has claimed, so that the files are laid into it; null when there is none. Asked at most once,
    /// and not at all where what was paused is more than its files.
    /// </summary>
    public Func<ISandbox?> TakeReady { get; init; } = () => null;

    /// <summary>
    /// For resuming one of which only the files were kept: whether these stay, to be resumed from again, until <see cref="ISandboxProvider.DiscardAsync"/>. For whom they are the only copy: what is resumed
    /// runs later, or never.
    /// </summary>
    public bool KeepsPaused { get; init; }
}
