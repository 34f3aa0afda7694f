using System.Collections.ObjectModel;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>A column of an answer.</summary>
public sealed record ResultColumn
{
    /// <summary>The field, or the calculation.</summary>
    public required FieldReference Field { get; init; }

    /// <summary>Its name in Lightdash's files; a bin's and a calculation's is its own.</summary>
    public string Id { get => field ?? Field.Id; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>The type of its values.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Whether it is a metric or a calculation.</summary>
    public bool IsMetric { get; init; }

    /// <summary>How a time was cut, or null.</summary>
    public TimeInterval? Interval { get; init; }

    /// <summary>What a number counts, such as <c>USD</c> or <c>%</c>, or null.</summary>
    public string? Unit => Type == FieldType.Number ? Format?.Unit : null;

    /// <summary>How values are shown, or null for the plain way.</summary>
    public FieldFormat? Format { get; init; }

    /// <summary>Addresses that its values lead to.</summary>
    public IReadOnlyList<FieldLink> Links { get; init; } = [];

    /// <summary>Colours of its values, by the value as text.</summary>
    public IReadOnlyDictionary<string, string> Colors { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>IANA name of the zone that times of this column are to be read in, for times that were moved into one; null otherwise.</summary>
    public string? TimeZone { get; init; }
}
