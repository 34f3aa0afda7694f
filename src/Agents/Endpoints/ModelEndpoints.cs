using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Access;
using Vitrine.Agents.Turns;
using Vitrine.Serving.Http;

namespace Vitrine.Agents.Endpoints;

/// <summary>Who can write apps here, and what language models were told.</summary>
internal static class ModelEndpoints
{
    /// <summary>Who can write.</summary>
    /// <param name="Default">Who does when a prompt chooses nobody.</param>
    /// <param name="Choices">All of them.</param>
    private sealed record Models(string Default, IReadOnlyList<CodingAgents.Choice> Choices);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Turns").AddEndpointFilter<RefusalFilter>();
        api.MapGet("/models", List).RequireAccess(AccessAction.ViewOrganization).WithName("ListModels").Produces<Models>();
        api.MapGet("/turns/{turn:guid}/transcript", ReadAsync).RequireAccess(AccessAction.ManageDataApp).WithName("FindTranscript").Produces<FindTranscript.Transcript>();
    }

    private static IResult List(CodingAgents agents, ICurrentPrincipal current)
    {
        current.Require();
        return Results.Ok(new Models(agents.Default, agents.Choices));
    }

    private static async Task<IResult> ReadAsync(Guid turn, FindTranscript find, HttpResponse http, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        http.Headers.CacheControl = "no-store";
        return Results.Ok(await find.HandleAsync(turn, current.Require(), cancellationToken));
    }
}
