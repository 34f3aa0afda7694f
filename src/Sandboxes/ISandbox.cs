namespace Vitrine.Sandboxes;

/// <summary>One isolated place: no network, a read-only toolchain at <c>/opt/tc</c>, a bounded writable <c>/workspace</c>, and nothing of the host.</summary>
public interface ISandbox : IAsyncDisposable
{
    /// <summary>The provider's id, under which it can be resumed after a pause.</summary>
    string Id { get; }

    /// <summary>Says whose work a warm sandbox does from now on; its time is booked from here. Once only: no sandbox serves two owners.</summary>
    void Claim(SandboxOwner owner);

    /// <summary>Starts the process that the sandbox is for. One at a time; what it starts itself lives and dies with it.</summary>
    Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken);

    /// <summary>Writes files under <c>/workspace</c>; before a process runs they are laid out ahead of it.</summary>
    /// <exception cref="Primitives.RefusalException"><c>sandbox.bad-path</c>, <c>sandbox.full</c>.</exception>
    Task WriteFilesAsync(IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken);

    /// <summary>Reads a regular file under <c>/workspace</c>; null when there is none. Never follows a link.</summary>
    /// <exception cref="Primitives.RefusalException"><c>sandbox.bad-path</c>, <c>sandbox.file-too-large</c>.</exception>
    Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken);

    /// <summary>Keeps the files and ends everything that runs.</summary>
    Task PauseAsync(CancellationToken cancellationToken);

    /// <summary>Ends everything and forgets the files.</summary>
    Task KillAsync(CancellationToken cancellationToken);
}
