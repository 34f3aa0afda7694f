using System.Text.Json;
using Vitrine.Primitives;

namespace Vitrine.Semantics.Dbt;

/// <summary>Names and types of columns as the warehouse reports them, from <c>catalog.json</c>: one look-up for each column.</summary>
internal sealed class CatalogTypes
{
    private readonly Dictionary<string, Dictionary<string, (string Name, string Type)>> nodes = new(StringComparer.Ordinal);

    public static CatalogTypes Read(ReadOnlyMemory<byte>? catalog)
    {
        var types = new CatalogTypes();
        if (catalog is not { } bytes) return types;
        try
        {
            JsonFile.ReadProperties(bytes.Span, (name, node) => types.Add(name, node), "nodes");
        }
        catch (JsonException problem)
        {
            throw new RefusalException("semantics.bad-catalog", $"catalog.json is not valid JSON, or it is cut off{JsonFile.Place(problem)}. Run dbt docs generate again.");
        }

        return types;
    }

    /// <summary>The column of a dbt node, without regard to case where no name is equal; nulls when the catalog lacks it.</summary>
    public (string? Name, string? Type) Find(string node, string column)
        => nodes.TryGetValue(node, out var columns) && columns.TryGetValue(column, out var found) ? (found.Name, found.Type) : (null, null);

    /// <summary>Everything that is known of a node, in a fixed order.</summary>
    public IEnumerable<string> Describe(string node)
        => nodes.TryGetValue(node, out var columns) ? columns.OrderBy(column => column.Key, StringComparer.Ordinal).SelectMany(column => (string[])[column.Key, column.Value.Name, column.Value.Type]) : [];

    private void Add(string id, JsonElement node)
    {
        if (!id.StartsWith("model.", StringComparison.Ordinal) || Meta.Property(node, "columns") is not { ValueKind: JsonValueKind.Object } columns) return;
        var byName = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns.EnumerateObject())
        {
            if (Meta.Property(column.Value, "type") is { ValueKind: JsonValueKind.String } type)
                byName[column.Name] = (Meta.Property(column.Value, "name") is { ValueKind: JsonValueKind.String } name ? name.GetString()! : column.Name, type.GetString()!);
        }

        nodes[id] = byName;
    }
}
