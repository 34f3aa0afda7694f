using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>A call of a language model that came to nothing. Its text is the provider's own and stays in the server; people get a sentence of ours.</summary>
internal sealed partial class ModelCallException : Exception
{
    private const int LongestDetail = 500, ShortestSecret = 6;
    private const string Struck = "•••";

    public ModelCallException(ModelFailure failure, string? detail = null, int? status = null, TimeSpan? retryAfter = null, Exception? cause = null)
        : base($"{failure}{(status is { } code ? $" ({code})" : "")}: {Clean(detail)}", cause)
    {
        (Failure, Detail, Status, RetryAfter) = (failure, Clean(detail), status, retryAfter);
    }

    public ModelFailure Failure { get; }

    /// <summary>What the provider said; for the transcript.</summary>
    public string? Detail { get; }

    /// <summary>The HTTP status; null without one.</summary>
    public int? Status { get; }

    /// <summary>How long the provider wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>What it took all the same, as far as the provider told.</summary>
    public ModelUsage Usage { get; set; } = ModelUsage.None;

    /// <summary>About how many tokens of an answer were heard before it broke off.</summary>
    public long Heard { get; set; }

    /// <summary>Whether the same call may well succeed a little later.</summary>
    public bool MayPass => Failure is ModelFailure.RateLimited or ModelFailure.Overloaded or ModelFailure.Server or ModelFailure.Unreachable or ModelFailure.Dropped or ModelFailure.Stalled;

    /// <summary>The same without these keys in what the provider said; this one where they do not stand there. What it was made of is dropped with them, since it says the same.</summary>
    public ModelCallException Without(IReadOnlyList<Secret> secrets)
    {
        if (Detail is not { } detail) return this;
        foreach (var secret in secrets.Select(secret => secret.Reveal()).Where(secret => secret.Length >= ShortestSecret))
        {
            detail = detail.Replace(secret, Struck, StringComparison.Ordinal);
            // The detail may have been cut in the middle of it.
            for (var length = secret.Length - 1; length >= ShortestSecret; length--)
            {
                if (detail.EndsWith(secret[..length] + "…", StringComparison.Ordinal)) detail = detail[..^(length + 1)] + Struck;
            }
        }

        return detail == Detail ? this : new ModelCallException(Failure, detail, Status, RetryAfter) { Usage = Usage, Heard = Heard };
    }

    /// <summary>Reads an error as providers write it: <c>{"error":{"type":…,"message":…}}</c>, with the status of the answer or, in a stream, without one.</summary>
    public static ModelCallException OfError(int? status, string body, TimeSpan? retryAfter)
    {
        var (type, message) = Read(body);
        return new ModelCallException(Judge(status, type, message ?? body), message ?? body, status, retryAfter);
    }

    private static ModelFailure Judge(int? status, string? type, string message) => (status, type) switch
    {
        (401, _) or (_, "authentication_error") => ModelFailure.Key,
        (402, _) or (_, "billing_error") => ModelFailure.Billing,
        // AWS, of a session token: "The security token included in the request is expired".
        (403, _) when message.Contains("security token", StringComparison.OrdinalIgnoreCase) => ModelFailure.Key,
        (403, _) or (_, "permission_error") => ModelFailure.Forbidden,
        (404, _) or (_, "not_found_error") => ModelFailure.UnknownModel,
        (413, _) or (_, "request_too_large") => ModelFailure.TooLong,
        (429, _) when type == "insufficient_quota" => ModelFailure.Billing,
        (429, _) or (_, "rate_limit_error") => ModelFailure.RateLimited,
        (529, _) or (503, _) or (_, "overloaded_error") => ModelFailure.Overloaded,
        (_, "context_length_exceeded") => ModelFailure.TooLong,
        (400, _) or (422, _) or (_, "invalid_request_error") => IsTooLong(message) ? ModelFailure.TooLong : message.Contains("credit balance", StringComparison.OrdinalIgnoreCase) ? ModelFailure.Billing : ModelFailure.Invalid,
        (408, _) or (409, _) or (_, "timeout_error") => ModelFailure.Dropped,
        ( >= 400 and < 500, _) => ModelFailure.Invalid,
        _ => ModelFailure.Server,
    };

    // Anthropic: "prompt is too long: 210000 tokens > 200000 maximum", "input length and `max_tokens` exceed context limit"; OpenAI: code context_length_exceeded, "maximum context length".
    private static bool IsTooLong(string message)
        => message.Contains("too long", StringComparison.OrdinalIgnoreCase) || message.Contains("context limit", StringComparison.OrdinalIgnoreCase)
            || message.Contains("context length", StringComparison.OrdinalIgnoreCase) || message.Contains("context_length", StringComparison.OrdinalIgnoreCase);

    // Some gateways repeat the key that they do not like; and PostgreSQL keeps no text with a zero in it.
    private static string? Clean(string? detail) => detail is null ? null : Key().Replace(detail.Length <= LongestDetail ? detail : detail[..LongestDetail] + "…", Struck).Replace('\0', ' ');

    [GeneratedRegex(@"(?<=Bearer\s+)\S+|\b(?:sk|pk|rk|AKIA|ASIA)[-_A-Za-z0-9*]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    private static (string? Type, string? Message) Read(string body)
    {
        var start = body.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return (null, null);
        try
        {
            // The SDK puts its own words around what came in a stream.
            using var json = JsonDocument.Parse(body[start..(body.LastIndexOf('}') + 1)]);
            var error = json.RootElement.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : json.RootElement;
            var type = Text(error, "type");
            return (Text(error, "code") is "insufficient_quota" or "context_length_exceeded" ? Text(error, "code") : type, Text(error, "message"));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
