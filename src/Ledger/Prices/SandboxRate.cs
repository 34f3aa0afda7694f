namespace Vitrine.Ledger.Prices;

/// <summary>What a provider of sandboxes takes, in US dollars, for what a sandbox has, used or not.</summary>
public sealed record SandboxRate
{
    /// <summary>The provider, such as <c>local</c> or <c>e2b</c>.</summary>
    public string Provider { get; init; } = "";

    /// <summary>For a virtual processor and a second.</summary>
    public decimal CpuSecond { get; init; }

    /// <summary>For a GiB of memory and a second.</summary>
    public decimal GibSecond { get; init; }

    /// <summary>The day of these prices.</summary>
    public DateOnly AsOf { get; init; }
}
