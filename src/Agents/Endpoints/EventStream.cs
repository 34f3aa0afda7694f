using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Agents.Turns;
using Vitrine.Primitives;

namespace Vitrine.Agents.Endpoints;

/// <summary>
/// Events of a turn as <c>text/event-stream</c>: the number as id, the kind as event, the whole event as data. In between, where they are asked for, a model's words while they come: <c>passing</c>, without a number.
/// </summary>
internal sealed class EventStream(IAsyncEnumerable<TurnEvent> events, IAsyncEnumerable<PassingWord>? words, TimeProvider clock) : IResult
{
    // Proxies close connections on which nothing is said for a minute.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    // Once nothing is to be heard any more.
    private static readonly TaskCompletionSource<bool> Never = new();

    // As answers that are no stream are written: an event is the same in both to the byte.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[] Comment = ": \n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var stop = httpContext.RequestAborted;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var reader = events.GetAsyncEnumerator(stop);
        await using var hearer = words?.GetAsyncEnumerator(over.Token);
        var next = reader.MoveNextAsync().AsTask();
        var word = hearer?.MoveNextAsync().AsTask() ?? Never.Task;
        try
        {
            await SendAsync(Comment, response, stop);
            while (true)
            {
                if (await WaitAsync(next, word, response, stop))
                {
                    if (!await next) break;
                    await response.Body.WriteAsync(Form(reader.Current), stop);
                    next = reader.MoveNextAsync().AsTask();
                    if (!next.IsCompleted) await response.Body.FlushAsync(stop);
                }
                else
                {
                    word = await word ? await SayAsync(hearer!, response, stop) : Never.Task;
                }
            }
        }
        catch (Exception exception) when (exception is RefusalException || (exception is OperationCanceledException && stop.IsCancellationRequested))
        {
            // The right was lost meanwhile, or nobody listens any more; the status has been sent long ago.
        }
        finally
        {
            // An enumerator must not be disposed of while it looks for the next event.
            await over.CancelAsync();
            if (word != Never.Task) await word.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for the next of both, events first; whether it is an event.</summary>
    private async Task<bool> WaitAsync(Task<bool> next, Task<bool> word, HttpResponse response, CancellationToken stop)
    {
        while (!next.IsCompleted && !word.IsCompleted)
        {
            try
            {
                await Task.WhenAny(next, word).WaitAsync(Silence, clock, stop);
            }
            catch (TimeoutException)
            {
                await SendAsync(Comment, response, stop);
            }
        }

        return next.IsCompleted;
    }

    private static async Task<Task<bool>> SayAsync(IAsyncEnumerator<PassingWord> hearer, HttpResponse response, CancellationToken stop)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {TurnEventKinds.Passing}\ndata: {JsonSerializer.Serialize(hearer.Current, Json)}\n\n"), stop);
        var word = hearer.MoveNextAsync().AsTask();
        if (!word.IsCompleted) await response.Body.FlushAsync(stop);
        return word;
    }

    private static async Task SendAsync(ReadOnlyMemory<byte> bytes, HttpResponse response, CancellationToken stop)
    {
        await response.Body.WriteAsync(bytes, stop);
        await response.Body.FlushAsync(stop);
    }

    // JSON of the serializer has no line breaks, so an event is one data line.
    private static byte[] Form(TurnEvent entry)
        => Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"id: {entry.Sequence}\nevent: {entry.Kind}\ndata: {JsonSerializer.Serialize(entry, Json)}\n\n"));
}
