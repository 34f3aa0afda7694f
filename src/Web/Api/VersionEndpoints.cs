using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Builds.Gates;
using Vitrine.Serving.Documents;
using Vitrine.Storage;
using Vitrine.Web.Showing;

namespace Vitrine.Web.Api;

/// <summary>Versions as things: what gates said, pictures, source, publishing. What a shown version is asked are Serving's endpoints.</summary>
internal static class VersionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var versions = routes.MapGroup("/api/v1/apps/{app}/versions").WithTags("Versions");
        versions.MapGet("/", ListAsync).RequireAccess(AccessAction.ManageDataApp).WithName("ListVersions");
        versions.MapGet("/{number:int}", FindAsync).RequireAccess(AccessAction.ViewDataApp).WithName("FindVersion");
        versions.MapGet("/{number:int}/report", ReportAsync).RequireAccess(AccessAction.ManageDataApp).WithName("ShowGateReport").Produces<GateReport>();
        versions.MapGet("/{number:int}/screenshots/{name}", ScreenshotAsync).RequireAccess(AccessAction.ManageDataApp).WithName("ShowScreenshot").Produces<byte[]>(200, "image/png");
        versions.MapGet("/{number:int}/source", SourceAsync).RequireAccess(AccessAction.ManageDataApp).WithName("ShowSource");
        versions.MapGet("/{number:int}/changes", ChangesAsync).RequireAccess(AccessAction.ManageDataApp).WithName("CompareVersions");
        versions.MapGet("/{number:int}/bundle", BundleAsync).RequireAccess(AccessAction.ManageDataApp).WithName("ShowBundle").Produces<string>(200, "text/plain");
        versions.MapPost("/{number:int}/publish", PublishAsync).RequireAccess(AccessAction.PublishDataApp).WithName("PublishVersion");
        versions.MapPost("/{number:int}/restore", RestoreAsync).RequireAccess(AccessAction.ManageDataApp).WithName("RestoreVersion");
    }

    private static async Task<IReadOnlyList<VersionView>> ListAsync(string app, FindApp find, ListVersions handler, VersionCosts costs, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(app, current.Require(), cancellationToken);
        var versions = await handler.HandleAsync(record.Id, current.Require(), cancellationToken);
        var sums = await costs.OfAsync(record.MayEdit ? versions : [], current.Require(), cancellationToken);
        return [.. versions.Select(version => VersionView.Of(version, record.MayEdit, sums.GetValueOrDefault(version.Number)))];
    }

    private static async Task<VersionView> FindAsync(string app, int number, ServableVersion versions, VersionCosts costs, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var (record, version) = await versions.HandleAsync(app, number, current.Require(), cancellationToken);
        var sums = await costs.OfAsync(record.MayEdit ? [version] : [], current.Require(), cancellationToken);
        return VersionView.Of(version, record.MayEdit, sums.GetValueOrDefault(version.Number));
    }

    private static async Task<IResult> ReportAsync(string app, int number, EditedVersion edited, CancellationToken cancellationToken)
        => (await edited.FindAsync(app, number, cancellationToken)).GateReport is { Length: > 0 } report ? Results.Text(report, "application/json") : Results.NotFound();

    private static async Task<IResult> ScreenshotAsync(
        string app, int number, string name, EditedVersion edited, VersionFiles files, IObjectStore objects, HttpContext http, CancellationToken cancellationToken)
    {
        var version = await edited.FindAsync(app, number, cancellationToken);
        var pictures = version.Screenshots is { } manifest ? await files.ListAsync(manifest, cancellationToken) : [];
        return pictures.FirstOrDefault(picture => Path.GetFileNameWithoutExtension(picture.Path) == Path.GetFileNameWithoutExtension(name)) is { } one
            ? await Pictures.AnswerAsync(objects, one.Blob, http, cancellationToken)
            : Results.NotFound();
    }

    private static async Task<IReadOnlyDictionary<string, string>> SourceAsync(string app, int number, EditedVersion edited, VersionFiles files, CancellationToken cancellationToken)
        => await files.ReadAllAsync((await edited.FindAsync(app, number, cancellationToken)).Source, cancellationToken);

    private static Task<CompareVersions.Comparison> ChangesAsync(string app, int number, int? since, CompareVersions compare, CancellationToken cancellationToken)
        => compare.HandleAsync(app, number, since, cancellationToken);

    // As text: a document of an app has no business running on the origin of our pages.
    private static async Task<IResult> BundleAsync(string app, int number, EditedVersion edited, [Microsoft.AspNetCore.Mvc.FromServices] IDocumentStore documents, CancellationToken cancellationToken)
    {
        var version = await edited.FindAsync(app, number, cancellationToken);
        var document = version.Bundle is { } bundle ? await documents.FindAsync(bundle.Hex, cancellationToken) : null;
        return document is null ? Results.NotFound() : Results.Bytes(await document.ReadHtmlAsync(cancellationToken), "text/plain; charset=utf-8");
    }

    private static async Task<AppRecord> PublishAsync(string app, int number, FindApp find, PublishVersion handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(app, current.Require(), cancellationToken);
        await handler.HandleAsync(record.Id, number, current.Require(), cancellationToken);
        return await find.HandleAsync(record.Id.ToString(), current.Require(), cancellationToken);
    }

    private static async Task<AppRecord> RestoreAsync(string app, int number, FindApp find, RestoreVersion handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(app, current.Require(), cancellationToken);
        await handler.HandleAsync(record.Id, number, current.Require(), cancellationToken);
        return await find.HandleAsync(record.Id.ToString(), current.Require(), cancellationToken);
    }
}
