using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>The answer of a call that streams: frames as they come, each at once, and a sign of life when nothing comes.</summary>
internal sealed class InsideStream(HttpContext context, TimeProvider clock)
{
    // Longer than any sandbox lives; timers take no more than twice of it.
    private static readonly TimeSpan OtherSign = TimeSpan.FromSeconds(90), Longest = TimeSpan.FromDays(24);

    /// <summary>Ends when the caller has gone.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>How long the caller wants what was started to live; null for as long as the sandbox.</summary>
    public TimeSpan? Limit => Time("Connect-Timeout-Ms", TimeSpan.FromMilliseconds(1));

    private TimeSpan Sign => Time("Keepalive-Ping-Interval", TimeSpan.FromSeconds(1)) is { } time && time > TimeSpan.Zero ? time : OtherSign;

    public async Task WriteAsync(JsonNode message)
    {
        await context.Response.Body.WriteAsync(ConnectFrames.Message(message), Aborted);
        await context.Response.Body.FlushAsync(Aborted);
    }

    /// <summary>Writes what comes until nothing comes any more.</summary>
    /// <param name="next">The next message; null at the end.</param>
    /// <param name="sign">What is written when nothing came for a while.</param>
    public async Task CopyAsync(Func<CancellationToken, Task<JsonObject?>> next, JsonObject sign)
    {
        var coming = next(Aborted);
        while (true)
        {
            try
            {
                if (await coming.WaitAsync(Sign, clock, Aborted) is not { } message) return;
                await WriteAsync(message);
                coming = next(Aborted);
            }
            catch (TimeoutException)
            {
                await WriteAsync(sign);
            }
        }
    }

    public async Task EndAsync(ConnectException? error)
    {
        await context.Response.Body.WriteAsync(ConnectFrames.End(error), Aborted);
        await context.Response.Body.FlushAsync(Aborted);
    }

    /// <summary>Cuts the answer off: the sandbox went away while it was written, and no end may look like a good one.</summary>
    public void Break() => context.Abort();

    private TimeSpan? Time(string header, TimeSpan unit) => long.TryParse(context.Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? unit * Math.Min(number, Longest / unit) : null;
}
