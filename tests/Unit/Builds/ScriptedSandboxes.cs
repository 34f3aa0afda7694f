using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Unit.Builds;

/// <summary>Sandboxes whose worker says what a test wants: a line for each request, or nothing and its death.</summary>
internal sealed class ScriptedSandboxes(Func<int, JsonElement, string?> answer) : ISandboxProvider
{
    private readonly List<ScriptedSandbox> made = [];

    public string Name => "scripted";

    public SandboxSize Size => new(1, 1 << 30);

    /// <summary>All that were made so far.</summary>
    public IReadOnlyList<ScriptedSandbox> All
    {
        get
        {
            lock (made) return [.. made];
        }
    }

    public Task<SandboxReadiness> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(new SandboxReadiness(true));

    /// <summary>Those that are paused, by id.</summary>
    public HashSet<string> Paused { get; } = [];

    /// <summary>Those that were resumed, in order.</summary>
    public List<string> Resumed { get; } = [];

    /// <summary>Whether a paused one is only its files, which go into one that is ready.</summary>
    public bool KeepsOnlyFiles { get; init; }

    /// <summary>Why none can be paused; null when each can.</summary>
    public RefusalException? PauseRefusal { get; init; }

    public Task<ISandbox> CreateAsync(SandboxRequest request, CancellationToken cancellationToken) => Task.FromResult<ISandbox>(Make(request, null));

    public Task<ISandbox?> ResumeAsync(string sandboxId, SandboxRequest request, CancellationToken cancellationToken)
    {
        lock (made)
        {
            if (!Paused.Remove(sandboxId)) return Task.FromResult<ISandbox?>(null);
            Resumed.Add(sandboxId);
        }

        return Task.FromResult<ISandbox?>((KeepsOnlyFiles ? request.TakeReady() : null) ?? Make(request, sandboxId));
    }

    public Task DiscardAsync(string sandboxId, CancellationToken cancellationToken)
    {
        lock (made) Paused.Remove(sandboxId);
        return Task.CompletedTask;
    }

    private ScriptedSandbox Make(SandboxRequest request, string? id)
    {
        lock (made)
        {
            var number = made.Count;
            var sandbox = new ScriptedSandbox(this, id ?? $"number{number}", request.Owner, asked => answer(number, asked));
            made.Add(sandbox);
            return sandbox;
        }
    }

    /// <summary>One of them, and its process.</summary>
    internal sealed class ScriptedSandbox(ScriptedSandboxes all, string id, SandboxOwner? owner, Func<JsonElement, string?> answer) : ISandbox, ISandboxProcess
    {
        private readonly Pipe input = new(), output = new();
        private readonly TaskCompletionSource<int> exit = new();
        private int isDead;

        public string Id => id;

        public SandboxOwner? Owner { get; private set; } = owner;

        public bool IsDisposed { get; private set; }

        public List<string> Requests { get; } = [];

        public Task<int> Exit => exit.Task;

        public string? KilledBecause => null;

        public Stream Input => input.Writer.AsStream();

        public Stream Output => output.Reader.AsStream();

        public Stream Errors => Stream.Null;

        public void Claim(SandboxOwner owner) => Owner = Owner is null ? owner : throw new InvalidOperationException("Claimed twice.");

        public Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken)
        {
            _ = Task.Run(WorkAsync, CancellationToken.None);
            return Task.FromResult<ISandboxProcess>(this);
        }

        public Task WriteFilesAsync(IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);

        public Task PauseAsync(CancellationToken cancellationToken)
        {
            if (all.PauseRefusal is { } refusal) throw refusal;
            lock (all.made) all.Paused.Add(id);
            return KillAsync(cancellationToken);
        }

        public Task KillAsync(CancellationToken cancellationToken) => KillAsync();

        public async Task KillAsync()
        {
            if (Interlocked.Exchange(ref isDead, 1) == 1) return;
            await output.Writer.CompleteAsync();
            await input.Reader.CompleteAsync();
            exit.TrySetResult(137);
        }

        public async ValueTask DisposeAsync()
        {
            IsDisposed = true;
            await KillAsync();
        }

        private async Task WorkAsync()
        {
            using var reader = new StreamReader(input.Reader.AsStream(leaveOpen: true));
            await SayAsync("""{"ready":true}""");
            while (isDead == 0 && await reader.ReadLineAsync() is { } line)
            {
                lock (Requests) Requests.Add(line);
                using var request = JsonDocument.Parse(line);
                if (answer(request.RootElement) is not { } said)
                {
                    await KillAsync();
                    return;
                }

                if (said.Length > 0) await SayAsync(said.Replace("$id", request.RootElement.GetProperty("id").ToString(), StringComparison.Ordinal));
            }
        }

        private async Task SayAsync(string line) => await output.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
