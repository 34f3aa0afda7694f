using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Storage;
using Vitrine.Storage.Database;

namespace Vitrine.Integration.Storage;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_migrations_have_what_the_model_has(bool isSqlite)
    {
        await using var database = DesignTime.Create(isSqlite);
        Assert.False(database.Database.HasPendingModelChanges(), "Run eng/renew-migrations.sh.");
        Assert.Single(database.Database.GetMigrations());
    }

    [Fact]
    public async Task A_database_of_another_version_is_refused_and_left_alone()
    {
        await using var host = await StateHost.StartAsync(null);
        var upgrade = new DatabaseUpgrade(host.Get<IDbContextFactory<VitrineDatabase>>(), host.Folder);
        await upgrade.StartingAsync(TestContext.Current.CancellationToken);
        await using var database = await host.OpenAsync();
        await database.Database.ExecuteSqlRawAsync("UPDATE __EFMigrationsHistory SET MigrationId = '20250101000000_Initial_other'", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => upgrade.StartingAsync(TestContext.Current.CancellationToken));
        Assert.Equal("storage.foreign-database", refusal.Code);
        Assert.Contains(host.Folder.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_another_organization_are_not_seen()
    {
        await using var host = await StateHost.StartAsync(null);
        var stop = TestContext.Current.CancellationToken;
        var (mine, theirs) = (EntityId.New(host.Clock), EntityId.New(host.Clock));
        await using (var all = await host.OpenAsync())
        {
            foreach (var organization in new[] { mine, theirs })
                all.Add(new Vitrine.Access.Groups.GroupRow { Id = EntityId.New(host.Clock), OrganizationId = organization, Name = "Sales" });
            await all.SaveChangesAsync(stop);
        }

        await using var database = await host.Get<IDbContextFactory<VitrineDatabase>>().OpenAsync(mine, stop);
        Assert.Equal(mine, Assert.Single(await database.Set<Vitrine.Access.Groups.GroupRow>().ToListAsync(stop)).OrganizationId);
        database.OrganizationId = theirs;
        Assert.Equal(theirs, Assert.Single(await database.Set<Vitrine.Access.Groups.GroupRow>().AsNoTracking().ToListAsync(stop)).OrganizationId);
    }

    [Fact]
    public async Task A_context_that_is_used_again_is_as_a_new_one()
    {
        await using var host = await StateHost.StartAsync(null);
        var stop = TestContext.Current.CancellationToken;
        var databases = host.Get<IDbContextFactory<VitrineDatabase>>();
        var (mine, theirs) = (EntityId.New(host.Clock), EntityId.New(host.Clock));
        VitrineDatabase before;
        await using (before = await databases.OpenAsync(mine, stop))
        {
            await before.Database.BeginTransactionAsync(stop); // never committed
            foreach (var organization in new[] { mine, theirs })
                before.Add(new Vitrine.Access.Groups.GroupRow { Id = EntityId.New(host.Clock), OrganizationId = organization, Name = "Sales" });
            await before.SaveChangesAsync(stop);
        }

        await using var after = await databases.CreateDbContextAsync(stop);
        Assert.Same(before, after);
        Assert.Null(after.OrganizationId);
        Assert.Empty(after.ChangeTracker.Entries());
        Assert.Null(after.Database.CurrentTransaction);
        Assert.Empty(await after.Set<Vitrine.Access.Groups.GroupRow>().ToListAsync(stop));
    }

    [Theory]
    [InlineData("mysql://a/b")]
    [InlineData("postgres://host")]
    [InlineData("nonsense")]
    public void A_DATABASE_URL_that_is_none_is_refused_without_repeating_it(string address)
    {
        var refusal = Assert.Throws<RefusalException>(() => DatabaseTarget.Postgres(address));
        Assert.Equal("storage.database-url", refusal.Code);
        Assert.DoesNotContain(address, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_DATABASE_URL_is_read_whole()
    {
        var text = DatabaseTarget.Postgres("postgres://us%40er:p%3Aw@db.example:6000/vi?sslmode=require").ConnectionString;
        Assert.Contains("Host=db.example", text, StringComparison.Ordinal);
        Assert.Contains("Port=6000", text, StringComparison.Ordinal);
        Assert.Contains("Username=us@er", text, StringComparison.Ordinal);
        Assert.Contains("Password=p:w", text, StringComparison.Ordinal);
        Assert.Contains("SSL Mode=Require", text, StringComparison.Ordinal);
    }
}
