using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Vitrine.Sandboxes.Host;

/// <summary>A program in a hosted sandbox, and those who listen to it. What nobody listens to is gone, as in E2B; how it ended is kept for a while.</summary>
internal sealed class HostedProcess(int pid, JsonObject config, string? tag, Action<bool> flow)
{
    private const int MuchUnread = 1 << 20, LittleUnread = 1 << 18, MostUnread = 64 << 20;

    private readonly Lock gate = new();
    private readonly List<Listener> listeners = [];
    private JsonObject? end;
    private bool isHeld;

    public int Pid { get; } = pid;

    public JsonObject Config { get; } = config;

    public string? Tag { get; } = tag;

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Ended { get; private set; }

    /// <summary>Listens from now on; one that has ended tells its end at once.</summary>
    public Listener Listen()
    {
        lock (gate)
        {
            var listener = new Listener(this);
            if (end is not null)
            {
                listener.Give(end, 0);
                listener.Complete();
            }
            else
            {
                listeners.Add(listener);
            }

            return listener;
        }
    }

    /// <summary>Passes output on. A listener that does not read holds the program back, not the host's memory.</summary>
    /// <exception cref="FormatException">It was told to hold back and goes on: somebody in the sandbox writes in the attendant's place.</exception>
    public void Say(string stream, string base64)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
            {
                if (listener.Unread > MostUnread) throw new FormatException("The program was not held back.");
                listener.Give(new JsonObject { ["event"] = new JsonObject { ["data"] = new JsonObject { [stream] = base64 } } }, base64.Length);
            }

            Balance();
        }
    }

    public void End(JsonObject message, DateTimeOffset now)
    {
        lock (gate)
        {
            (end, Ended) = (message, now);
            foreach (var listener in listeners)
            {
                listener.Give(message, 0);
                listener.Complete();
            }

            listeners.Clear();
        }
    }

    /// <summary>The sandbox is gone: nobody learns how the program ended.</summary>
    public void Lose()
    {
        lock (gate)
        {
            foreach (var listener in listeners) listener.Complete();
            listeners.Clear();
        }
    }

    private void Balance()
    {
        var most = listeners.Count == 0 ? 0 : listeners.Max(listener => listener.Unread);
        if (isHeld ? most > LittleUnread : most <= MuchUnread) return;
        isHeld = !isHeld;
        flow(!isHeld);
    }

    /// <summary>One who listens; disposing of it stops that, and the program goes on.</summary>
    internal sealed class Listener(HostedProcess process) : IDisposable
    {
        private readonly Channel<(JsonObject Message, int Bytes)> messages = Channel.CreateUnbounded<(JsonObject, int)>(new() { SingleReader = true });

        public int Unread { get; private set; }

        /// <summary>The next message; null when there are no more.</summary>
        public async Task<JsonObject?> NextAsync(CancellationToken cancellationToken)
        {
            if (!await messages.Reader.WaitToReadAsync(cancellationToken)) return null;
            var (message, bytes) = await messages.Reader.ReadAsync(cancellationToken);
            lock (process.gate)
            {
                Unread -= bytes;
                process.Balance();
            }

            return message;
        }

        public void Dispose()
        {
            lock (process.gate)
            {
                process.listeners.Remove(this);
                process.Balance();
            }
        }

        internal void Give(JsonObject message, int bytes)
        {
            Unread += bytes;
            messages.Writer.TryWrite((message, bytes));
        }

        internal void Complete() => messages.Writer.TryComplete();
    }
}
