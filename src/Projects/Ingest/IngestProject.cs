using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Jobs;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Changes;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Storage;

namespace Vitrine.Projects.Ingest;

/// <summary>
/// Reads a dbt project, or Lightdash's models without dbt, and puts it in force. What is in force already is recognised by its bytes, or, when dbt has only written it anew, by what it means, and changes
/// nothing. Otherwise the answer says what is different and which published apps break; after it a job of the kind <see cref="RecheckJob"/> runs the gates of the project's published apps again.
/// </summary>
public sealed class IngestProject
{
    /// <summary>The kind of the job that follows an ingest; its payload is <c>{ "projectId": … }</c>.</summary>
    public const string RecheckJob = "recheck-apps";

    /// <summary>In bytes. The largest real manifests have about 100 MB.</summary>
    private const int MaximumSize = 512 * 1024 * 1024;

    /// <summary>What is kept of a long list of changes; more is read by nobody, and counted.</summary>
    private const int MostChanges = 1_000;

    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly IngestBlobs blobs;
    private readonly AccessGuard guard;
    private readonly JobQueue jobs;
    private readonly LayerCache layers;
    private readonly IReadOnlyList<IContractCheck> checks;
    private readonly TimeProvider clock;

    internal IngestProject(
        IDbContextFactory<VitrineDatabase> databases, IngestBlobs blobs, AccessGuard guard, JobQueue jobs, LayerCache layers, IEnumerable<IContractCheck> checks, TimeProvider clock)
    {
        this.databases = databases;
        this.blobs = blobs;
        this.guard = guard;
        this.jobs = jobs;
        this.layers = layers;
        this.checks = [.. checks];
        this.clock = clock;
    }

    /// <summary>What is read.</summary>
    /// <param name="ProjectId">The project.</param>
    /// <param name="Files">The files.</param>
    public sealed record Request(Guid ProjectId, ProjectFiles Files)
    {
        /// <summary>A dbt project without more.</summary>
        public Request(Guid projectId, ReadOnlyMemory<byte> manifest, ReadOnlyMemory<byte>? catalog = null)
            : this(projectId, new ProjectFiles { Manifest = manifest, Catalog = catalog })
        {
        }

        /// <summary>Where the files come from.</summary>
        public IngestSource Source { get; init; } = IngestSource.Upload;

        /// <summary>Whether only to say what would be: nothing is put in force.</summary>
        public bool IsTrial { get; init; }
    }

    /// <summary>Puts it in force, or refuses: not allowed, nothing to read, unsupported. Findings of single models do not refuse it; they stand in the record.</summary>
    public async Task<IngestRecord> HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var project = await database.Set<ProjectRow>().FirstOrDefaultAsync(row => row.Id == request.ProjectId && row.OrganizationId == principal.OrganizationId, cancellationToken)
            ?? throw ProjectRefusals.Unknown();
        await guard.RequireAsync(principal, AccessAction.ManageProject, new ProjectSubject(project.OrganizationId, project.Id), cancellationToken);
        var source = request.Source.Checked();
        if (request.Files.Length > MaximumSize)
            throw new RefusalException("projects.ingest-too-large", $"The files are larger than {MaximumSize / 1024 / 1024} MB together.", RefusalKind.TooLarge);

        var hash = HashOf(request.Files);
        var current = project.IngestId is { } inForce ? await database.Set<IngestRow>().AsNoTracking().FirstAsync(row => row.Id == inForce, cancellationToken) : null;
        if (current is not null && project.IngestHash == hash) return current.ToRecord() with { IsUnchanged = true, IsTrial = request.IsTrial };

        var layer = await Task.Run(() => DbtProjectReader.Read(request.Files, new SemanticOptions()), cancellationToken);
        // dbt writes the time of its run into every manifest: the bytes differ, and nothing else does.
        if (current?.LayerHash == layer.Hash) return current.ToRecord() with { IsUnchanged = true, IsTrial = request.IsTrial };

        var before = current is null ? null : await FindLayerAsync(current, cancellationToken);
        var changes = before is null ? [] : await Task.Run(() => LayerDiff.Between(before, layer), cancellationToken);
        var broken = new List<BrokenApp>();
        foreach (var check in before is null ? [] : checks) broken.AddRange(await check.CheckAsync(project.Id, layer, principal, cancellationToken));

        var row = new IngestRow
        {
            Id = EntityId.New(clock),
            OrganizationId = project.OrganizationId,
            ProjectId = project.Id,
            Number = (await database.Set<IngestRow>().Where(other => other.ProjectId == project.Id).MaxAsync(other => (int?)other.Number, cancellationToken) ?? 0) + 1,
            Hash = hash,
            LayerHash = layer.Hash,
            At = clock.GetUtcNow(),
            PersonId = principal.PersonId,
            Explores = layer.ExploreNames.Count,
            Diagnostics = ProjectJson.Write(layer.Diagnostics),
            Source = ProjectJson.Write(source),
            Changes = ProjectJson.Write([.. changes.Take(MostChanges)]),
            ChangeCount = changes.Count,
        };
        if (!request.IsTrial)
        {
            await blobs.PutAsync(request.Files, row, cancellationToken);
            await InsertAsync(database, row, project, cancellationToken);
            layers.Add(hash, layer);
            jobs.Wake();
        }

        return row.ToRecord() with { Broken = broken, IsTrial = request.IsTrial };
    }

    private async Task InsertAsync(VitrineDatabase database, IngestRow row, ProjectRow project, CancellationToken cancellationToken)
    {
        database.Add(row);
        (project.IngestId, project.IngestHash) = (row.Id, row.Hash);
        project.Revision++;
        jobs.Add(database, new JobRequest(RecheckJob, project.OrganizationId, row.PersonId, JsonSerializer.Serialize(new { projectId = project.Id })) { Sequence = project.Id.ToString() });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            throw ProjectRefusals.Changed();
        }
    }

    /// <summary>The layer in force; null when its files are gone, which is what the new ingest mends.</summary>
    private async Task<SemanticLayer?> FindLayerAsync(IngestRow current, CancellationToken cancellationToken)
    {
        try
        {
            return await layers.GetAsync(current, cancellationToken);
        }
        catch (RefusalException)
        {
            return null;
        }
    }

    private static string HashOf(ProjectFiles files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (files.Manifest is { } manifest) hash.AppendData(SHA256.HashData(manifest.Span));
        if (files.Catalog is { } catalog) hash.AppendData(SHA256.HashData(catalog.Span));
        Named("lightdash.config.yml", files.Configuration);
        foreach (var file in files.Models.OrderBy(file => file.Path, StringComparer.Ordinal)) Named(file.Path, file.Content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Named(string name, ReadOnlyMemory<byte>? content)
        {
            if (content is not { } bytes) return;
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(SHA256.HashData(bytes.Span));
        }
    }
}
