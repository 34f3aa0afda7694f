using System.Globalization;
using DuckDB.NET.Data;

namespace Vitrine.Integration.Evaluation;

/// <summary>Rows whose order does not matter, to be compared: texts exactly, figures to a millionth.</summary>
internal static class FigureTable
{
    private const double Precision = 1e-6;

    /// <summary>What the database answers to SQL that was written by hand.</summary>
    public static IReadOnlyList<IReadOnlyList<object?>> Ask(string file, string sql)
    {
        using var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = file, ["access_mode"] = "READ_ONLY" }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : Plain(reader.GetValue(column)))]);
        return rows;
    }

    /// <summary>Where they differ, in a sentence; null where they do not.</summary>
    public static string? Difference(IReadOnlyList<IReadOnlyList<object?>> wanted, IReadOnlyList<IReadOnlyList<object?>> got)
    {
        if (wanted.Count != got.Count) return $"{got.Count} rows instead of {wanted.Count}";
        foreach (var (one, other) in Ordered(wanted).Zip(Ordered(got)))
        {
            if (one.Count != other.Count) return $"{other.Count} columns instead of {one.Count}";
            if (one.Zip(other).Any(cells => !AreEqual(cells.First, cells.Second))) return $"({Show(other)}) instead of ({Show(one)})";
        }

        return null;
    }

    /// <summary>A value in the one form of its kind: figures as double, days as ISO text.</summary>
    public static object? Plain(object? value) => value switch
    {
        null or double => value,
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        string text => text.Length >= 19 && text[10..].StartsWith("T00:00:00", StringComparison.Ordinal) ? text[..10] : text,
        System.Numerics.BigInteger number => (double)number,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    // Texts come before figures in every row, and tell rows apart; where they do not, the figures do.
    private static IEnumerable<IReadOnlyList<object?>> Ordered(IReadOnlyList<IReadOnlyList<object?>> rows) => rows
        .OrderBy(row => string.Join('\n', row.Where(cell => cell is not double).Select(cell => cell ?? "∅")), StringComparer.Ordinal)
        .ThenBy(row => row.OfType<double>().FirstOrDefault())
        .ThenBy(row => row.OfType<double>().LastOrDefault());

    private static bool AreEqual(object? wanted, object? got)
        => wanted is double one && got is double other ? Math.Abs(one - other) <= Precision * Math.Max(1, Math.Abs(one)) : Equals(wanted, got);

    private static string Show(IReadOnlyList<object?> row) => string.Join(", ", row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "∅"));
}
