using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Projects;
using Vitrine.Storage;

namespace Vitrine.Web.Api;

/// <summary>Apps as things: listing, naming, moving, copying, deleting. Their turns are Agents' endpoints.</summary>
internal static class AppEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/projects/{project}/apps", ListAsync).RequireAccess(AccessAction.ViewProject).WithTags("Apps").WithName("ListApps");
        var apps = routes.MapGroup("/api/v1/apps/{app}").WithTags("Apps");
        apps.MapGet("/", FindAsync).RequireAccess(AccessAction.ViewDataApp).WithName("FindApp");
        apps.MapPatch("/", ChangeAsync).RequireAccess(AccessAction.ManageDataApp).WithName("ChangeApp");
        apps.MapDelete("/", DeleteAsync).RequireAccess(AccessAction.ManageDataApp).WithName("DeleteApp");
        apps.MapPost("/move", MoveAsync).RequireAccess(AccessAction.ManageDataApp).WithName("MoveApp");
        apps.MapPost("/duplicate", DuplicateAsync).RequireAccess(AccessAction.ViewDataApp).WithName("DuplicateApp");
        apps.MapPost("/unpublish", UnpublishAsync).RequireAccess(AccessAction.PublishDataApp).WithName("UnpublishApp");
        apps.MapGet("/thumbnail", ThumbnailAsync).RequireAccess(AccessAction.ViewDataApp).WithName("ShowThumbnail").Produces<byte[]>(200, "image/png");
    }

    private static async Task<IReadOnlyList<AppRecord>> ListAsync(string project, FindProject find, ListApps handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => await handler.HandleAsync((await find.HandleAsync(project, current.Require(), cancellationToken)).Id, current.Require(), cancellationToken);

    // Apps of several projects may have one slug: the project says which is meant.
    private static async Task<AppRecord> FindAsync(string app, string? project, FindApp find, FindProject findProject, ICurrentPrincipal current, CancellationToken cancellationToken)
        => await find.HandleAsync(app, current.Require(), cancellationToken, project is null ? null : (await findProject.HandleAsync(project, current.Require(), cancellationToken)).Id);

    private static async Task<AppRecord> ChangeAsync(string app, Changes changes, FindApp find, ChangeApp handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(app, current.Require(), cancellationToken);
        await handler.HandleAsync(record.Id, new ChangeApp.Request(changes.Name, changes.Description), current.Require(), cancellationToken);
        return await find.HandleAsync(record.Id.ToString(), current.Require(), cancellationToken);
    }

    private static async Task<NoContent> DeleteAsync(string app, FindApp find, DeleteApp handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await handler.HandleAsync((await find.HandleAsync(app, current.Require(), cancellationToken)).Id, current.Require(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<AppRecord> MoveAsync(string app, Place place, FindApp find, MoveApp handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(app, current.Require(), cancellationToken);
        await handler.HandleAsync(record.Id, place.SpaceId, current.Require(), cancellationToken);
        return await find.HandleAsync(record.Id.ToString(), current.Require(), cancellationToken);
    }

    private static async Task<AppRecord> DuplicateAsync(string app, Copy? copy, FindApp find, DuplicateApp handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => await handler.HandleAsync((await find.HandleAsync(app, current.Require(), cancellationToken)).Id, copy?.Name, current.Require(), cancellationToken);

    private static async Task<NoContent> UnpublishAsync(string app, FindApp find, UnpublishApp handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await handler.HandleAsync((await find.HandleAsync(app, current.Require(), cancellationToken)).Id, current.Require(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ThumbnailAsync(
        string app, FindApp find, IObjectStore objects, ICurrentPrincipal current, HttpContext http, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(app, current.Require(), cancellationToken);
        if (!BlobHash.TryParse(record.Thumbnail, out var hash)) return Results.NotFound();
        return await Pictures.AnswerAsync(objects, hash, http, cancellationToken);
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Changes(string? Name = null, string? Description = null);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Place(Guid SpaceId);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Copy(string? Name);
}
