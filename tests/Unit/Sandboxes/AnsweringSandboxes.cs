using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Vitrine.Sandboxes;

namespace Vitrine.Unit.Sandboxes;

/// <summary>Sandboxes whose attendant says what a test wants, and that may not let themselves be paused or started.</summary>
internal sealed class AnsweringSandboxes(Func<JsonElement, string>? answer = null, Exception? pauseFault = null) : ISandboxProvider
{
    private readonly List<Sandbox> made = [];

    /// <summary>The processes of all that were made, in order.</summary>
    public IReadOnlyList<ISandboxProcess> Made
    {
        get
        {
            lock (made) return [.. made];
        }
    }

    /// <summary>Why nothing starts in those that are made from now on; null when all goes well.</summary>
    public Exception? StartFault { get; set; }

    /// <summary>What was paused and is not kept any more.</summary>
    public List<string> Discarded { get; } = [];

    public string Name => "answering";

    public SandboxSize Size => new(1, 1 << 30);

    public Task<SandboxReadiness> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(new SandboxReadiness(true));

    public Task<ISandbox> CreateAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        lock (made)
        {
            made.Add(new Sandbox($"number{made.Count}", answer ?? (_ => "{}"), pauseFault, StartFault));
            return Task.FromResult<ISandbox>(made[^1]);
        }
    }

    public async Task<ISandbox?> ResumeAsync(string sandboxId, SandboxRequest request, CancellationToken cancellationToken)
    {
        if (!request.KeepsPaused) Discarded.Add(sandboxId);
        return await CreateAsync(request, cancellationToken);
    }

    public Task DiscardAsync(string sandboxId, CancellationToken cancellationToken)
    {
        Discarded.Add(sandboxId);
        return Task.CompletedTask;
    }

    private sealed class Sandbox(string id, Func<JsonElement, string> answer, Exception? pauseFault, Exception? startFault) : ISandbox, ISandboxProcess
    {
        private readonly Pipe input = new(), output = new();
        private readonly TaskCompletionSource<int> exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Id => id;

        public Task<int> Exit => exit.Task;

        public string? KilledBecause => null;

        public Stream Input => input.Writer.AsStream();

        public Stream Output => output.Reader.AsStream();

        public Stream Errors => Stream.Null;

        public void Claim(SandboxOwner owner)
        {
        }

        public Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken)
        {
            if (startFault is not null) return Task.FromException<ISandboxProcess>(startFault);
            _ = Task.Run(WorkAsync, CancellationToken.None);
            return Task.FromResult<ISandboxProcess>(this);
        }

        public Task WriteFilesAsync(IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);

        public Task PauseAsync(CancellationToken cancellationToken) => pauseFault is null ? KillAsync(cancellationToken) : Task.FromException(pauseFault);

        public Task KillAsync(CancellationToken cancellationToken) => KillAsync();

        public Task KillAsync()
        {
            if (exit.TrySetResult(137)) output.Writer.Complete();
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync() => await KillAsync();

        private async Task WorkAsync()
        {
            using var reader = new StreamReader(input.Reader.AsStream());
            await SayAsync("""{"event":"ready"}""");
            while (!exit.Task.IsCompleted && await reader.ReadLineAsync() is { } line)
            {
                using var asked = JsonDocument.Parse(line);
                await SayAsync($$"""{"id":{{asked.RootElement.GetProperty("id")}},"ok":{{answer(asked.RootElement)}}}""");
            }
        }

        private async Task SayAsync(string line) => await output.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
