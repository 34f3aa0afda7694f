using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Vitrine.Primitives;
using Vitrine.Serving.Http;

namespace Vitrine.Web.Hosting;

/// <summary>The last word on a request that did not go well: problem details for programs, a page for people.</summary>
internal sealed class ProblemWriter(ILogger<ProblemWriter> log) : IExceptionHandler
{
    public static bool IsExpected(ExceptionHandlerSuppressDiagnosticsContext context) => context.Exception is RefusalException or BadHttpRequestException or OperationCanceledException;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var refusal = exception switch
        {
            RefusalException known => known,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new RefusalException("http.too-large", "This is more than is accepted here.", RefusalKind.TooLarge),
            BadHttpRequestException { InnerException: JsonException json } => BodyRefusals.Of(json),
            BadHttpRequestException bad => new RefusalException("request.malformed", BodyRefusals.OfParameter(bad.Message)),
            _ => null,
        };
        // The words that people see name this line of the log.
        if (refusal is null && exception is not OperationCanceledException)
            log.LogError("{Trace}: {Method} {Path} ended in {Fault}", httpContext.TraceIdentifier, httpContext.Request.Method, httpContext.Request.Path, exception.GetType().Name);
        if (refusal is not null) httpContext.Response.StatusCode = RefusalProblems.StatusOf(refusal.Kind);
        if (!IsForProgram(httpContext)) return false;
        var answer = refusal?.ToProblem() ?? Problem(StatusCodes.Status500InternalServerError, httpContext);
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Gives a status that came without words some, for programs.</summary>
    public static Task WriteStatusAsync(StatusCodeContext context)
        => Problem(context.HttpContext.Response.StatusCode, context.HttpContext).ExecuteAsync(context.HttpContext);

    /// <summary>Whether the answer is read by a program.</summary>
    public static bool IsForProgram(HttpContext http)
        => (http.Features.Get<IExceptionHandlerPathFeature>()?.Path is { } original ? new PathString(original) : http.Request.Path).StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static IResult Problem(int status, HttpContext http)
    {
        var (code, detail) = status switch
        {
            StatusCodes.Status401Unauthorized => ("access.sign-in", "Sign in first, or send a token."),
            StatusCodes.Status403Forbidden => ("access.forbidden", "You do not have the right to do this."),
            StatusCodes.Status404NotFound => ("http.not-found", "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => ("http.wrong-method", "This address does not take this method."),
            StatusCodes.Status413PayloadTooLarge => ("http.too-large", "This is more than is accepted here."),
            StatusCodes.Status415UnsupportedMediaType => ("http.wrong-type", "Send JSON, with the content type application/json."),
            >= 500 => ("server.fault", $"Something went wrong on our side. The server's log has it under {http.TraceIdentifier}."),
            _ => ("http.refused", ReasonPhrases.GetReasonPhrase(status)),
        };
        return Results.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), extensions: new Dictionary<string, object?> { ["code"] = code });
    }
}
