namespace Vitrine.Semantics.Dbt;

/// <summary>What a semantic layer is read from: a dbt project's artifacts, Lightdash's models without dbt, or both, and the project's configuration.</summary>
public sealed record ProjectFiles
{
    /// <summary>dbt's <c>target/manifest.json</c>; null for a project without dbt.</summary>
    public ReadOnlyMemory<byte>? Manifest { get; init; }

    /// <summary>dbt's <c>target/catalog.json</c>, which brings the types of columns, or null.</summary>
    public ReadOnlyMemory<byte>? Catalog { get; init; }

    /// <summary><c>lightdash.config.yml</c>, or null.</summary>
    public ReadOnlyMemory<byte>? Configuration { get; init; }

    /// <summary>The files of <c>lightdash/models</c>: one model of Lightdash's YAML in each.</summary>
    public IReadOnlyList<ProjectFile> Models { get; init; } = [];

    /// <summary>Bytes of all files together.</summary>
    public long Length => (Manifest?.Length ?? 0L) + (Catalog?.Length ?? 0) + (Configuration?.Length ?? 0) + Models.Sum(file => (long)file.Content.Length);
}

/// <summary>A file of a project.</summary>
/// <param name="Path">Relative to the project, with forward slashes.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ProjectFile(string Path, ReadOnlyMemory<byte> Content);
