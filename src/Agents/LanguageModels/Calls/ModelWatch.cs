using System.Globalization;
using System.Text;
using Vitrine.Outside.Http;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>
/// The way out to language models: the client of operator endpoints, with an eye on each answer. A refusal is read whole, with its status and how long to wait, whatever the SDK makes of it; an
/// answer that says nothing for too long ends, though its connection stands. Here and not above the SDK, since SDKs swallow the pings by which a provider says that it is still at work.
/// </summary>
internal sealed class ModelWatch : DelegatingHandler
{
    /// <summary>No answer takes longer; SDKs get it as their own limit so that it is ours that counts.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromHours(1);

    private const int LongestRefusal = 64 * 1024;

    private readonly TimeSpan silence;
    private readonly TimeProvider clock;

    public ModelWatch(LanguageModelSettings settings, TimeProvider clock)
    {
        (silence, this.clock) = (settings.Silence, clock);
        Client = OutboundHttp.ForOperatorEndpoints(LongestAnswer, this);
    }

    /// <summary>For all providers, as long as the server lives.</summary>
    public HttpClient Client { get; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(silence, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        HttpResponseMessage answer;
        try
        {
            answer = await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Stalled();
        }
        catch (HttpRequestException cause)
        {
            var isAway = cause.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            throw new ModelCallException(isAway ? ModelFailure.Unreachable : ModelFailure.Dropped, cause.Message, cause: cause);
        }

        if (!answer.IsSuccessStatusCode)
        {
            using (answer) throw ModelCallException.OfError((int)answer.StatusCode, await ReadAsync(answer.Content, either.Token), RetryAfter(answer));
        }

        // Proxies ask people to sign in, and gateways answer in one piece, with a status that says that all is well. SDKs find no event in it, and take it for an answer that broke off.
        if (answer.Content.Headers.ContentType?.MediaType is { } type && (type == "text/html" || type.EndsWith("json", StringComparison.OrdinalIgnoreCase)))
        {
            using (answer) throw new ModelCallException(ModelFailure.Garbled, type == "text/html" ? "A page of HTML came instead of an answer." : "JSON came instead of a stream of events.");
        }

        var content = new StreamContent(new WatchedStream(await answer.Content.ReadAsStreamAsync(cancellationToken), silence, clock));
        foreach (var header in answer.Content.Headers) content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        answer.Content = content;
        return answer;
    }

    private ModelCallException Stalled() => new(ModelFailure.Stalled, string.Create(CultureInfo.InvariantCulture, $"Nothing for {silence.TotalSeconds:0} seconds."));

    private TimeSpan? RetryAfter(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("retry-after-ms", out var exact) && double.TryParse(exact.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and < 1e9)
            return TimeSpan.FromMilliseconds(milliseconds);
        return answer.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } until } => until - clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero,
            _ => null,
        };
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var bytes = new byte[LongestRefusal];
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(bytes, 0, read);
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }
}
