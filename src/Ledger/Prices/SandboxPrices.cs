namespace Vitrine.Ledger.Prices;

/// <summary>Prices of sandboxes. From the configuration section <c>SandboxPrices</c>; what is absent there is as the list said on the day beside it.</summary>
public sealed record SandboxPrices
{
    // This machine is paid for already. E2B: its price list, per second of what was allocated.
    private static readonly IReadOnlyList<SandboxRate> Known =
    [
        new() { Provider = "local", AsOf = new DateOnly(2026, 11, 1) },
        new() { Provider = "e2b", CpuSecond = 0.000014m, GibSecond = 0.0000045m, AsOf = new DateOnly(2026, 11, 1) },
    ];

    /// <summary>Rates that are otherwise here.</summary>
    public IReadOnlyList<SandboxRate> Rates { get; init; } = [];

    /// <summary>The rate of a provider; one that nobody has a price for costs nothing.</summary>
    public SandboxRate Of(string provider)
        => Rates.LastOrDefault(rate => rate.Provider == provider) ?? Known.FirstOrDefault(rate => rate.Provider == provider) ?? new SandboxRate { Provider = provider };

    /// <summary>What a sandbox of this size costs over this time, rounded up to a millionth of a dollar.</summary>
    public decimal Of(string provider, decimal cpus, long memoryBytes, TimeSpan time)
    {
        var rate = Of(provider);
        var second = (cpus * rate.CpuSecond) + (memoryBytes / (decimal)(1L << 30) * rate.GibSecond);
        return Money.ToDollars(Money.ToMicros((decimal)time.TotalSeconds * second));
    }
}
