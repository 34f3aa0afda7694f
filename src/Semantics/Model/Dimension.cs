using System.Collections.ObjectModel;
using Vitrine.Semantics.Compilation;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Model;

/// <summary>A field that rows are grouped and filtered by.</summary>
public sealed record Dimension : Field
{
    /// <summary>How the base is cut, for a dimension that was made of a time; null otherwise.</summary>
    public TimeInterval? Interval { get; init; }

    /// <summary>The name of the project's own granularity that cut it; null otherwise.</summary>
    public string? Granularity { get; init; }

    /// <summary>The dimension that was cut; null unless <see cref="Interval"/> or <see cref="Granularity"/> is set.</summary>
    public FieldReference? IntervalBase { get; init; }

    /// <summary>Whether other dimensions were made of it by cutting.</summary>
    public bool IsIntervalBase { get; init; }

    /// <summary>Whether text compares with regard to case; null leaves it to the explore.</summary>
    public bool? CaseSensitive { get; init; }

    /// <summary>Whether its times are shown in the query's zone. Dates never are.</summary>
    public bool ConvertTimeZone { get; init; } = true;

    /// <summary>Colours of its values in charts, by the value as text: <c>#rrggbb</c> or a name in CSS.</summary>
    public IReadOnlyDictionary<string, string> Colors { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Which values a filter on it offers; null for those that are there.</summary>
    public FilterValues? FilterValues { get; init; }

    /// <summary>The bins that a query puts its values into, or null.</summary>
    internal BinSql? Bin { get; init; }

    /// <summary>Whether its author wrote more of it than the column's name and description.</summary>
    internal bool IsConfigured { get; init; }

    /// <summary>How far its times are moved before they are cut and compared; null for not at all.</summary>
    internal TimeOffset? Offset { get; init; }

    /// <summary>Whether a query made it up: its column has its own name then, without a table.</summary>
    internal bool IsMadeUp { get; init; }

    internal SqlTemplate Sql { get; init; } = SqlTemplate.Empty;

    /// <summary>Whether the column knows its zone (<c>TIMESTAMP WITH TIME ZONE</c>).</summary>
    internal bool IsZoned { get; init; }

    /// <summary>The type that the warehouse reports of its column, where it is one.</summary>
    internal FieldType? ColumnType { get; init; }

    /// <summary>The type before it was cut.</summary>
    internal FieldType BaseType { get; init; }
}
