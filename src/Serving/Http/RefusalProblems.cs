using Microsoft.AspNetCore.Http;
using Vitrine.Primitives;

namespace Vitrine.Serving.Http;

/// <summary>The HTTP form of refusals: problem details (RFC 9457) with a stable <c>code</c>. One place for the whole API.</summary>
public static class RefusalProblems
{
    /// <summary>The status of a kind of refusal.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.TimedOut => StatusCodes.Status504GatewayTimeout,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of refusal without a status."),
    };

    /// <summary>The answer for one refusal: its sentence as <c>detail</c>, its code, and its findings where it has some.</summary>
    public static IResult ToProblem(this RefusalException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code };
        if (refusal.Diagnostics.Count > 0)
        {
            extensions["diagnostics"] = refusal.Diagnostics.Select(finding => new
            {
                finding.Code,
                finding.Message,
                finding.Where,
                finding.Hint,
                Severity = finding.Severity.ToString().ToLowerInvariant(),
            });
        }

        return Results.Problem(refusal.Message, statusCode: StatusOf(refusal.Kind), title: TitleOf(refusal.Kind), extensions: extensions);
    }

    private static string TitleOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => "The request cannot be accepted as it stands",
        RefusalKind.Unauthenticated => "Nobody is signed in",
        RefusalKind.Forbidden => "Not allowed",
        RefusalKind.NotFound => "Not found",
        RefusalKind.Conflict => "Something else came first",
        RefusalKind.TooLarge => "Too large",
        RefusalKind.TooMany => "Too much for now",
        RefusalKind.Unavailable => "Not available",
        RefusalKind.TimedOut => "It took too long",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of refusal without a title."),
    };
}
