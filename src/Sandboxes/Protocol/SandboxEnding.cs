namespace Vitrine.Sandboxes.Protocol;

/// <summary>How a sandbox host says why a sandbox ended by itself: E2B has no word for that, so it stands in the message that the sandbox is not there.</summary>
internal static class SandboxEnding
{
    private const string Begin = "The sandbox has ended. ";

    /// <summary>The message for a reason.</summary>
    public static string MessageOf(string reason) => Begin + reason;

    /// <summary>The reason in a message; null when it tells none.</summary>
    public static string? ReasonOf(string message) => message.StartsWith(Begin, StringComparison.Ordinal) ? message[Begin.Length..] : null;
}
