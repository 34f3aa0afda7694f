using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Generation;

/// <summary>A column of a contract's rows, with the fields that may stand in it.</summary>
/// <param name="Key">The key in rows.</param>
/// <param name="Fields">One field, or those of a slot.</param>
/// <param name="IsOptional">Whether rows may lack it: the app chooses among the fields of a slot for several.</param>
/// <param name="IsMetric">Whether it is a metric or a calculation.</param>
internal sealed record TypedColumn(string Key, IReadOnlyList<Field> Fields, bool IsOptional, bool IsMetric)
{
    /// <summary>For a bin or a calculation, which the contract makes up: what people read, and its type. No fields stand in it then.</summary>
    public (string Label, FieldType Type)? Made { get; init; }

    /// <summary>What people read.</summary>
    public string Label => Made?.Label ?? (Fields.Count > 0 ? Fields[0].Label : Key);

    /// <summary>The types that its cells may have; empty where the layer does not know.</summary>
    public IEnumerable<FieldType> Types => Made is { } made ? [made.Type] : Fields.Select(one => one.Type);
}
