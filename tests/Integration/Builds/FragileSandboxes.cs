using System.Collections.Concurrent;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Builds;

/// <summary>Real sandboxes whose processes a test can end behind everybody's back, as a crash would.</summary>
internal sealed class FragileSandboxes(ISandboxProvider inner) : ISandboxProvider
{
    private readonly ConcurrentBag<ISandboxProcess> running = [];

    public string Name => inner.Name;

    public SandboxSize Size => inner.Size;

    /// <summary>What was started, running or not.</summary>
    public IReadOnlyCollection<ISandboxProcess> Running => running;

    /// <summary>Ends everything that runs in the sandboxes made so far; what is started meanwhile in their place is not among it.</summary>
    public Task KillAllAsync()
    {
        var soFar = running.ToArray();
        return Task.WhenAll(soFar.Select(process => process.KillAsync()));
    }

    public Task<SandboxReadiness> ProbeAsync(CancellationToken cancellationToken) => inner.ProbeAsync(cancellationToken);

    public async Task<ISandbox> CreateAsync(SandboxRequest request, CancellationToken cancellationToken) => new Fragile(await inner.CreateAsync(request, cancellationToken), running);

    /// <summary>What was resumed, by the id under which it was paused.</summary>
    public ConcurrentQueue<string> Resumed { get; } = [];

    public async Task<ISandbox?> ResumeAsync(string sandboxId, SandboxRequest request, CancellationToken cancellationToken)
    {
        if (await inner.ResumeAsync(sandboxId, request, cancellationToken) is not { } sandbox) return null;
        Resumed.Enqueue(sandboxId);
        return sandbox as Fragile ?? new Fragile(sandbox, running);
    }

    public Task DiscardAsync(string sandboxId, CancellationToken cancellationToken) => inner.DiscardAsync(sandboxId, cancellationToken);

    private sealed class Fragile(ISandbox inner, ConcurrentBag<ISandboxProcess> running) : ISandbox
    {
        public string Id => inner.Id;

        public void Claim(SandboxOwner owner) => inner.Claim(owner);

        public async Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken)
        {
            var process = await inner.StartAsync(command, cancellationToken);
            running.Add(process);
            return process;
        }

        public Task WriteFilesAsync(IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken) => inner.WriteFilesAsync(files, cancellationToken);

        public Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken) => inner.ReadFileAsync(path, cancellationToken);

        public Task PauseAsync(CancellationToken cancellationToken) => inner.PauseAsync(cancellationToken);

        public Task KillAsync(CancellationToken cancellationToken) => inner.KillAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
