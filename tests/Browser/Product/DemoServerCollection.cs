using Vitrine.Browser.Hostile;

namespace Vitrine.Browser.Product;

/// <summary>Tests of the whole product take turns at one server.</summary>
[CollectionDefinition(Name)]
public sealed class DemoServerCollection : ICollectionFixture<DemoServer>, ICollectionFixture<ChromiumFixture>
{
    public const string Name = "Demo server";
}
