using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Projects.Connections;
using Vitrine.Warehouses;

namespace Vitrine.Unit.Projects;

public sealed class WarehouseConnectionTests
{
    private static readonly WarehouseConnection Server = new("postgres") { Host = "db.example", Database = "shop", User = "reader", Password = new Secret("hush-hush") };

    [Fact]
    public void A_password_shows_itself_nowhere()
    {
        Assert.DoesNotContain("hush", Server.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", JsonSerializer.Serialize(Server), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", ConnectionVault.Write(Server), StringComparison.Ordinal);
        Assert.Equal("hush-hush", JsonSerializer.Deserialize<Secret>("\"hush-hush\"")!.Reveal());
        Assert.Equal(Server, Server with { Password = new Secret("hush-hush") });
        Assert.NotEqual(Server, Server with { Password = new Secret("other") });
    }

    [Theory]
    [InlineData("""{ "kind": "oracle" }""", "duckdb, postgres, redshift, clickhouse")]
    [InlineData("""{ "kind": "duckdb" }""", "a file or a folder")]
    [InlineData("""{ "kind": "duckdb", "file": "a", "folder": "b" }""", "not both")]
    [InlineData("""{ "kind": "duckdb", "file": "a", "host": "b" }""", "no host")]
    [InlineData("""{ "kind": "duckdb", "file": "a", "schema": "b" }""", "belong to a folder")]
    [InlineData("""{ "kind": "duckdb", "folder": "a", "database": "../b" }""", "plain name")]
    [InlineData("""{ "kind": "postgres", "host": "a" }""", "needs database, user")]
    [InlineData("""{ "kind": "postgres", "host": "a", "database": "b", "user": "c", "file": "d" }""", "no file")]
    [InlineData("""{ "kind": "postgres", "host": "a,b", "database": "b", "user": "c" }""", "a name or an address")]
    [InlineData("""{ "kind": "postgres", "host": "/run/postgresql", "database": "b", "user": "c" }""", "a name or an address")]
    [InlineData("""{ "kind": "postgres", "host": "a;Passfile=x", "database": "b", "user": "c" }""", "a name or an address")]
    [InlineData("""{ "kind": "clickhouse", "host": "a", "database": "b", "user": "c", "schema": "d" }""", "no schema")]
    [InlineData("""{ "kind": "redshift", "host": "a", "database": "b", "user": "c", "port": 70000 }""", "1 to 65535")]
    [InlineData("""{ "kind": "redshift", "host": "a", "database": "b", "user": "c", "maximumConnections": 0 }""", "1 to 100")]
    public void What_a_connection_lacks_or_mixes_is_named(string json, string named)
    {
        var connection = JsonSerializer.Deserialize<WarehouseConnection>(json, JsonSerializerOptions.Web)!;
        Assert.Contains(named, Assert.Throws<RefusalException>(() => WarehouseKinds.Make(connection)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_password_goes_to_the_place_that_it_was_given_for_and_nowhere_else()
    {
        Assert.True((Server with { Password = null, Schema = "marts", MaximumConnections = 3 }).IsSamePlaceAs(Server));
        Assert.False((Server with { Host = "evil.example" }).IsSamePlaceAs(Server));
        Assert.False((Server with { Port = 5433 }).IsSamePlaceAs(Server));
        Assert.False((Server with { Database = "other" }).IsSamePlaceAs(Server));
        Assert.False((Server with { User = "other" }).IsSamePlaceAs(Server));
        // Nor over a way that is protected less.
        Assert.False((Server with { Tls = WarehouseTls.Off }).IsSamePlaceAs(Server));
        Assert.False((Server with { CertificateAuthority = "of another" }).IsSamePlaceAs(Server));
    }

    [Fact]
    public void Addresses_are_read()
    {
        Assert.Equal(new WarehouseConnection("duckdb", "/srv/shop.duckdb"), WarehouseAddress.Parse("duckdb:/srv/shop.duckdb", null));
        Assert.Equal(new WarehouseConnection("duckdb") { Folder = "/srv/shop/" }, WarehouseAddress.Parse("duckdb:/srv/shop/", null));
        Assert.Equal(
            new WarehouseConnection("postgres") { Host = "db.example", Port = 5433, Database = "my shop", User = "ada@b", Password = new Secret("x"), Schema = "marts", Tls = WarehouseTls.Unverified },
            WarehouseAddress.Parse("postgres://ada%40b@db.example:5433/my%20shop?schema=marts&tls=unverified", new Secret("x")));
    }

    [Theory]
    [InlineData("postgres://db.example/shop")]
    [InlineData("postgres://ada:hush@db.example/shop")]
    [InlineData("postgres://ada@db.example/shop?sslmode=disable")]
    [InlineData("postgres://ada@db.example/shop?tls=7")]
    [InlineData("shop.duckdb")]
    [InlineData("duckdb:")]
    public void What_is_no_address_is_refused(string address)
    {
        var refusal = Assert.Throws<RefusalException>(() => WarehouseAddress.Parse(address, null));
        Assert.Equal("projects.bad-connection", refusal.Code);
        Assert.DoesNotContain("hush", refusal.Message, StringComparison.Ordinal);
    }
}
