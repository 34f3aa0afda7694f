namespace Vitrine.Sandboxes;

/// <summary>
/// A place where untrusted code is built: this machine, or somebody else's. Nothing assumes a shared disk, and a sandbox may vanish at
/// any moment: the object store is the truth.
/// </summary>
public interface ISandboxProvider
{
    /// <summary>The provider's word in the configuration, such as <c>local</c>.</summary>
    string Name { get; }

    /// <summary>What a sandbox of it has, and is billed for.</summary>
    SandboxSize Size { get; }

    /// <summary>Really starts a sandbox and looks whether it holds. Never throws for what an operator can mend: the reason is in the answer.</summary>
    Task<SandboxReadiness> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Makes a sandbox with an empty workspace.</summary>
    /// <exception cref="Primitives.RefusalException"><c>sandbox.unavailable</c> with the probe's reason. There is no weaker form to fall back to.</exception>
    Task<ISandbox> CreateAsync(SandboxRequest request, CancellationToken cancellationToken);

    /// <summary>The sandbox that was paused under this id with its files, or null when it is gone; then it is made anew from the store.</summary>
    /// <returns>One with nothing running in it; or the one that <see cref="SandboxRequest.TakeReady"/> gave up, with these files over its own, still running and still unclaimed.</returns>
    Task<ISandbox?> ResumeAsync(string sandboxId, SandboxRequest request, CancellationToken cancellationToken);

    /// <summary>Ends what was paused under this id and forgets its files. Nothing happens when it is not there.</summary>
    Task DiscardAsync(string sandboxId, CancellationToken cancellationToken);
}
