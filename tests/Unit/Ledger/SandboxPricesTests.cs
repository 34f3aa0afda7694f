using Vitrine.Ledger.Prices;

namespace Vitrine.Unit.Ledger;

public sealed class SandboxPricesTests
{
    private const long TwoGib = 2L << 30;

    [Theory]
    [InlineData("local", 0)]
    [InlineData("nobody", 0)]
    // Two processors and two GiB for fifteen minutes, by E2B's own example.
    [InlineData("e2b", 0.0333)]
    public void A_sandbox_costs_what_its_provider_takes_for_what_it_has(string provider, decimal dollars)
        => Assert.Equal(dollars, new SandboxPrices().Of(provider, 2, TwoGib, TimeSpan.FromMinutes(15)));

    [Fact]
    public void A_rate_that_is_configured_goes_before_the_one_that_is_known_and_the_price_is_rounded_up()
    {
        var prices = new SandboxPrices { Rates = [new() { Provider = "e2b", CpuSecond = 0.0000011m }, new() { Provider = "local", GibSecond = 1m }] };
        Assert.Equal(0.000002m, prices.Of("e2b", 1, TwoGib, TimeSpan.FromSeconds(1)));
        Assert.Equal(4m, prices.Of("local", 1, TwoGib, TimeSpan.FromSeconds(2)));
    }
}
