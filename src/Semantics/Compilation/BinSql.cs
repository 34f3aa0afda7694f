using System.Globalization;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>
/// The SQL of a bin. Rows are grouped and ordered by a key, which is a number; what people read is made of it at the very end, so that a bin "10 - 19" does not stand before "2 - 9".
/// </summary>
/// <param name="bin">The bin.</param>
/// <param name="bounds">The name of the select that tells the bounds of all values, for bins by their count.</param>
internal sealed class BinSql(Bin bin, string bounds)
{
    private const string Low = "low";
    private const string Width = "width";
    private const string High = "high";

    /// <summary>Where the bounds come from; null when they are not needed.</summary>
    public string? Bounds => bin.Count is null ? null : bounds;

    /// <summary>The columns of that select, over all values that the person may see.</summary>
    public IReadOnlyList<SqlColumn> BoundsOf(SqlExpression value)
    {
        var number = new Cast(value, SqlType.Double);
        SqlExpression least = new Aggregate(AggregateKind.Min, number), greatest = new Aggregate(AggregateKind.Max, number);
        return
        [
            new SqlColumn(new Call("FLOOR", [least]), Low),
            // Whole, as Lightdash cuts it; the last bin takes what is left.
            new SqlColumn(new Call("FLOOR", [new Binary("/", new Binary("-", greatest, least), new SmallNumber(bin.Count!.Value))]), Width),
            new SqlColumn(new Call("CEIL", [greatest]), High),
        ];
    }

    /// <summary>The number that rows are grouped by; null where there is no value.</summary>
    public SqlExpression Key(SqlExpression value)
    {
        if (bin.Groups.Count > 0) return Chosen(value, [.. bin.Groups.Select(group => Holds(ValueFilters.AsText(value), group))], new SmallNumber(bin.Groups.Count));
        var number = new Cast(value, SqlType.Double);
        if (bin.Width is { } width) return new Binary("*", new Call("FLOOR", [new Binary("/", number, Number(width))]), Number(width));
        if (bin.Count is { } count)
        {
            var last = new SmallNumber(count - 1);
            var step = new Call("FLOOR", [new Binary("/", new Binary("-", number, Of(Low)), new Call("NULLIF", [Of(Width), new SmallNumber(0)]))]);
            return new When(new IsNull(value, Negated: true), new Call("LEAST", [new Call("COALESCE", [step, last]), last]));
        }

        return Chosen(value, [.. bin.Ranges.Select(range => AllOf.Of([.. Bound(number, ">=", range.From), .. Bound(number, "<", range.To)]) ?? Constant.True)], null);
    }

    /// <summary>What people read, from the key.</summary>
    public SqlExpression Label(SqlExpression key)
    {
        if (bin.Groups.Count > 0) return Named(key, [.. bin.Groups.Select(group => group.Label), "Other"]);
        if (bin.Width is { } width) return FromTo(key, new Binary("+", key, Number(width - 1)));
        if (bin.Count is not { } count) return Named(key, [.. bin.Ranges.Select(range => range.Label ?? Written(range))]);
        var from = new Binary("+", Of(Low), new Binary("*", key, Of(Width)));
        return FromTo(from, new Case([(new Binary("=", key, new SmallNumber(count - 1)), Of(High))], new Binary("+", from, Of(Width))));
    }

    private static SqlExpression Holds(SqlExpression text, BinGroup group)
    {
        if (group.Values.Count == 0) return Constant.False;
        if (group.Matches.All(match => match == BinMatch.Exact)) return new InList(text, [.. group.Values.Select(value => new BoundValue(value, SqlType.Text))]);
        var tests = group.Values.Zip(group.Matches, (value, match) =>
        {
            if (match == BinMatch.Exact) return (SqlExpression)new Binary("=", text, new BoundValue(value, SqlType.Text));
            var (pattern, escapes) = ValueFilters.Pattern(match == BinMatch.StartsWith ? "" : "%", value, match == BinMatch.EndsWith ? "" : "%");
            return new Like(text, new BoundValue(pattern, SqlType.Text), escapes);
        }).ToList();
        return tests.Count == 1 ? tests[0] : new AnyOf(tests);
    }

    private static Case Chosen(SqlExpression value, IReadOnlyList<SqlExpression> conditions, SqlExpression? otherwise)
        => new([(new IsNull(value), Constant.Null), .. conditions.Select((condition, at) => (condition, (SqlExpression)new SmallNumber(at)))], otherwise);

    private static Case Named(SqlExpression key, IReadOnlyList<string> labels)
        => new([.. labels.Select((label, at) => ((SqlExpression)new Binary("=", key, new SmallNumber(at)), (SqlExpression)new BoundValue(label, SqlType.Text)))], null);

    private static Binary FromTo(SqlExpression from, SqlExpression to)
        => new("||", new Binary("||", new NumberText(from), new Constant("' - '")), new NumberText(to));

    private static string Written(BinRange range) => (range.From, range.To) switch
    {
        (null, { } to) => $"<{to.ToString(CultureInfo.InvariantCulture)}",
        ({ } from, null) => $"≥{from.ToString(CultureInfo.InvariantCulture)}",
        ({ } from, { } to) => $"{from.ToString(CultureInfo.InvariantCulture)}-{to.ToString(CultureInfo.InvariantCulture)}",
        _ => "All",
    };

    private static IEnumerable<SqlExpression> Bound(SqlExpression number, string comparison, decimal? bound) => bound is { } at ? [new Binary(comparison, number, Number(at))] : [];

    private static BoundValue Number(decimal number) => new(number.ToString(CultureInfo.InvariantCulture), SqlType.Double);

    private Scalar Of(string column) => new(bounds, column);
}
