namespace Vitrine.Agents.LanguageModels;

/// <summary>Prices in US dollars for a million tokens, as the provider's list said on a day.</summary>
/// <param name="Input">Read, neither from the cache nor into it.</param>
/// <param name="Output">Written, thinking included.</param>
/// <param name="CacheWrite">Read and kept for five minutes.</param>
/// <param name="CacheRead">Read from what was kept.</param>
/// <param name="AsOf">The day of the list.</param>
public sealed record ModelPrices(decimal Input, decimal Output, decimal CacheWrite, decimal CacheRead, DateOnly AsOf)
{
    private const decimal Million = 1_000_000m;

    /// <summary>What these tokens cost, rounded up to a millionth of a dollar: the ledger's unit.</summary>
    public decimal Of(ModelUsage usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        var price = ((usage.Input * Input) + (usage.Output * Output) + (usage.CacheWrite * CacheWrite) + (usage.CacheRead * CacheRead)) / Million;
        return Math.Ceiling(price * Million) / Million;
    }

    /// <summary>The most that a call can cost: everything that is sent goes into the cache, and the answer is as long as it may be.</summary>
    /// <param name="input">Tokens that are sent, at most.</param>
    /// <param name="output">Tokens that the answer may have.</param>
    public decimal AtMost(long input, long output) => Of(CacheWrite > Input ? new ModelUsage(0, output, 0, input) : new ModelUsage(input, output, 0, 0));
}
