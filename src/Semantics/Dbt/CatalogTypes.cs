using System.Collections.Concurrent;
using System.Text.Json;
using Vitrine.Primitives;

namespace Vitrine.Semantics.Dbt;

/// <summary>Names and types of columns as the warehouse reports them, from <c>catalog.json</c>. A node's are read when they are first asked for, side by side with others.</summary>
internal sealed class CatalogTypes
{
    private readonly Dictionary<string, JsonPart> places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, CatalogColumn>> nodes = new(StringComparer.Ordinal);
    private readonly ReadOnlyMemory<byte> file;

    private CatalogTypes(ReadOnlyMemory<byte> file) => this.file = file;

    /// <summary>Looks where each node stands; or a refusal, when it is not JSON.</summary>
    public static CatalogTypes Read(ReadOnlyMemory<byte>? catalog)
    {
        var types = new CatalogTypes(catalog ?? default);
        if (catalog is null) return types;
        try
        {
            JsonFile.Walk(types.file.Span, (_, id, place) => types.places[id] = new JsonPart(id, place), "nodes");
        }
        catch (JsonException problem)
        {
            throw Refusal(problem);
        }

        return types;
    }

    /// <summary>The column of a dbt node, without regard to case where no name is equal; nulls when the catalog lacks it.</summary>
    public (string? Name, string? Type) Find(string node, string column)
        => Of(node) is { } columns && columns.TryGetValue(column, out var found) ? (found.Name, found.Type) : (null, null);

    /// <summary>Everything that is known of a node, in a fixed order.</summary>
    public IEnumerable<string> Describe(string node)
        => Of(node) is { } columns ? columns.Values.OrderBy(column => column.Key, StringComparer.Ordinal).SelectMany(column => (string[])[column.Key, column.Name, column.Type]) : [];

    private Dictionary<string, CatalogColumn>? Of(string node) => places.TryGetValue(node, out var member) ? nodes.GetOrAdd(node, _ => Columns(member.Place)) : null;

    private Dictionary<string, CatalogColumn> Columns(Range place)
    {
        var byName = new Dictionary<string, CatalogColumn>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var node = JsonFile.Part(file, place);
            if (Meta.Property(node.RootElement, "columns") is not { ValueKind: JsonValueKind.Object } columns) return byName;
            foreach (var column in columns.EnumerateObject())
            {
                if (Meta.Property(column.Value, "type") is not { ValueKind: JsonValueKind.String } type) continue;
                var key = column.Name;
                // One that the file has twice, in other letters, keeps the name that came first.
                var known = byName.GetValueOrDefault(key);
                byName[key] = new CatalogColumn(known?.Key ?? key, Meta.Property(column.Value, "name") is { ValueKind: JsonValueKind.String } name ? name.GetString()! : key, type.GetString()!);
            }
        }
        catch (JsonException problem)
        {
            throw Refusal(problem);
        }

        return byName;
    }

    private static RefusalException Refusal(JsonException problem)
        => new("semantics.bad-catalog", $"catalog.json is not an object of valid JSON, or it is cut off{JsonFile.Place(problem)}. Run dbt docs generate again.");

    private sealed record CatalogColumn(string Key, string Name, string Type);
}
