using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Jobs;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Storage;

namespace Vitrine.Projects.Ingest;

/// <summary>
/// Reads a dbt project and puts it in force. Bytes that are in force already are recognised by their hash and change nothing. After a new
/// ingest a job of the kind <see cref="RecheckJob"/> runs the gates of the project's published apps again.
/// </summary>
public sealed class IngestProject
{
    /// <summary>The kind of the job that follows an ingest; its payload is <c>{ "projectId": … }</c>.</summary>
    public const string RecheckJob = "recheck-apps";

    /// <summary>In bytes. The largest real manifests have about 100 MB.</summary>
    private const int MaximumSize = 512 * 1024 * 1024;

    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly IObjectStore objects;
    private readonly AccessGuard guard;
    private readonly JobQueue jobs;
    private readonly LayerCache layers;
    private readonly TimeProvider clock;

    internal IngestProject(IDbContextFactory<VitrineDatabase> databases, IObjectStore objects, AccessGuard guard, JobQueue jobs, LayerCache layers, TimeProvider clock)
    {
        this.databases = databases;
        this.objects = objects;
        this.guard = guard;
        this.jobs = jobs;
        this.layers = layers;
        this.clock = clock;
    }

    /// <summary>What is read.</summary>
    /// <param name="ProjectId">The project.</param>
    /// <param name="Manifest">dbt's <c>manifest.json</c>.</param>
    /// <param name="Catalog">dbt's <c>catalog.json</c>, which brings the types of columns.</param>
    public sealed record Request(Guid ProjectId, ReadOnlyMemory<byte> Manifest, ReadOnlyMemory<byte>? Catalog = null);

    /// <summary>Puts it in force, or refuses: not allowed, no manifest, unsupported. Findings of single models do not refuse it; they stand in the record.</summary>
    public async Task<IngestRecord> HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var project = await database.Set<ProjectRow>().FirstOrDefaultAsync(row => row.Id == request.ProjectId && row.OrganizationId == principal.OrganizationId, cancellationToken)
            ?? throw ProjectRefusals.Unknown();
        await guard.RequireAsync(principal, AccessAction.ManageProject, new ProjectSubject(project.OrganizationId, project.Id), cancellationToken);
        if (request.Manifest.Length + (request.Catalog?.Length ?? 0) > MaximumSize)
            throw new RefusalException("projects.ingest-too-large", $"Manifest and catalog are larger than {MaximumSize / 1024 / 1024} MB together.", RefusalKind.TooLarge);

        var hash = HashOf(request);
        if (project.IngestHash == hash)
        {
            var current = await database.Set<IngestRow>().AsNoTracking().FirstAsync(row => row.Id == project.IngestId, cancellationToken);
            return current.ToRecord() with { IsUnchanged = true };
        }

        var layer = await Task.Run(() => DbtProjectReader.Read(request.Manifest, request.Catalog, new SemanticOptions()), cancellationToken);
        var row = await InsertAsync(database, request, project, hash, layer, principal, cancellationToken);
        layers.Add(hash, layer);
        jobs.Wake();
        return row.ToRecord();
    }

    private async Task<IngestRow> InsertAsync(
        VitrineDatabase database, Request request, ProjectRow project, string hash, SemanticLayer layer, Principal principal, CancellationToken cancellationToken)
    {
        var manifest = await objects.PutAsync(request.Manifest, cancellationToken);
        var catalog = request.Catalog is { } given ? await objects.PutAsync(given, cancellationToken) : (BlobHash?)null;
        var last = await database.Set<IngestRow>().Where(other => other.ProjectId == project.Id).MaxAsync(other => (int?)other.Number, cancellationToken);
        var row = new IngestRow
        {
            Id = EntityId.New(clock),
            OrganizationId = project.OrganizationId,
            ProjectId = project.Id,
            Number = (last ?? 0) + 1,
            Hash = hash,
            ManifestBlob = manifest.Hex,
            CatalogBlob = catalog?.Hex,
            At = clock.GetUtcNow(),
            PersonId = principal.PersonId,
            Explores = layer.ExploreNames.Count,
            Diagnostics = ProjectJson.Write(layer.Diagnostics),
        };
        database.Add(row);
        (project.IngestId, project.IngestHash) = (row.Id, hash);
        project.Revision++;
        jobs.Add(database, new JobRequest(RecheckJob, project.OrganizationId, principal.PersonId, JsonSerializer.Serialize(new { projectId = project.Id })) { Sequence = project.Id.ToString() });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            throw ProjectRefusals.Changed();
        }

        return row;
    }

    private static string HashOf(Request request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(request.Manifest.Span));
        if (request.Catalog is { } catalog) hash.AppendData(SHA256.HashData(catalog.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
