using System.Globalization;
using Vitrine.Primitives;

namespace Vitrine.Semantics.Dbt;

/// <summary>Which manifests are read.</summary>
internal static class ManifestVersion
{
    private static readonly string[] Read = ["v7", "v8", "v9", "v10", "v11", "v12", "v20"];

    /// <summary>Refuses a manifest of another version by its name.</summary>
    /// <param name="schema">Such as <c>https://schemas.getdbt.com/dbt/manifest/v12.json</c>.</param>
    public static void Check(string? schema)
    {
        if (schema is null)
            throw new RefusalException("semantics.not-a-manifest", "This JSON is no dbt manifest: it has no metadata.dbt_schema_version. Give target/manifest.json of a dbt project.");
        var name = schema[(schema.LastIndexOf('/') + 1)..].Replace(".json", "", StringComparison.OrdinalIgnoreCase);
        if (!schema.Contains("/manifest/", StringComparison.Ordinal))
            throw new RefusalException("semantics.not-a-manifest", $"This is no dbt manifest but {Shown(schema)}. Give target/manifest.json.");
        if (!Read.Contains(name))
            throw new RefusalException("semantics.unsupported-manifest", $"The dbt manifest has the version {Shown(name)}, and these are read: {string.Join(", ", Read)}. {Remedy(name)}");
    }

    private static string Remedy(string name)
        => name is ['v', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 7
            ? "Use dbt 1.3 or later."
            : "It seems to come from a newer dbt than is known here: have the manifest written by one that is, such as dbt 1.10 (v12).";

    private static string Shown(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
