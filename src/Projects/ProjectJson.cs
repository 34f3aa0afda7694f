using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Primitives;
using Vitrine.Projects.Ingest;
using Vitrine.Semantics.Changes;

namespace Vitrine.Projects;

/// <summary>What the tables of this module hold as JSON.</summary>
internal static class ProjectJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write(ProjectSettings settings) => JsonSerializer.Serialize(settings, Options);

    public static ProjectSettings ReadSettings(string json)
        => JsonSerializer.Deserialize<ProjectSettings>(json, Options) ?? throw new InvalidOperationException("A project has no settings.");

    public static string Write(IReadOnlyList<Diagnostic> diagnostics) => JsonSerializer.Serialize(diagnostics, Options);

    public static IReadOnlyList<Diagnostic> ReadDiagnostics(string json)
        => JsonSerializer.Deserialize<Diagnostic[]>(json, Options) ?? [];

    public static string Write(IngestSource source) => JsonSerializer.Serialize(source, Options);

    public static IngestSource ReadSource(string? json) => json is null ? IngestSource.Upload : JsonSerializer.Deserialize<IngestSource>(json, Options) ?? IngestSource.Upload;

    public static string Write(IReadOnlyList<LayerChange> changes) => JsonSerializer.Serialize(changes, Options);

    public static IReadOnlyList<LayerChange> ReadChanges(string? json) => json is null ? [] : JsonSerializer.Deserialize<LayerChange[]>(json, Options) ?? [];
}
