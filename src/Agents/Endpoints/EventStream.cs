using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Agents.Turns;
using Vitrine.Primitives;

namespace Vitrine.Agents.Endpoints;

/// <summary>Events of a turn as <c>text/event-stream</c>: the number as id, the kind as event, the whole event as data.</summary>
internal sealed class EventStream(IAsyncEnumerable<TurnEvent> events, TimeProvider clock) : IResult
{
    // Proxies close connections on which nothing is said for a minute.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static readonly byte[] Comment = ": \n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var stop = httpContext.RequestAborted;
        await using var reader = events.GetAsyncEnumerator(stop);
        var next = reader.MoveNextAsync().AsTask();
        try
        {
            await SendAsync(Comment, response, stop);
            while (await NextAsync(next, response, stop))
            {
                await response.Body.WriteAsync(Form(reader.Current), stop);
                next = reader.MoveNextAsync().AsTask();
                if (!next.IsCompleted) await response.Body.FlushAsync(stop);
            }
        }
        catch (Exception exception) when (exception is RefusalException || (exception is OperationCanceledException && stop.IsCancellationRequested))
        {
            // The right was lost meanwhile, or nobody listens any more; the status has been sent long ago.
        }
        finally
        {
            // An enumerator must not be disposed of while it looks for the next event.
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<bool> NextAsync(Task<bool> next, HttpResponse response, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(Silence, clock, stop);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                await SendAsync(Comment, response, stop);
            }
        }
    }

    private static async Task SendAsync(ReadOnlyMemory<byte> bytes, HttpResponse response, CancellationToken stop)
    {
        await response.Body.WriteAsync(bytes, stop);
        await response.Body.FlushAsync(stop);
    }

    // JSON of the serializer has no line breaks, so an event is one data line.
    private static byte[] Form(TurnEvent entry)
        => Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"id: {entry.Sequence}\nevent: {entry.Kind}\ndata: {JsonSerializer.Serialize(entry, JsonSerializerOptions.Web)}\n\n"));
}
