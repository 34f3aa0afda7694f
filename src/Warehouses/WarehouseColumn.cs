namespace Vitrine.Warehouses;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as the warehouse calls it.</param>
public sealed record WarehouseColumn(string Name, string Type);
