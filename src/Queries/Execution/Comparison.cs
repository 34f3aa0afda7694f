using System.Globalization;
using System.Text;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>
/// Compares an answer with the same question about an earlier range. Rows match on their dimensions; a time dimension
/// over the shifted field matches its n-th bucket with the n-th of the earlier range.
/// </summary>
internal sealed class Comparison
{
    private readonly Question question;
    private readonly BoundArguments bound;
    private readonly BoundFilter shifted;
    private readonly (DateTime From, DateTime To) range;
    private readonly (DateTime From, DateTime To) earlier;

    private Comparison(Question question, BoundArguments bound, ContractComparison compare)
    {
        this.question = question;
        this.bound = bound;
        shifted = bound.Filters.First(filter => filter.Argument.Name == compare.Filter);
        range = Resolve();
        earlier = EarlierRange.Of(range.From, range.To, Reached(), compare.To, shifted.Value);
    }

    public static Comparison? Of(Question question, BoundArguments bound)
        => question.Contract.Compare is { } compare ? new Comparison(question, bound, compare) : null;

    /// <summary>The earlier question. It has no limit but the largest, since its rows are only looked up.</summary>
    public MetricQuery Query()
    {
        var others = bound with { Filters = [.. bound.Filters.Where(filter => filter != shifted)], Sort = [] };
        var query = QueryBuilding.Build(question.Contract, others, question.Explore, ContractLimits.MaximumRows);
        FilterNode[] nodes = [.. query.Filters is { } filters ? [filters] : Array.Empty<FilterNode>(), Bound(FilterOperator.GreaterThanOrEqual, earlier.From), Bound(FilterOperator.LessThan, earlier.To)];
        return query with { Filters = QueryBuilding.Group(nodes) };
    }

    /// <summary>The rows with what they were before, and the change since, in each metric.</summary>
    public IReadOnlyList<ResultCell[]> Match(CellTable now, CellTable before)
    {
        var earlierRows = new Dictionary<string, ResultCell[]>(StringComparer.Ordinal);
        foreach (var row in before.Rows) earlierRows.TryAdd(Key(row, before, earlier.From), row);
        return [.. now.Rows.Select(row => Compare(row, earlierRows.GetValueOrDefault(Key(row, now, range.From)), now))];
    }

    private static ResultCell[] Compare(ResultCell[] row, ResultCell[]? before, CellTable table)
        => [.. row.Select((cell, at) => !table.Columns[at].IsMetric
            ? cell
            : cell with { Previous = before?[at] ?? Absent, Change = Change(cell, before?[at]) })];

    private static ResultCell Absent { get; } = new(null, "∅");

    private static ResultCell? Change(ResultCell now, ResultCell? before)
    {
        if (Number(now) is not { } current || before is null || Number(before) is not { } previous || previous == 0) return null;
        var change = (current - previous) / Math.Abs(previous);
        return double.IsFinite(change) ? new ResultCell(change, change.ToString("+#,##0.0%;-#,##0.0%;0.0%", CultureInfo.InvariantCulture)) : null;
    }

    private static double? Number(ResultCell cell) => cell.Raw switch
    {
        long whole => whole,
        double number => number,
        _ => null,
    };

    private string Key(ResultCell[] row, CellTable table, DateTime start)
    {
        var key = new StringBuilder();
        for (var at = 0; at < row.Length; at++)
        {
            if (table.Columns[at].IsMetric) continue;
            var part = Bucket(row[at], table.Columns[at], start) is { } bucket ? "#" + bucket : Text(row[at].Raw);
            key.Append(part.Length).Append(':').Append(part);
        }

        return key.ToString();
    }

    private long? Bucket(ResultCell cell, ResultColumn column, DateTime start)
    {
        if (column.Type is not (FieldType.Date or FieldType.Timestamp) || column.Interval is not { } interval || cell.Raw is not string text) return null;
        var weekStart = question.Context.WeekStart ?? DayOfWeek.Monday;
        // The wall clock, which is what the range is cut by.
        var at = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).DateTime;
        return BucketOrdinal.Of(at, interval, weekStart) - BucketOrdinal.Of(start, interval, weekStart);
    }

    private static string Text(object? raw) => raw switch
    {
        null => "-",
        string text => "s" + text,
        _ => "v" + Convert.ToString(raw, CultureInfo.InvariantCulture),
    };

    private (DateTime From, DateTime To) Resolve()
    {
        var rule = QueryBuilding.Rule(shifted.Field, shifted.Value);
        var (from, to) = RelativeRange.Resolve(rule, question.TypeOf(shifted.Field), question.Context);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(question.Context.TimeZone);
        return (TimeZoneInfo.ConvertTime(from, zone).DateTime, TimeZoneInfo.ConvertTime(to, zone).DateTime);
    }

    /// <summary>
    /// How far the present has come: a day counts as a whole, and of times the last whole minute, or of weeks and more the last whole hour. With every moment another end no earlier answer would
    /// ever be found in the cache.
    /// </summary>
    private DateTime Reached()
    {
        var now = TimeZoneInfo.ConvertTime(question.Context.Now, TimeZoneInfo.FindSystemTimeZoneById(question.Context.TimeZone)).DateTime;
        if (question.TypeOf(shifted.Field) == FieldType.Date) return now.Date.AddDays(1);
        var step = range.To - range.From < TimeSpan.FromDays(7) ? TimeSpan.TicksPerMinute : TimeSpan.TicksPerHour;
        return now.AddTicks(-(now.Ticks % step));
    }

    private FilterRule Bound(FilterOperator comparison, DateTime at)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(question.Context.TimeZone);
        var text = question.TypeOf(shifted.Field) == FieldType.Date
            ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : new DateTimeOffset(at, zone.GetUtcOffset(at)).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
        return new FilterRule { Field = QueryBuilding.Reference(shifted.Field), Operator = comparison, Values = [text] };
    }
}
