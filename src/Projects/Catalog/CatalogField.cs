namespace Vitrine.Projects.Catalog;

/// <summary>A field.</summary>
/// <param name="Field">Its name in contracts, <c>model.field</c>.</param>
/// <param name="Label">What people read.</param>
/// <param name="TableLabel">The label of its table.</param>
/// <param name="Description">What it means.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>date</c>, <c>timestamp</c> or <c>boolean</c>.</param>
/// <param name="Interval">For a time bucket its size.</param>
/// <param name="IntervalBase">For a time bucket the field it cuts.</param>
public sealed record CatalogField(string Field, string Label, string TableLabel, string? Description, string Type, string? Interval, string? IntervalBase);
