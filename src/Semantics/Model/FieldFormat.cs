using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Model;

/// <summary>
/// How values of a field are shown, as its author wrote it. Whatever is not understood is shown plainly: a format never fails a query.
/// </summary>
public sealed record FieldFormat
{
    /// <summary>
    /// The key <c>format</c>: one of the names km, mi, si, usd, gbp, eur, jpy, dkk, id, percent, or an expression as spreadsheets
    /// have it (ECMA-376), such as <c>#,##0.00</c>. An expression wins over everything else here.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>Digits after the point; below zero, significant digits are dropped before it.</summary>
    public int? Round { get; init; }

    /// <summary>The unit that large numbers are shortened to, such as <c>thousands</c>, <c>K</c>, <c>MiB</c> or <c>auto</c>.</summary>
    public string? Compact { get; init; }

    /// <summary>How digits are grouped and the point is written: <c>default</c>, <c>commaPeriod</c>, <c>spacePeriod</c>, <c>periodComma</c>, <c>noSeparatorPeriod</c> or <c>apostrophePeriod</c>.</summary>
    public string? Separator { get; init; }

    /// <summary>The kind of a format that a metric query gives itself (<c>formatOptions.type</c>): default, percent, currency, number, id, date, timestamp, bytes_si, bytes_iec or custom.</summary>
    public string? Kind { get; init; }

    /// <summary>With the kind <c>custom</c>, its expression.</summary>
    public string? Custom { get; init; }

    /// <summary>With the kind <c>currency</c>, its code (ISO 4217).</summary>
    public string? Currency { get; init; }

    /// <summary>Text before a number of the kinds number and currency.</summary>
    public string? Prefix { get; init; }

    /// <summary>Text after it.</summary>
    public string? Suffix { get; init; }

    /// <summary>With the kinds <c>date</c> and <c>timestamp</c>, the interval that times are shown by; null for the column's own.</summary>
    public TimeInterval? Interval { get; init; }

    /// <summary>What a number counts, where the format says so: a currency's code, <c>%</c>, <c>km</c>, <c>mi</c>. Null otherwise.</summary>
    public string? Unit => (Kind ?? Format?.ToLowerInvariant()) switch
    {
        "usd" or "gbp" or "eur" or "jpy" or "dkk" => Format!.ToUpperInvariant(),
        "currency" => Currency?.ToUpperInvariant(),
        "percent" => "%",
        "km" or "mi" => Format!.ToLowerInvariant(),
        _ => Format is { } expression && !FormatTemplate.IsOne(expression) && expression.Contains('%', StringComparison.Ordinal) ? "%" : UnitOf(Format),
    };

    /// <summary>A format from its keys in dbt meta, or null when none is given.</summary>
    public static FieldFormat? From(string? format, int? round, string? compact, string? separator)
        => string.IsNullOrEmpty(format) && round is null && string.IsNullOrEmpty(compact) && string.IsNullOrEmpty(separator)
            ? null
            : new FieldFormat { Format = format, Round = round, Compact = compact, Separator = separator };

    private static string? UnitOf(string? expression) => expression switch
    {
        null => null,
        // What the template's choice comes to is known when a query is compiled.
        _ when FormatTemplate.IsOne(expression) => null,
        _ when expression.Contains('$', StringComparison.Ordinal) && !expression.Contains("[$", StringComparison.Ordinal) => "USD",
        _ when expression.Contains('€', StringComparison.Ordinal) => "EUR",
        _ when expression.Contains('£', StringComparison.Ordinal) => "GBP",
        _ when expression.Contains('¥', StringComparison.Ordinal) => "JPY",
        _ => null,
    };
}
