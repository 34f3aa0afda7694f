namespace Vitrine.Warehouses;

/// <summary>The rows of a statement.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">
/// Values in the order of the columns: null, <see cref="string"/>, <see cref="bool"/>, a number (<see cref="decimal"/> and
/// <see cref="System.Numerics.BigInteger"/> among them), <see cref="DateOnly"/>, <see cref="DateTime"/>, <see cref="DateTimeOffset"/>,
/// <see cref="TimeOnly"/>, <see cref="TimeSpan"/>, <see cref="Guid"/>, or a list or dictionary of such. A number or time that .NET cannot hold is text.
/// </param>
/// <param name="Truncated">Whether there were more rows than are here.</param>
/// <param name="Elapsed">How long the warehouse took.</param>
public sealed record WarehouseResult(IReadOnlyList<WarehouseColumn> Columns, IReadOnlyList<object?[]> Rows, bool Truncated, TimeSpan Elapsed);
