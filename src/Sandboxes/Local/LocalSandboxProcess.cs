namespace Vitrine.Sandboxes.Local;

/// <summary>The process of a sandbox of this machine.</summary>
internal sealed class LocalSandboxProcess : ISandboxProcess
{
    private readonly Jail jail;
    private string? reason;

    public LocalSandboxProcess(Jail jail, SandboxLimits limits)
    {
        this.jail = jail;
        Output = new CappedStream(jail.Process.Output, limits.OutputBytes, () => Kill("It wrote more output than a sandbox may."));
        Errors = new CappedStream(jail.Process.Errors, limits.OutputBytes, () => Kill("It wrote more output than a sandbox may."));
    }

    public Jail Jail => jail;

    public Task<int> Exit => jail.Process.Exit;

    public string? KilledBecause => Volatile.Read(ref reason);

    public Stream Input => jail.Process.Input;

    public Stream Output { get; }

    public Stream Errors { get; }

    public Task KillAsync() => jail.KillAsync();

    /// <summary>Ends it for a reason that its user is told.</summary>
    public void Kill(string because)
    {
        if (Exit.IsCompleted) return;
        Interlocked.CompareExchange(ref reason, because, null);
        _ = jail.KillAsync();
    }
}
