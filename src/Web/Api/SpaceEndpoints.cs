using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Vitrine.Access;
using Vitrine.Access.Spaces;
using Vitrine.Projects;

namespace Vitrine.Web.Api;

/// <summary>The spaces of a project.</summary>
internal static class SpaceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var spaces = routes.MapGroup("/api/v1/projects/{project}/spaces").WithTags("Spaces");
        spaces.MapGet("/", ListAsync).RequireAccess(AccessAction.ViewSpace).WithName("ListSpaces");
        spaces.MapPost("/", CreateAsync).RequireAccess(AccessAction.CreateSpace).WithName("CreateSpace");
        spaces.MapPut("/{space:guid}/access", GrantAsync).RequireAccess(AccessAction.ManageSpace).WithName("GrantSpaceAccess");
    }

    private static async Task<IReadOnlyList<SpaceRecord>> ListAsync(string project, FindProject find, ListSpaces handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => await handler.HandleAsync((await find.HandleAsync(project, current.Require(), cancellationToken)).Id, current.Require(), cancellationToken);

    private static async Task<SpaceRecord> CreateAsync(
        string project, NewSpace space, FindProject find, CreateSpace handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(project, current.Require(), cancellationToken);
        return await handler.HandleAsync(new CreateSpace.Request(record.Id, space.Name, space.ParentId, space.IsRestricted), current.Require(), cancellationToken);
    }

    private static async Task<NoContent> GrantAsync(
        string project, Guid space, Grant grant, FindProject find, GrantSpaceAccess handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(project, current.Require(), cancellationToken);
        await handler.HandleAsync(new GrantSpaceAccess.Request(record.Id, space, grant.Kind, grant.HolderId, grant.Level), current.Require(), cancellationToken);
        return TypedResults.NoContent();
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record NewSpace(string Name, Guid? ParentId = null, bool IsRestricted = false);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Grant(HolderKind Kind, Guid HolderId, SpaceAccessLevel Level);
}
