using System.Globalization;
using System.Numerics;

namespace Vitrine.Integration.Semantics.Metamorphic;

/// <summary>Compares answers with each other.</summary>
internal static class Figures
{
    private const double Tolerance = 1e-6;

    public static double Number(object? value) => value switch
    {
        null => 0,
        BigInteger whole => (double)whole,
        bool flag => flag ? 1 : 0,
        IConvertible number and not string => number.ToDouble(CultureInfo.InvariantCulture),
        _ => double.NaN,
    };

    public static bool Near(double one, double other) => one.Equals(other) || Math.Abs(one - other) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(one), Math.Abs(other)));

    public static bool Same(object? one, object? other)
        => one is null || other is null ? one is null && other is null
            : one is string || other is string || one is DateTime or DateOnly or DateTimeOffset ? one.Equals(other)
            : Near(Number(one), Number(other));

    /// <summary>A row's values as a key; numbers as they are shown.</summary>
    public static string Key(IEnumerable<object?> cells)
        => string.Join('\u001f', cells.Select(cell => cell switch
        {
            null => "\0",
            DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
        }));

    public static bool SameRows(IReadOnlyList<object?[]> one, IReadOnlyList<object?[]> other)
        => one.Count == other.Count && one.Zip(other).All(pair => pair.First.Length == pair.Second.Length && pair.First.Zip(pair.Second).All(cells => Same(cells.First, cells.Second)));
}
