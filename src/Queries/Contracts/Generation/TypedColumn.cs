using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Generation;

/// <summary>A column of a contract's rows, with the fields that may stand in it.</summary>
/// <param name="Key">The key in rows.</param>
/// <param name="Fields">One field, or those of a slot.</param>
/// <param name="IsOptional">Whether rows may lack it: the app chooses among the fields of a slot for several.</param>
/// <param name="IsMetric">Whether it is a metric.</param>
internal sealed record TypedColumn(string Key, IReadOnlyList<Field> Fields, bool IsOptional, bool IsMetric);
