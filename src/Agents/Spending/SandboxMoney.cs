using Vitrine.Ledger.Prices;
using Vitrine.Sandboxes;

namespace Vitrine.Agents.Spending;

/// <summary>What the sandbox of a turn costs at the rate of its provider.</summary>
internal sealed class SandboxMoney(ISandboxProvider provider, SandboxPrices prices, TurnSettings settings)
{
    // Until turns like it have ended nobody knows; a model writes an app in a few minutes.
    private static readonly TimeSpan Guess = TimeSpan.FromMinutes(3);

    /// <summary>In a turn of which nothing is known.</summary>
    public decimal Usual => Of(Guess);

    /// <summary>In the longest turn that there may be.</summary>
    public decimal AtMost => Of(settings.WallClock);

    private decimal Of(TimeSpan time) => prices.Of(provider.Name, provider.Size.Cpus, provider.Size.MemoryBytes, time);
}
