using Microsoft.AspNetCore.Http.HttpResults;
using Vitrine.Access;
using Vitrine.Builds;

namespace Vitrine.Web.Api;

/// <summary>The sandboxes that are there, for administrators.</summary>
internal static class SandboxEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sandboxes = routes.MapGroup("/api/v1/sandboxes").WithTags("Sandboxes");
        sandboxes.MapGet("/", ListAsync).RequireAccess(AccessAction.ManageOrganization).WithName("ListSandboxes");
        sandboxes.MapDelete("/{sandbox:guid}", KillAsync).RequireAccess(AccessAction.ManageOrganization).WithName("KillSandbox");
    }

    private static Task<IReadOnlyList<SandboxRecord>> ListAsync(ListSandboxes handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => handler.HandleAsync(current.Require(), cancellationToken);

    private static async Task<NoContent> KillAsync(Guid sandbox, KillSandbox handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await handler.HandleAsync(sandbox, current.Require(), cancellationToken);
        return TypedResults.NoContent();
    }
}
