using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Projects.Ingest;
using Vitrine.Semantics.Dbt;

namespace Vitrine.Projects.Endpoints;

/// <summary>The HTTP face of projects; thin over the use cases.</summary>
internal static class ProjectEndpoints
{
    private const long MaximumUpload = 512L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var projects = routes.MapGroup("/api/v1/projects").WithTags("Projects");
        projects.MapGet("/", ListAsync).RequireAccess(AccessAction.ViewProject).WithName("ListProjects");
        projects.MapPost("/", CreateAsync).RequireAccess(AccessAction.ManageProject).WithName("CreateProject");
        projects.MapGet("/{project}", FindAsync).RequireAccess(AccessAction.ViewProject).WithName("FindProject");
        projects.MapPatch("/{project}", ChangeAsync).RequireAccess(AccessAction.ManageProject).WithName("ChangeProject");
        projects.MapGet("/{project}/catalog", CatalogAsync).RequireAccess(AccessAction.ViewProject).WithName("GetCatalog");
        projects.MapGet("/{project}/ingest", FindIngestAsync).RequireAccess(AccessAction.ManageProject).WithName("FindIngest");
        projects.MapPost("/{project}/ingest", IngestAsync).RequireAccess(AccessAction.ManageProject).WithName("IngestProject")
            .Accepts<IFormFile>("multipart/form-data")
            .WithMetadata(new RequestSizeLimitAttribute(MaximumUpload))
            .WithFormOptions(multipartBodyLengthLimit: MaximumUpload);
    }

    private static Task<IReadOnlyList<ProjectRecord>> ListAsync(ListProjects handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => handler.HandleAsync(current.Require(), cancellationToken);

    private static Task<ProjectRecord> CreateAsync(NewProject project, CreateProject handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => handler.HandleAsync(new CreateProject.Request(project.Name, project.Connection, project.Slug, Patch(project.Settings)?.Invoke(new ProjectSettings())), current.Require(), cancellationToken);

    private static Task<ProjectRecord> FindAsync(string project, FindProject handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => handler.HandleAsync(project, current.Require(), cancellationToken);

    private static async Task<ProjectRecord> ChangeAsync(
        string project, ProjectChange change, FindProject find, ChangeProject handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await find.HandleAsync(project, current.Require(), cancellationToken);
        var request = new ChangeProject.Request(record.Id, change.Name, change.Connection, Patch(change.Settings), change.Refresh);
        return await handler.HandleAsync(request, current.Require(), cancellationToken);
    }

    private static Func<ProjectSettings, ProjectSettings>? Patch(JsonElement? settings)
        => settings is { ValueKind: not JsonValueKind.Null } given ? present => SettingsPatch.Apply(given, present) : null;

    private static async Task<CatalogView> CatalogAsync(string project, FindProject find, GetCatalog handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => await handler.HandleAsync(await find.HandleAsync(project, current.Require(), cancellationToken), current.Require(), cancellationToken);

    private static async Task<IngestRecord?> FindIngestAsync(string project, FindProject find, FindIngest handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => await handler.HandleAsync(await find.HandleAsync(project, current.Require(), cancellationToken), current.Require(), cancellationToken);

    /// <summary>
    /// Takes a form with the files <c>manifest</c>, <c>catalog</c>, <c>configuration</c> (lightdash.config.yml) and any number of <c>model</c> (Lightdash's YAML, by their file names); and the fields
    /// <c>source</c>, <c>commit</c>, <c>revision</c> and <c>changed</c>. With <c>?trial=true</c> nothing is put in force.
    /// </summary>
    private static async Task<IngestRecord> IngestAsync(
        string project, HttpRequest http, FindProject find, IngestProject handler, ICurrentPrincipal current, CancellationToken cancellationToken, bool trial = false)
    {
        var record = await find.HandleAsync(project, current.Require(), cancellationToken);
        if (!http.HasFormContentType) throw new RefusalException("projects.bad-upload", "Send a form with the file manifest, and catalog, configuration and model files if there are any.");
        if (http.ContentLength > MaximumUpload) throw new RefusalException("projects.ingest-too-large", "The files are too large.", RefusalKind.TooLarge);
        var form = await http.ReadFormAsync(cancellationToken);
        var models = new List<ProjectFile>();
        foreach (var file in form.Files.GetFiles("model")) models.Add(new ProjectFile(file.FileName, await ReadAsync(file, cancellationToken)));
        var files = new ProjectFiles
        {
            Manifest = await ReadOptionalAsync(form.Files["manifest"], cancellationToken),
            Catalog = await ReadOptionalAsync(form.Files["catalog"], cancellationToken),
            Configuration = await ReadOptionalAsync(form.Files["configuration"], cancellationToken),
            Models = models,
        };
        if (files.Manifest is null && models.Count == 0) throw new RefusalException("projects.bad-upload", "The form has neither a file manifest nor a file model.");
        var source = new IngestSource(Field("source") ?? "upload", Field("commit"), Field("revision"), Field("changed") == "true");
        return await handler.HandleAsync(new IngestProject.Request(record.Id, files) { Source = source, IsTrial = trial }, current.Require(), cancellationToken);

        string? Field(string name) => form.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadOptionalAsync(IFormFile? file, CancellationToken cancellationToken)
        => file is null ? (ReadOnlyMemory<byte>?)null : await ReadAsync(file, cancellationToken); // without the cast null is empty memory, a file that cannot be read

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
