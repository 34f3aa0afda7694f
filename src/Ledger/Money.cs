namespace Vitrine.Ledger;

/// <summary>Money as the tables have it: whole millionths of a US dollar, so that sums are exact in every database and made there.</summary>
internal static class Money
{
    private const decimal Million = 1_000_000m;

    /// <summary>Rounded up: what is spent is never less than what is booked.</summary>
    public static long ToMicros(decimal dollars) => (long)Math.Ceiling(dollars * Million);

    public static decimal ToDollars(long micros) => micros / Million;
}
