using System.Collections.ObjectModel;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>One column of an answer.</summary>
/// <param name="Key">What rows call it: a slot's name, else the field.</param>
/// <param name="Field">The field, as <c>model.field</c>.</param>
/// <param name="Kind"><c>dimension</c> or <c>metric</c>.</param>
/// <param name="Label">What people read.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>date</c>, <c>timestamp</c> or <c>boolean</c>.</param>
/// <param name="Interval">For a time bucket its size, such as <c>month</c>.</param>
/// <param name="Unit">What a number counts, such as a currency, where the format says so.</param>
/// <param name="Format">The format as the semantic layer states it, for information: cells are formatted already.</param>
/// <param name="TimeZone">The zone that dates and times are in.</param>
/// <param name="Additive">For a metric, whether the figures of groups add up to the figure of all; null for a dimension.</param>
public sealed record ContractColumn(
    string Key,
    string Field,
    string Kind,
    string Label,
    string Type,
    string? Interval,
    string? Unit,
    string? Format,
    string? TimeZone,
    bool? Additive = null)
{
    /// <summary>Addresses that its values lead to. A part is text, or the value of a field of the same row: of this one where it names none.</summary>
    public IReadOnlyList<FieldLink> Links { get; init; } = [];

    /// <summary>Colours of its values in charts, by the value as text, where the semantic layer states them.</summary>
    public IReadOnlyDictionary<string, string> Colors { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
