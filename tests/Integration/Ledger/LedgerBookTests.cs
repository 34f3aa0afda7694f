using Vitrine.Ledger;

namespace Vitrine.Integration.Ledger;

public sealed class LedgerBookTests(PostgresServer server)
{
    private static readonly Guid Organization = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid App = new("00000000-0000-0000-0000-000000000002");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sums_are_exact_and_tell_repairs_apart(bool onPostgres)
    {
        await using var host = await StateHost.StartAsync(onPostgres ? await server.NewDatabaseAsync(Stop) : null);
        var book = host.Get<LedgerBook>();
        for (var i = 0; i < 10; i++) await book.RecordAsync(Entry(host) with { AppId = App, Price = 0.1m }, Stop);
        await book.RecordAsync(Entry(host) with { AppId = App, Price = 0.000001m, Cause = LedgerCause.Repair }, Stop);
        await book.RecordAsync(Entry(host) with { Price = 5m }, Stop);
        await book.RecordAsync(Entry(host) with { OrganizationId = Guid.AllBitsSet, AppId = App, Price = 7m }, Stop);

        Assert.Equal(new LedgerSum(1.000001m, 0.000001m, 11), await book.SumAsync(new LedgerScope(Organization) { AppId = App }, Stop));
        Assert.Equal(6.000001m, (await book.SumAsync(new LedgerScope(Organization), Stop)).Price);
        Assert.Equal(0, (await book.SumAsync(new LedgerScope(Organization) { Until = host.Clock.GetUtcNow() }, Stop)).Entries);
        Assert.Equal(12, (await book.SumAsync(new LedgerScope(Organization) { From = host.Clock.GetUtcNow() }, Stop)).Entries);
    }

    [Fact]
    public async Task What_cannot_be_is_not_recorded()
    {
        await using var host = await StateHost.StartAsync(null);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Get<LedgerBook>().RecordAsync(Entry(host) with { Price = -1 }, Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Get<LedgerBook>().RecordAsync(Entry(host) with { Ended = DateTimeOffset.UnixEpoch }, Stop));
    }

    private static LedgerEntry Entry(StateHost host) => new()
    {
        Kind = LedgerKind.SandboxInterval,
        Cause = LedgerCause.User,
        OrganizationId = Organization,
        Started = host.Clock.GetUtcNow(),
        Ended = host.Clock.GetUtcNow(),
        Price = 0,
    };
}
