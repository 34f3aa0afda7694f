using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads a dbt project into a semantic layer.</summary>
public static class DbtProjectReader
{
    /// <summary>
    /// Reads <c>manifest.json</c> of the versions 7 to 12 and 20, or refuses: not JSON, truncated, another version, another adapter. A dbt
    /// model that cannot be read is left out and named in the layer's diagnostics.
    /// </summary>
    /// <param name="manifest">dbt's <c>manifest.json</c>.</param>
    /// <param name="catalog">dbt's <c>catalog.json</c>, which brings the types of columns, or null.</param>
    /// <param name="options">How it is read.</param>
    public static SemanticLayer Read(ReadOnlyMemory<byte> manifest, ReadOnlyMemory<byte>? catalog, SemanticOptions options)
        => throw new NotSupportedException($"{manifest.Length} {catalog?.Length} {options}");
}
