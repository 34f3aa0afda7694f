using System.Net;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.E2b;

/// <summary>What can go wrong with E2B, each with its own code and remedy. Texts of the service are shown cut and never hold the key.</summary>
internal static class E2bRefusals
{
    public const string GoneCode = "sandbox.gone";

    private const string TagRemedy = "Build it for this version (vitrine sandbox template), or set E2B_TEMPLATE_TAG to a tag that is there; empty stands for its default.";

    public static RefusalException Of(HttpStatusCode status, JsonObject answer, E2bSandboxOptions options) => status switch
    {
        HttpStatusCode.Unauthorized => new("sandbox.bad-key", $"The sandbox service at {options.ApiUrl.Authority} does not accept the key in E2B_API_KEY. Look whether it was withdrawn, or belongs to another service.", RefusalKind.Unavailable),
        HttpStatusCode.Forbidden => NoAccess(options.Template),
        HttpStatusCode.TooManyRequests when IsQuota(answer) => new("sandbox.quota", $"The sandbox service runs as many sandboxes for this key as it may.{Said(answer)} Raise the limit, or let fewer turns run at a time (Jobs__Shares__turns__PerShare).", RefusalKind.TooMany),
        HttpStatusCode.TooManyRequests => new("sandbox.rate-limited", $"The sandbox service was asked too often in a short time.{Said(answer)} Try again later.", RefusalKind.TooMany),
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => new("sandbox.busy-service", $"The sandbox service at {options.ApiUrl.Authority} has no room or is in trouble.{Said(answer)} Try again later.", RefusalKind.Unavailable),
        < HttpStatusCode.BadRequest => new("sandbox.unavailable", $"What is at {options.ApiUrl.Authority} does not answer as a sandbox service ({(int)status}). Look at E2B_API_URL and E2B_DOMAIN.", RefusalKind.Unavailable),
        _ => new("sandbox.unavailable", $"The sandbox service at {options.ApiUrl.Authority} refused ({(int)status}).{Said(answer)}", RefusalKind.Unavailable),
    };

    public static RefusalException NoAccess(string template)
        => new("sandbox.no-access", $"The key in E2B_API_KEY has no access to the template '{template}'. Another team's template needs its namespace in E2B_TEMPLATE_NAME, or build it into your own account: vitrine sandbox template.", RefusalKind.Unavailable);

    public static RefusalException NoTemplate(string template)
        => new("sandbox.no-template", $"There is no template '{template}' for this key. Correct E2B_TEMPLATE_NAME, or build it: vitrine sandbox template.", RefusalKind.Unavailable);

    public static RefusalException NoTag(string template, string tag)
        => new("sandbox.no-tag", $"The template '{template}' has no tag '{tag}'. {TagRemedy}", RefusalKind.Unavailable);

    /// <summary>A service that says by a 400 what others say by a 404, in words of its own.</summary>
    public static RefusalException NotStarted(string template, string tag, JsonObject answer)
        => new("sandbox.no-tag", $"The sandbox service makes no sandbox of the template '{template}' with the tag '{tag}'.{Said(answer)} {TagRemedy}", RefusalKind.Unavailable);

    /// <summary>Whether the service's words have one of these in them.</summary>
    public static bool IsAbout(JsonObject answer, params IReadOnlyList<string> words) => Message(answer) is { } message && words.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <param name="answer">What the service said in the sandbox's place, if it did.</param>
    public static RefusalException Gone(JsonObject? answer = null)
        => new(GoneCode, $"The sandbox is not running any more. {(answer is not null && Message(answer) is { } message && SandboxEnding.ReasonOf(message) is { } reason ? Clean(reason) : "")}".Trim(), RefusalKind.Conflict);

    public static RefusalException Unreachable(Uri address, string reason)
        => new("sandbox.unreachable", $"The sandbox service at {address.Host}:{address.Port} cannot be reached. {reason}".Trim() + " Look at E2B_API_URL and E2B_DOMAIN, and whether this machine may go there.", RefusalKind.Unavailable);

    /// <summary>Whether more sandboxes were wanted than may run at a time, which waiting a second does not mend.</summary>
    public static bool IsQuota(JsonObject answer) => Message(answer) is { } message && (message.Contains("concurrent", StringComparison.OrdinalIgnoreCase) || message.Contains("maximum number", StringComparison.OrdinalIgnoreCase));

    /// <summary>What the service said, as the rest of a sentence's line; nothing where it said nothing.</summary>
    public static string Said(JsonObject answer) => Message(answer)?.Trim() is { Length: > 0 } message && Clean(message) is var said ? $" It says: {said}{(said[^1] is '.' or '!' or '?' or '…' ? "" : ".")}" : "";

    private static string Clean(string text) => new([.. (text.Length <= 200 ? text : text[..200] + "…").Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    private static string? Message(JsonObject answer) => answer["message"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
