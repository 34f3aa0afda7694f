using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vitrine.Access;
using Vitrine.Agents.Attachments;
using Vitrine.Apps;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Serving.Http;

namespace Vitrine.Agents.Endpoints;

/// <summary>
/// Attachments over HTTP: their bytes come as the body, so that no page of another site can have a browser send some (a form cannot say such a content type), and a prompt then names them.
/// </summary>
internal static class AttachmentEndpoints
{
    // The largest of any kind, for the server; each kind says its own.
    private const long LargestBody = 16_000_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Attachments").AddEndpointFilter<RefusalFilter>();
        api.MapPost("/projects/{project}/attachments", AddAsync).RequireAccess(AccessAction.CreateDataApp).WithName("AttachToNewApp").Describe();
        api.MapPost("/apps/{app}/attachments", AddForAppAsync).RequireAccess(AccessAction.ManageDataApp).WithName("AttachToApp").Describe();
        api.MapGet("/attachments/{attachment:guid}", ShowAsync).RequireAccess(AccessAction.ViewOrganization).WithName("FindAttachment").Produces<byte[]>(StatusCodes.Status200OK, "image/png", "image/jpeg");
        api.MapDelete("/attachments/{attachment:guid}", RemoveAsync).RequireAccess(AccessAction.ViewOrganization).WithName("RemoveAttachment").Produces(StatusCodes.Status204NoContent);
        api.MapGet("/turns/{turn:guid}/attachments/{blob}", ShowOfTurnAsync).RequireAccess(AccessAction.ManageDataApp).WithName("FindTurnAttachment").Produces<byte[]>(StatusCodes.Status200OK, "image/png", "image/jpeg");
    }

    private static void Describe(this RouteHandlerBuilder route) => route
        .Produces<AddAttachment.Waiting>(StatusCodes.Status201Created)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> AddAsync(
        string project, string? kind, string? name, HttpRequest http, FindProject projects, AddAttachment add, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await projects.HandleAsync(project, current.Require(), cancellationToken);
        await add.RequireForProjectAsync(record.Id, current.Require(), cancellationToken);
        return await TakeAsync(record.Id, kind, name, http, add, current.Require(), cancellationToken);
    }

    private static async Task<IResult> AddForAppAsync(
        string app, string? kind, string? name, HttpRequest http, FindApp apps, AddAttachment add, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await apps.HandleAsync(app, current.Require(), cancellationToken);
        var projectId = await add.RequireForAppAsync(record.Id, current.Require(), cancellationToken);
        return await TakeAsync(projectId, kind, name, http, add, current.Require(), cancellationToken);
    }

    private static async Task<IResult> TakeAsync(Guid projectId, string? kind, string? name, HttpRequest http, AddAttachment add, Principal principal, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(http, add.LargestUpload(kind), name, cancellationToken);
        var waiting = await add.HandleAsync(projectId, kind, name, bytes, principal, cancellationToken);
        return Results.Created($"/api/v1/attachments/{waiting.Id}", waiting);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest http, int most, string? name, CancellationToken cancellationToken)
    {
        var type = http.ContentType?.Split(';')[0].Trim() ?? "";
        if (type != "application/octet-stream" && !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
            throw new RefusalException("attachments.bad-body", "Send the bytes of the picture as the body, with the content type application/octet-stream or image/…, and its name as ?name=.");
        if (http.ContentLength > most) throw ImageAttachment.TooLarge(AttachmentName.Clean(name));
        using var body = new MemoryStream((int)Math.Min(http.ContentLength ?? 0, most));
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await http.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + count > most) throw ImageAttachment.TooLarge(AttachmentName.Clean(name));
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static async Task<IResult> ShowAsync(Guid attachment, FindAttachment find, HttpResponse http, ICurrentPrincipal current, CancellationToken cancellationToken)
        => Show(await find.HandleAsync(attachment, current.Require(), cancellationToken), http);

    private static async Task<IResult> ShowOfTurnAsync(Guid turn, string blob, FindAttachment find, HttpResponse http, ICurrentPrincipal current, CancellationToken cancellationToken)
        => Show(await find.HandleAsync(turn, blob, current.Require(), cancellationToken), http);

    private static async Task<IResult> RemoveAsync(Guid attachment, FindAttachment find, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await find.RemoveAsync(attachment, current.Require(), cancellationToken);
        return Results.NoContent();
    }

    // Somebody's own picture, opened by its address, is a picture and nothing else.
    private static IResult Show(FindAttachment.Content content, HttpResponse http)
    {
        http.Headers.CacheControl = "private, max-age=3600, immutable";
        http.Headers.XContentTypeOptions = "nosniff";
        http.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(content.Bytes, content.MediaType);
    }
}
