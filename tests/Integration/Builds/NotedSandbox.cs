using Vitrine.Sandboxes;

namespace Vitrine.Integration.Builds;

/// <summary>A sandbox of which a test only wants to know whether it was killed.</summary>
internal sealed class NotedSandbox : ISandbox
{
    private readonly TaskCompletionSource killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = Guid.CreateVersion7().ToString("n");

    public Task Killed => killed.Task;

    public void Claim(SandboxOwner owner) => throw new NotSupportedException();

    public Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WriteFilesAsync(IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PauseAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task KillAsync(CancellationToken cancellationToken)
    {
        killed.TrySetResult();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
