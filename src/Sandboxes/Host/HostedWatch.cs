using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Vitrine.Sandboxes.Host;

/// <summary>A watch on a folder of a hosted sandbox: its events, until it is disposed of.</summary>
internal sealed class HostedWatch(ChannelReader<JsonObject> events, Func<Task> stop) : IAsyncDisposable
{
    public ChannelReader<JsonObject> Events { get; } = events;

    public async ValueTask DisposeAsync() => await stop();
}
