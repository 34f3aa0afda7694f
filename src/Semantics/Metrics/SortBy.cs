using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>One step of a sort.</summary>
/// <param name="Field">A dimension or metric of the query.</param>
/// <param name="Descending">Largest first.</param>
/// <param name="NullsFirst">Where rows without a value stand; null puts them last.</param>
public sealed record SortBy(FieldReference Field, bool Descending, bool? NullsFirst = null);
