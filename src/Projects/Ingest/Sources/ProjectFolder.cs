using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;

namespace Vitrine.Projects.Ingest.Sources;

/// <summary>Finds the files of a project in a folder: <c>target/manifest.json</c> and <c>catalog.json</c>, <c>lightdash.config.yml</c>, and <c>lightdash/models</c>.</summary>
public static class ProjectFolder
{
    /// <summary>Where dbt puts its artifacts when nobody says otherwise.</summary>
    public const string DefaultTarget = "target";

    private const int MostModels = 20_000;
    private const long LargestFile = 512L * 1024 * 1024;

    /// <summary>Reads them, or refuses: no such folder, nothing to read in it.</summary>
    /// <param name="folder">The project's folder, where <c>dbt_project.yml</c> stands.</param>
    /// <param name="target">The folder of dbt's artifacts, relative to it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ProjectFiles> ReadAsync(string folder, string target, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (!Directory.Exists(folder)) throw new RefusalException("projects.no-folder", $"There is no folder {folder}.");
        var models = new List<ProjectFile>();
        foreach (var path in ModelPaths(folder)) models.Add(new ProjectFile(path, (await FindAsync(Path.Combine(folder, path), cancellationToken))!.Value));
        var files = new ProjectFiles
        {
            Manifest = await FindAsync(Path.Combine(folder, target, "manifest.json"), cancellationToken),
            Catalog = await FindAsync(Path.Combine(folder, target, "catalog.json"), cancellationToken),
            Configuration = await FindAsync(Path.Combine(folder, "lightdash.config.yml"), cancellationToken) ?? await FindAsync(Path.Combine(folder, "lightdash.config.yaml"), cancellationToken),
            Models = models,
        };
        return files.Manifest is null && models.Count == 0 ? throw Nothing(target) : files;
    }

    /// <summary>The same of files that were read from elsewhere, by their paths.</summary>
    internal static ProjectFiles Of(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string target)
    {
        var made = new ProjectFiles
        {
            Manifest = Find($"{target}/manifest.json"),
            Catalog = Find($"{target}/catalog.json"),
            Configuration = Find("lightdash.config.yml") ?? Find("lightdash.config.yaml"),
            Models = [.. files.Where(file => IsModel(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new ProjectFile(file.Key, file.Value))],
        };
        return made.Manifest is null && made.Models.Count == 0 ? throw Nothing(target) : made;

        ReadOnlyMemory<byte>? Find(string path) => files.TryGetValue(path, out var content) ? content : (ReadOnlyMemory<byte>?)null; // without the cast null is empty memory, a file that cannot be read
    }

    /// <summary>Whether a file of a project is one that is read.</summary>
    internal static bool IsRead(string path, string target)
        => path == $"{target}/manifest.json" || path == $"{target}/catalog.json" || path is "lightdash.config.yml" or "lightdash.config.yaml" || IsModel(path);

    private static bool IsModel(string path)
        => path.StartsWith("lightdash/models/", StringComparison.Ordinal) && (path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase));

    private static List<string> ModelPaths(string folder)
    {
        var root = Path.Combine(folder, "lightdash", "models");
        if (!Directory.Exists(root)) return [];
        var paths = Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')).Where(IsModel).Order(StringComparer.Ordinal).Take(MostModels + 1).ToList();
        return paths.Count <= MostModels ? paths : throw new RefusalException("projects.ingest-too-large", $"There are more than {MostModels} files in lightdash/models.", RefusalKind.TooLarge);
    }

    private static async Task<ReadOnlyMemory<byte>?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return null;
            if (file.Length > LargestFile) throw new RefusalException("projects.ingest-too-large", $"{file.Name} is larger than {LargestFile / 1024 / 1024} MB.", RefusalKind.TooLarge);
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException("projects.no-file", $"{Path.GetFileName(path)} cannot be read: {cause.Message}");
        }
    }

    private static RefusalException Nothing(string target)
        => new("projects.nothing-to-read", $"There is neither {target}/manifest.json nor a model in lightdash/models. Run dbt parse or dbt compile first, or name the folder of dbt's artifacts with --target.");
}
