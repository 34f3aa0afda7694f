namespace Vitrine.Sandboxes.Protocol;

/// <summary>Codes of the Connect protocol that sandboxes use, and the HTTP status that a unary call has with them (connectrpc.com, protocol reference).</summary>
internal static class ConnectCode
{
    public const string InvalidArgument = "invalid_argument", FailedPrecondition = "failed_precondition", Unauthenticated = "unauthenticated", PermissionDenied = "permission_denied", NotFound = "not_found",
        AlreadyExists = "already_exists", ResourceExhausted = "resource_exhausted", Internal = "internal", Unimplemented = "unimplemented", Unavailable = "unavailable", DeadlineExceeded = "deadline_exceeded";

    /// <summary>The HTTP status of a code; 500 for one that is not known here.</summary>
    public static int StatusOf(string code) => code switch
    {
        InvalidArgument or FailedPrecondition => 400,
        Unauthenticated => 401,
        PermissionDenied => 403,
        NotFound => 404,
        AlreadyExists => 409,
        ResourceExhausted => 429,
        Unimplemented => 501,
        Unavailable => 503,
        DeadlineExceeded => 504,
        _ => 500,
    };
}
