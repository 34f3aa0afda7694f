namespace Vitrine.Sandboxes;

/// <summary>What a sandbox is wanted for. The names go into the ledger; none of them goes into the sandbox.</summary>
public sealed record SandboxRequest
{
    /// <summary>Whose work it is; null for a warm one that nobody has claimed yet.</summary>
    public SandboxOwner? Owner { get; init; }

    /// <summary>What it may use.</summary>
    public SandboxLimits Limits { get; init; } = new();
}
