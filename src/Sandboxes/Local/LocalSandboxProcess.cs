namespace Vitrine.Sandboxes.Local;

/// <summary>The process of a sandbox of this machine.</summary>
internal sealed class LocalSandboxProcess : ISandboxProcess
{
    /// <summary>What its user is told who used too much memory, whoever noticed it.</summary>
    public const string TooMuchMemory = "It used more memory than a sandbox may.";

    private const string TooManyProcesses = "It started more processes and threads than a sandbox may.";
    private const int Signalled = 128;

    private readonly Jail jail;
    private string? reason;

    public LocalSandboxProcess(Jail jail, SandboxLimits limits)
    {
        this.jail = jail;
        Exit = WaitAsync();
        Output = new CappedStream(jail.Process.Output, limits.OutputBytes, () => Kill("It wrote more output than a sandbox may."));
        Errors = new CappedStream(jail.Process.Errors, limits.OutputBytes, () => Kill("It wrote more output than a sandbox may."));
    }

    public Jail Jail => jail;

    public Task<int> Exit { get; }

    public string? KilledBecause => Volatile.Read(ref reason);

    public Stream Input => jail.Process.Input;

    public Stream Output { get; }

    public Stream Errors { get; }

    public async Task KillAsync()
    {
        await jail.KillAsync();
        await Exit;
    }

    /// <summary>Ends it for a reason that its user is told.</summary>
    public void Kill(string because)
    {
        if (Exit.IsCompleted) return;
        Interlocked.CompareExchange(ref reason, because, null);
        _ = jail.KillAsync();
    }

    private async Task<int> WaitAsync()
    {
        var code = await jail.Process.Exit;
        if (jail.Group is not { } group) return code;
        // The kernel may have been faster than the watch.
        if (code == 137 && group.HasRunOutOfMemory) Interlocked.CompareExchange(ref reason, TooMuchMemory, null);
        // A program that cannot have a thread gives up, as Node does.
        else if (code > Signalled && group.HasRunOutOfProcesses) Interlocked.CompareExchange(ref reason, TooManyProcesses, null);
        group.Remove();
        return code;
    }
}
