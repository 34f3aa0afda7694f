using Microsoft.AspNetCore.Http;
using Vitrine.Primitives;

namespace Vitrine.Serving.Http;

/// <summary>Turns refusals of an endpoint into problem details, and an aborted request into silence.</summary>
public sealed class RefusalFilter : IEndpointFilter
{
    // The status that proxies write for a client that went away; nobody reads it.
    private const int ClientClosedRequest = 499;

    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        try
        {
            return await next(context);
        }
        catch (RefusalException refusal)
        {
            return refusal.ToProblem();
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.StatusCode(ClientClosedRequest);
        }
    }
}
