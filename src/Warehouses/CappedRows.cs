using System.Collections;

namespace Vitrine.Warehouses;

/// <summary>Rows as they come, up to a number and an amount of memory.</summary>
internal sealed class CappedRows(QueryLimits limits)
{
    private readonly List<object?[]> rows = [];
    private long bytes;

    public IReadOnlyList<object?[]> Rows => rows;

    /// <summary>Whether one more row would be too many.</summary>
    public bool IsFull => rows.Count >= limits.MaximumRows || bytes > limits.MaximumBytes;

    public void Add(object?[] row)
    {
        foreach (var value in row) bytes += Weigh(value);
        rows.Add(row);
    }

    /// <summary>About how many bytes a value takes.</summary>
    private static long Weigh(object? value) => value switch
    {
        null => 8,
        string text => 32 + (2L * text.Length),
        byte[] bytes => 32 + bytes.Length,
        IDictionary map => 64 + map.Values.Cast<object?>().Sum(Weigh) + map.Keys.Cast<object?>().Sum(Weigh),
        ICollection list => 64 + list.Cast<object?>().Sum(Weigh),
        _ => 32,
    };
}
