namespace Vitrine.Semantics.Model;

/// <summary>A table that an explore adds to its base.</summary>
/// <param name="Table">Its name in the explore: the alias, else the dbt model.</param>
/// <param name="Model">The dbt model.</param>
/// <param name="Kind">Which rows are kept.</param>
/// <param name="Relationship">What its author says of it; null when nothing.</param>
/// <param name="IsAlways">Whether it is there even if no field asks for it.</param>
/// <param name="IsHidden">Whether its fields are not offered.</param>
/// <param name="Description">What the author says of it, or null.</param>
public sealed record ExploreJoin(
    string Table, string Model, JoinKind Kind, JoinRelationship? Relationship, bool IsAlways, bool IsHidden, string? Description);
