using Vitrine.Primitives;

namespace Vitrine.Unit.Primitives;

public sealed class NearestNameTests
{
    private static readonly string[] Fields = ["orders.revenue", "orders.order_count", "customers.region"];

    [Theory]
    [InlineData("orders.revenu", "orders.revenue")]
    [InlineData("orders.reveneu", "orders.revenue")]
    [InlineData("ORDERS.REVENUE", "orders.revenue")]
    [InlineData("custmers.region", "customers.region")]
    public void A_misspelt_name_finds_the_one_that_was_meant(string written, string meant)
        => Assert.Equal(meant, NearestName.Find(written, Fields)[0]);

    [Fact]
    public void Nothing_near_gives_no_hint() => Assert.Null(NearestName.Hint("weather.temperature", Fields));

    [Fact]
    public void Swapped_neighbours_are_one_mistake() => Assert.Equal(1, EditDistance.Between("reveneu", "revenue"));
}
