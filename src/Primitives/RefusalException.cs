namespace Vitrine.Primitives;

/// <summary>The kind of an expected refusal; each boundary maps it to its own form (HTTP status, exit code).</summary>
public enum RefusalKind
{
    /// <summary>The request is not acceptable as it stands (HTTP 400).</summary>
    Invalid,

    /// <summary>Nobody is signed in (401).</summary>
    Unauthenticated,

    /// <summary>Signed in, but not allowed (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or this person may not know of it (404).</summary>
    NotFound,

    /// <summary>Something else changed it first, or its state does not allow this (409).</summary>
    Conflict,

    /// <summary>More than is accepted (413).</summary>
    TooLarge,

    /// <summary>Too many at once, or more than a budget allows for now (429).</summary>
    TooMany,

    /// <summary>A part that is needed is not there or switched off (503).</summary>
    Unavailable,

    /// <summary>It took longer than is allowed (504).</summary>
    TimedOut,
}

/// <summary>
/// An expected refusal. Its message may reach a user or a language model and says how to proceed; it is the only
/// exception whose text leaves the process.
/// </summary>
public sealed class RefusalException : Exception
{
    /// <summary>Refuses with a stable code and a sentence that is safe to show.</summary>
    /// <param name="code">Stable, such as <c>apps.draft-moved</c>.</param>
    /// <param name="safeMessage">Names the thing and the remedy. Holds no secret and no data of somebody else.</param>
    /// <param name="kind">What sort of refusal it is.</param>
    /// <param name="diagnostics">Findings behind the refusal, if there are several.</param>
    public RefusalException(
        string code,
        string safeMessage,
        RefusalKind kind = RefusalKind.Invalid,
        IReadOnlyList<Diagnostic>? diagnostics = null)
        : base(safeMessage)
    {
        Code = code;
        Kind = kind;
        Diagnostics = diagnostics ?? [];
    }

    /// <summary>Stable code, the family and the reason.</summary>
    public string Code { get; }

    /// <summary>The sort of refusal.</summary>
    public RefusalKind Kind { get; }

    /// <summary>Findings behind it; empty when the message says all.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
