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
    private SandboxOwner? owner;
    private DateTimeOffset started;
    private bool isOver;

    public E2bSandbox(E2bSandboxProvider provider, string id, E2bInside inside, SandboxRequest request, DateTimeOffset started)
    {
        (this.provider, Id, this.inside, this.request, this.started) = (provider, id, inside, request, started);
        owner = request.Owner;
    }

    public string Id { get; }

    public void Claim(SandboxOwner owner)
    {
        if (this.owner is not null) throw new InvalidOperationException("A sandbox serves one owner only.");
        this.owner = owner;
        started = provider.Clock.GetUtcNow();
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
        await EndAsync();
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (isOver) return;
        await provider.Api.KillAsync(Id, cancellationToken);
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (isOver) return;
        try
        {
            await provider.Api.KillAsync(Id, CancellationToken.None);
        }
        catch (RefusalException refusal)
        {
            provider.CouldNotKill(Id, refusal);
        }

        await EndAsync();
    }

    private async Task EndAsync()
    {
        isOver = true;
        process?.Dispose();
        provider.Forget(this);
        if (owner is not null) await provider.RecordAsync(Id, owner, started);
    }
}
