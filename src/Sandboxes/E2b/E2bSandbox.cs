using Vitrine.Primitives;

namespace Vitrine.Sandboxes.E2b;

/// <summary>A sandbox at E2B, or at a host that speaks its protocol.</summary>
internal sealed class E2bSandbox : ISandbox
{
    /// <summary>Where the files are, as in every sandbox.</summary>
    public const string Workspace = "/workspace";

    private const long MostBytesOfOne = 32L << 20;

    private static readonly Dictionary<string, string> Environment = new() { ["PATH"] = "/usr/bin:/bin", ["HOME"] = Workspace, ["LANG"] = "C.UTF-8", ["NODE_ENV"] = "production", ["TMPDIR"] = "/tmp" };

    private readonly E2bSandboxProvider provider;
    private readonly E2bInside inside;
    private readonly SandboxRequest request;
    private E2bProcess? process;
    private SandboxInterval? interval;
    private bool isOver;

    public E2bSandbox(E2bSandboxProvider provider, string id, E2bInside inside, SandboxRequest request)
    {
        (this.provider, Id, this.inside, this.request) = (provider, id, inside, request);
        if (request.Owner is { } owner) interval = provider.NewInterval(owner);
        provider.Mark(id, request.Owner is null ? provider.Life.Warm : provider.Life.Claimed, interval);
    }

    public string Id { get; }

    public void Claim(SandboxOwner owner)
    {
        if (interval is not null) throw new InvalidOperationException("A sandbox serves one owner only.");
        interval = provider.NewInterval(owner);
        provider.Mark(Id, provider.Life.Claimed, interval);
        provider.Prolong(Id);
    }

    public async Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (isOver) throw E2bRefusals.Gone();
        if (process is { Exit.IsCompleted: false }) throw new RefusalException("sandbox.busy", "A process is running in this sandbox already.", RefusalKind.Conflict);
        var variables = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in command.Environment) variables[name] = value;
        try
        {
            process?.Dispose();
            return process = await E2bProcess.StartAsync(inside, command with { Environment = variables }, Workspace, asRoot: false, request.Limits.OutputBytes, cancellationToken);
        }
        catch (Protocol.ConnectException refused)
        {
            throw new RefusalException("sandbox.not-started", $"The sandbox did not start {command.Program}: {refused.Message}", RefusalKind.Unavailable);
        }
    }

    public async Task WriteFilesAsync(IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in files) WorkspacePath.Check(file.Path);
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (file, token) => await inside.WriteAsync($"{Workspace}/{file.Path}", file.Content, asRoot: false, token));
    }

    public async Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        WorkspacePath.Check(path);
        return await E2bWorkspace.IsPlainFileAsync(inside, $"{Workspace}/{path}", cancellationToken) ? await inside.ReadAsync($"{Workspace}/{path}", MostBytesOfOne, cancellationToken) : null;
    }

    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        if (isOver) return;
        if (process is { } running) await running.KillAsync();
        var hash = await E2bWorkspace.HashAsync(inside, cancellationToken);
        await provider.Api.PauseAsync(Id, cancellationToken);
        provider.Paused.Write(Id, hash);
        await EndAsync(isThere: true);
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (isOver) return;
        await provider.Api.KillAsync(Id, cancellationToken);
        await EndAsync(isThere: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (isOver) return;
        var isThere = false;
        try
        {
            await provider.Api.KillAsync(Id, CancellationToken.None);
        }
        catch (RefusalException refusal)
        {
            provider.CouldNotKill(Id, refusal);
            isThere = true;
        }

        await EndAsync(isThere);
    }

    private async Task EndAsync(bool isThere)
    {
        isOver = true;
        process?.Dispose();
        provider.Forget(this);
        var over = interval is null ? null : interval with { Ended = provider.Clock.GetUtcNow(), Cpus = provider.Size.Cpus, MemoryBytes = provider.Size.MemoryBytes };
        var isBooked = over is null || await provider.TryRecordAsync(over);
        // What is still there, or not booked, is the next server's to end and to book if this one does not come to it.
        if (isThere || !isBooked) provider.Mark(Id, null, isBooked ? null : over);
        else provider.Marks.Remove(Id);
    }
}
