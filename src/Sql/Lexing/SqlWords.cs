using System.Collections.Frozen;

namespace Vitrine.Sql.Lexing;

/// <summary>Words that mean something in SQL: needed to tell columns that stand without a table, and aggregates.</summary>
internal static class SqlWords
{
    private static readonly FrozenSet<string> Aggregates = new[]
    {
        "any_value", "approx_count_distinct", "approx_quantile", "approx_quantiles", "approx_percentile", "approx_top_k", "arbitrary", "arg_max", "arg_min", "array_agg", "avg",
        "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "corr", "count", "count_if", "count_star", "countif", "covar_pop", "covar_samp", "entropy", "every", "favg", "first",
        "fsum", "geomean", "geometric_mean", "group_concat", "histogram", "kahan_sum", "kurtosis", "kurtosis_pop", "last", "list", "listagg", "mad", "max", "max_by", "mean",
        "median", "min", "min_by", "mode", "percentile_cont", "percentile_disc", "product", "quantile", "quantile_cont", "quantile_disc", "regr_avgx", "regr_avgy", "regr_count",
        "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy", "reservoir_quantile", "sem", "skewness", "stddev", "stddev_pop", "stddev_samp", "string_agg",
        "sum", "sum_no_overflow", "sumkahan", "var_pop", "var_samp", "variance",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Keywords = new[]
    {
        "all", "and", "any", "array", "as", "asc", "at", "between", "both", "by", "case", "cast", "century", "collate", "cross", "current", "current_date", "current_time",
        "current_timestamp", "day", "days", "decade", "desc", "distinct", "dow", "doy", "else", "end", "epoch", "escape", "exists", "extract", "false", "filter", "first", "following", "for",
        "from", "full", "glob", "group", "having", "hour", "hours", "if", "ilike", "in", "inner", "interval", "intersect", "is", "isnull", "isodow", "isoyear", "join", "last", "lateral",
        "leading", "left", "like", "limit", "localtime", "localtimestamp", "microsecond", "microseconds", "millennium", "millisecond", "milliseconds", "minute", "minutes", "month",
        "months", "natural", "not", "notnull", "null", "nulls", "offset", "on", "or", "order", "outer", "over", "partition", "preceding", "quarter", "quarters", "range", "respect",
        "ignore", "right", "row", "rows", "second", "seconds", "select", "similar", "some", "symmetric", "then", "time", "timestamp", "timestamptz", "date", "to", "trailing", "true",
        "try_cast", "unbounded", "union", "unknown", "using", "values", "week", "weeks", "when", "where", "window", "with", "within", "without", "year", "years", "zone",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsAggregate(string word) => Aggregates.Contains(word);

    public static bool IsKeyword(string word) => Keywords.Contains(word);
}
