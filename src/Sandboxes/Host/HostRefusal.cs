using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Host;

/// <summary>A refusal in the form that E2B's control plane and its file service answer with: the status stands in the body too, because the SDK reads it there.</summary>
internal sealed class HostRefusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>Whole seconds after which it is worth another try; null when it says nothing.</summary>
    public int? RetryAfter { get; init; }

    public static HostRefusal NoSandbox(string id) => new(404, $"Sandbox \"{id}\" doesn't exist or you don't have access to it");

    public static HostRefusal NotSupported(string what) => new(501, $"{what} is not supported by this sandbox host. docs/sandboxes.md lists what is.");

    /// <summary>What a provider's refusal is here.</summary>
    public static HostRefusal Of(RefusalException refusal) => new(
        refusal.Kind switch
        {
            RefusalKind.NotFound => 404,
            RefusalKind.Conflict => 409,
            RefusalKind.TooLarge => 507,
            RefusalKind.TooMany => 429,
            RefusalKind.Unavailable => 503,
            RefusalKind.TimedOut => 504,
            RefusalKind.Forbidden => 403,
            RefusalKind.Unauthenticated => 401,
            RefusalKind.Invalid => 400,
            _ => throw new InvalidOperationException("A kind of refusal without a status."),
        },
        refusal.Message);
}
