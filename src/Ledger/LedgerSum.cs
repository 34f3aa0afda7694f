namespace Vitrine.Ledger;

/// <summary>What was spent.</summary>
/// <param name="Price">All of it, in US dollars.</param>
/// <param name="RepairPrice">The part that mended mistakes of the tool.</param>
/// <param name="Entries">How many entries.</param>
public sealed record LedgerSum(decimal Price, decimal RepairPrice, int Entries)
{
    /// <summary>Nothing.</summary>
    public static LedgerSum Nothing { get; } = new(0, 0, 0);
}
