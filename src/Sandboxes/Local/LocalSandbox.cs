using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>A sandbox of this machine. Its workspace lives in memory, in the namespace of its process; paused files lie in its folder.</summary>
internal sealed class LocalSandbox : ISandbox
{
    private readonly LocalSandboxProvider provider;
    private readonly SandboxRequest request;
    private readonly string folder;
    private readonly uint? user;
    private readonly Dictionary<string, SandboxFile> laidOut = new(StringComparer.Ordinal);

    // Held by whoever starts or ends it: one that is ended while it starts would run on, known to nobody.
    private readonly SemaphoreSlim changing = new(1, 1);
    private LocalSandboxProcess? process;
    private SandboxOwner? owner;
    private DateTimeOffset? started;
    private bool isOver;

    public LocalSandbox(LocalSandboxProvider provider, string id, string folder, uint? user, SandboxRequest request, IReadOnlyList<SandboxFile> files)
    {
        (this.provider, Id, this.folder, this.user, this.request) = (provider, id, folder, user, request);
        owner = request.Owner;
        foreach (var file in files) laidOut[file.Path] = file;
    }

    public string Id { get; }

    private Guid Number => Guid.ParseExact(Id, "n");

    public void Claim(SandboxOwner owner)
    {
        if (this.owner is not null) throw new InvalidOperationException("A sandbox serves one owner only.");
        this.owner = owner;
        if (started is null) return;
        started = provider.Clock.GetUtcNow();
        try
        {
            Mark();
        }
        catch (DirectoryNotFoundException)
        {
            throw new RefusalException("sandbox.gone", "The sandbox's folder is not there any more.", RefusalKind.Conflict);
        }
    }

    public async Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        await changing.WaitAsync(cancellationToken);
        try
        {
            return await StartAloneAsync(command, cancellationToken);
        }
        finally
        {
            changing.Release();
        }
    }

    public Task WriteFilesAsync(IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in files) WorkspacePath.Check(file.Path);
        return LayAsync(files, cancellationToken);
    }

    /// <summary>Writes files that a workspace had already, whatever their names.</summary>
    public Task LayAsync(IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken)
    {
        if (process is { Exit.IsCompleted: false } running) return Task.Run(() => WorkspaceFiles.Write(running.Jail.Workspace, user, files), cancellationToken);
        if (laidOut.Values.Concat(files).Sum(file => (long)file.Content.Length) > request.Limits.WorkspaceBytes) throw new RefusalException("sandbox.full", "The workspace is full.", RefusalKind.TooLarge);
        foreach (var file in files) laidOut[file.Path] = file;
        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        WorkspacePath.Check(path);
        if (process is { Exit.IsCompleted: false } running) return Task.Run(() => WorkspaceFiles.Read(running.Jail.Workspace, user, path), cancellationToken);
        return Task.FromResult(laidOut.TryGetValue(path, out var file) ? file.Content.ToArray() : null);
    }

    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        if (isOver) return;
        var files = process is { Exit.IsCompleted: false } running
            ? await Task.Run(() => KeptFiles.Read(running.Jail.Workspace, user), cancellationToken)
            : [.. laidOut.Values];
        await PausedFiles.WriteAsync(folder, files, cancellationToken);
        await EndAsync(keepFolder: true);
    }

    public Task KillAsync(CancellationToken cancellationToken) => EndAsync(keepFolder: false);

    public async ValueTask DisposeAsync() => await EndAsync(keepFolder: false);

    private async Task<LocalSandboxProcess> StartAloneAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        if (isOver) throw new RefusalException("sandbox.gone", "The sandbox is not there any more.", RefusalKind.Conflict);
        if (process is { Exit.IsCompleted: false }) throw new RefusalException("sandbox.busy", "A process is running in this sandbox already.", RefusalKind.Conflict);
        var mounts = await provider.MountsAsync(cancellationToken);
        var jail = await Jail.StartAsync(folder, mounts, request.Limits, user, await provider.MeansAsync(cancellationToken), command, [.. laidOut.Values], cancellationToken);
        started ??= provider.Clock.GetUtcNow();
        process = new LocalSandboxProcess(jail, request.Limits);
        Mark();
        provider.Watch.Add(process, request.Limits, command.WallClock, () => IntervalMark.Touch(folder, provider.Clock.GetUtcNow()));
        return process;
    }

    private async Task EndAsync(bool keepFolder)
    {
        await changing.WaitAsync();
        try
        {
            await EndAloneAsync(keepFolder);
        }
        finally
        {
            changing.Release();
        }
    }

    private async Task EndAloneAsync(bool keepFolder)
    {
        if (isOver) return;
        isOver = true;
        if (process is not null)
        {
            await process.KillAsync();
            await process.Jail.Process.DisposeAsync();
        }

        var isBooked = owner is null || started is not { } since || await provider.TryRecordAsync(Interval(owner, since, provider.Clock.GetUtcNow()));
        if (isBooked) IntervalMark.Remove(folder);
        // What could not be booked stays for the next start of a server.
        provider.Forget(this, folder, user, keepFolder || !isBooked);
    }

    /// <summary>From now on somebody is to pay for it.</summary>
    private void Mark()
    {
        if (owner is not null && started is { } since) IntervalMark.Write(folder, Interval(owner, since, since));
    }

    private SandboxInterval Interval(SandboxOwner payer, DateTimeOffset since, DateTimeOffset until) => new(Number, provider.Name, payer, since, until) { MemoryBytes = request.Limits.MemoryBytes };
}
