using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Storage;

namespace Vitrine.Projects.Ingest;

/// <summary>The files of an ingest in the object store.</summary>
internal sealed class IngestBlobs(IObjectStore objects)
{
    /// <summary>Stores the files and names them in the row.</summary>
    public async Task PutAsync(ProjectFiles files, IngestRow row, CancellationToken cancellationToken)
    {
        row.ManifestBlob = await PutAsync(files.Manifest, cancellationToken);
        row.CatalogBlob = await PutAsync(files.Catalog, cancellationToken);
        if (files.Configuration is null && files.Models.Count == 0) return;
        var models = new List<StoredFile>();
        foreach (var file in files.Models) models.Add(new StoredFile(file.Path, (await PutAsync(file.Content, cancellationToken))!));
        row.Files = JsonSerializer.Serialize(new StoredFiles(await PutAsync(files.Configuration, cancellationToken), models));
    }

    /// <summary>The files as they were ingested.</summary>
    public async Task<ProjectFiles> ReadAsync(IngestRow row, CancellationToken cancellationToken)
    {
        var files = new ProjectFiles { Manifest = await ReadAsync(row.ManifestBlob, cancellationToken), Catalog = await ReadAsync(row.CatalogBlob, cancellationToken) };
        if (row.Files is null) return files;
        var stored = JsonSerializer.Deserialize<StoredFiles>(row.Files)!;
        var models = new List<ProjectFile>();
        foreach (var file in stored.Models) models.Add(new ProjectFile(file.Path, (await ReadAsync(file.Blob, cancellationToken))!.Value));
        return files with { Configuration = await ReadAsync(stored.Configuration, cancellationToken), Models = models };
    }

    private async Task<string?> PutAsync(ReadOnlyMemory<byte>? content, CancellationToken cancellationToken)
        => content is { } bytes ? (await objects.PutAsync(bytes, cancellationToken)).Hex : null;

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(string? hash, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(hash)) return null;
        return await objects.FindAsync(new BlobHash(hash), cancellationToken)
            ?? throw new RefusalException("projects.ingest-lost", "The stored dbt files of this project are gone. Ingest it again.", RefusalKind.Unavailable);
    }

    private sealed record StoredFiles(string? Configuration, IReadOnlyList<StoredFile> Models);

    private sealed record StoredFile(string Path, string Blob);
}
