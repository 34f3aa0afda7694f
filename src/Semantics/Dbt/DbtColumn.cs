namespace Vitrine.Semantics.Dbt;

/// <summary>A documented column of a dbt model.</summary>
/// <param name="Name">As dbt writes it.</param>
/// <param name="Description">What it means, or null.</param>
/// <param name="Meta">Its meta.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="DataType">The type that the model's author states, or null.</param>
/// <param name="WarehouseName">The name as the warehouse writes it, where the catalog has it.</param>
/// <param name="WarehouseType">The type that the warehouse reports, where the catalog has it.</param>
internal sealed record DbtColumn(
    string Name, string? Description, Meta Meta, IReadOnlyList<string> Tags, string? DataType, string? WarehouseName, string? WarehouseType);
