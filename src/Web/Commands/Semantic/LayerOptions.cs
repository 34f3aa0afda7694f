using System.CommandLine;
using System.Globalization;
using Vitrine.Primitives;
using Vitrine.Projects.Ingest.Sources;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Web.Commands.Semantic;

/// <summary>The options that say which semantic layer is meant, and for whom and when queries over it are compiled.</summary>
internal sealed class LayerOptions
{
    private readonly Option<FileInfo?> manifest = new("--manifest") { Description = "dbt's target/manifest.json." };
    private readonly Option<FileInfo?> configuration = new("--config") { Description = "lightdash.config.yml: parameters, defaults, granularities." };
    private readonly Option<DirectoryInfo?> folder = new("--folder") { Description = "The folder of a project, instead of the files: target/manifest.json and catalog.json, lightdash.config.yml and lightdash/models in it are read." };
    private readonly Option<FileInfo?> catalog = new("--catalog") { Description = "dbt's target/catalog.json, which brings the types of columns." };
    private readonly Option<string?> now = new("--now") { Description = "The present for relative ranges, such as 2026-01-01T12:00:00Z. The machine's clock." };
    private readonly Option<string> timeZone = new("--timezone") { Description = "IANA name of the zone in which ranges and buckets are cut.", DefaultValueFactory = _ => "UTC" };
    private readonly Option<string[]> attributes = new("--attribute") { Description = "NAME=VALUE: a user attribute of whoever asks; several times for several, or for several values of one.", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string[]> parameters = new("--parameter") { Description = "NAME=VALUE: the value of a parameter; as --attribute.", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> email = new("--email") { Description = "The verified address of whoever asks." };
    private readonly Option<bool> followsLightdash = new("--lightdash-compatible") { Description = "Filters mean what they mean in Lightdash where Vitrine deviates on purpose, and a field that needs an attribute of which no --attribute speaks is shown (docs/semantic-layer.md)." };

    /// <summary>Adds those that name the layer.</summary>
    public void AddLayer(Command command)
    {
        command.Options.Add(manifest);
        command.Options.Add(catalog);
        command.Options.Add(configuration);
        command.Options.Add(folder);
    }

    /// <summary>Adds those that say for whom and when.</summary>
    public void AddContext(Command command)
    {
        foreach (Option option in new Option[] { now, timeZone, attributes, parameters, email, followsLightdash }) command.Options.Add(option);
    }

    /// <summary>Reads the files, or refuses.</summary>
    public async Task<SemanticLayer> ReadLayerAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var files = parsed.GetValue(folder) is { } project
            ? await ProjectFolder.ReadAsync(project.FullName, ProjectFolder.DefaultTarget, cancellationToken)
            : parsed.GetValue(manifest) is null ? throw new RefusalException("semantics.nothing-to-read", "Name what is read: --manifest FILE, or --folder FOLDER.") : new ProjectFiles();
        return DbtProjectReader.Read(
            files with
            {
                Manifest = await FindAsync(parsed.GetValue(manifest), cancellationToken) ?? files.Manifest,
                Catalog = await FindAsync(parsed.GetValue(catalog), cancellationToken) ?? files.Catalog,
                Configuration = await FindAsync(parsed.GetValue(configuration), cancellationToken) ?? files.Configuration,
            },
            new SemanticOptions());
    }

    private static async Task<ReadOnlyMemory<byte>?> FindAsync(FileInfo? file, CancellationToken cancellationToken) => file is null ? (ReadOnlyMemory<byte>?)null : await ReadAsync(file, cancellationToken); // without the cast null is empty memory, a file that cannot be read

    /// <summary>For whom and when.</summary>
    public CompilationContext ReadContext(ParseResult parsed, TimeProvider clock) => new()
    {
        Identity = new QueryIdentity { PersonId = "command-line", Email = parsed.GetValue(email), Attributes = Pairs(parsed.GetValue(attributes), "--attribute") },
        Now = parsed.GetValue(now) is { } text
            ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : throw new RefusalException("semantics.bad-value", $"--now {text} is no time. Write it as 2026-01-01T12:00:00Z.")
            : clock.GetUtcNow(),
        TimeZone = parsed.GetRequiredValue(timeZone),
        Parameters = Pairs(parsed.GetValue(parameters), "--parameter"),
        FollowsLightdash = parsed.GetValue(followsLightdash),
        PassesOverUnnamedAttributes = parsed.GetValue(followsLightdash),
        // Whoever starts the program reads the files and the database by themselves already.
        MayUseRawSql = true,
    };

    private static Dictionary<string, IReadOnlyList<string>> Pairs(string[]? given, string option)
    {
        var pairs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var pair in given ?? [])
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, var value]) throw new RefusalException("semantics.bad-value", $"{option} {pair} is not NAME=VALUE.");
            pairs[name] = [.. pairs.GetValueOrDefault(name) ?? [], value];
        }

        return pairs;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException("semantics.no-file", $"{file} cannot be read: {cause.Message}");
        }
    }
}
