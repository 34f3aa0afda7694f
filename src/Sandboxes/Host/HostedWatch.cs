using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Vitrine.Sandboxes.Host;

/// <summary>A watch on a folder of a hosted sandbox: its events, until it is disposed of. Who reads too slowly loses the newest, as the kernel's own queue does.</summary>
/// <param name="unread">Letters of events that may wait in all watches of the sandbox together.</param>
/// <param name="stop">Ends it in the sandbox.</param>
internal sealed class HostedWatch(Allowance unread, Func<Task> stop) : IAsyncDisposable
{
    // A path has as many letters at most, and around each event there is something as well.
    private const int LongestName = 4096, Around = 256;

    private static readonly string[] Types = ["CREATE", "WRITE", "REMOVE", "RENAME", "CHMOD"];

    private readonly Channel<(JsonObject Event, int Size)> events = Channel.CreateUnbounded<(JsonObject, int)>(new() { SingleReader = true });

    /// <summary>Passes on what happened.</summary>
    /// <exception cref="FormatException">Nothing of the kind can happen: somebody in the sandbox writes in the attendant's place.</exception>
    public void Give(string? name, string? type)
    {
        if (name is null || name.Length > LongestName || !Types.Contains(type)) throw new FormatException("watch");
        var size = name.Length + Around;
        if (!unread.TryTake(size)) return;
        if (!events.Writer.TryWrite((new JsonObject { ["filesystem"] = new JsonObject { ["name"] = name, ["type"] = $"EVENT_TYPE_{type}" } }, size))) unread.Return(size);
    }

    /// <summary>The next event; null when there are no more.</summary>
    public async Task<JsonObject?> NextAsync(CancellationToken cancellationToken)
    {
        if (!await events.Reader.WaitToReadAsync(cancellationToken) || !events.Reader.TryRead(out var next)) return null;
        unread.Return(next.Size);
        return next.Event;
    }

    /// <summary>Nothing more will happen.</summary>
    public void Complete() => events.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        Complete();
        while (events.Reader.TryRead(out var left)) unread.Return(left.Size);
        await stop();
    }
}
