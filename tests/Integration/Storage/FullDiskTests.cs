using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Vitrine.Access.Groups;
using Vitrine.Primitives;
using Vitrine.Storage;
using Vitrine.Storage.Database;

namespace Vitrine.Integration.Storage;

public sealed class FullDiskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_database_is_refused_clearly_and_stays_whole()
    {
        await using var host = await StateHost.StartAsync(null);
        await using var database = await host.OpenAsync();
        await LeaveNoRoomAsync(database);

        RefusalException? refusal = null;
        for (var i = 0; i < 500 && refusal is null; i++)
        {
            database.Add(new GroupRow { Id = EntityId.New(TimeProvider.System), OrganizationId = Guid.Empty, Name = $"{i} {new string('x', 190)}" });
            refusal = await Record.ExceptionAsync(() => database.SaveChangesAsync(Stop)) as RefusalException;
        }

        Assert.Equal(("storage.disk-full", RefusalKind.Unavailable), (refusal?.Code, refusal?.Kind));
        await using var after = await host.OpenAsync();
        Assert.Equal("ok", await after.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").SingleAsync(Stop));
        after.Add(new GroupRow { Id = EntityId.New(TimeProvider.System), OrganizationId = Guid.Empty, Name = "with room again" });
        Assert.Equal(1, await after.SaveChangesAsync(Stop));
    }

    [Fact]
    public async Task A_commit_that_finds_the_disk_full_is_refused_as_clearly()
    {
        await using var host = await StateHost.StartAsync(null);
        var options = new DbContextOptionsBuilder<VitrineDatabase>();
        DatabaseTarget.Sqlite(host.Folder.Combine("vitrine.db")).Apply(options);
        options.UseApplicationServiceProvider(host.Services).AddInterceptors(new FullAtCommit());
        await using var database = new VitrineDatabase(options.Options);
        await using var transaction = await database.Database.BeginTransactionAsync(Stop);
        database.Add(new GroupRow { Id = EntityId.New(TimeProvider.System), OrganizationId = Guid.Empty, Name = "no room" });
        await database.SaveChangesAsync(Stop);

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => transaction.CommitAsync(Stop));

        Assert.Equal(("storage.disk-full", RefusalKind.Unavailable), (refusal.Code, refusal.Kind));
    }

    [Fact]
    public async Task A_statement_of_its_own_that_finds_the_disk_full_is_refused_as_clearly()
    {
        await using var host = await StateHost.StartAsync(null);
        await using var database = await host.OpenAsync();
        await LeaveNoRoomAsync(database);

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => database.Database.ExecuteSqlRawAsync("CREATE TABLE more AS SELECT randomblob(1000000) AS room", Stop));

        Assert.Equal("storage.disk-full", refusal.Code);
    }

    [Fact]
    public async Task A_full_device_is_told_from_a_bug()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        var full = await Record.ExceptionAsync(async () =>
        {
            await using var stream = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await stream.WriteAsync(new byte[10], Stop);
        });
        Assert.True(DiskRefusal.TryRead(full!, out var refusal), full?.ToString());
        Assert.Equal("storage.disk-full", refusal.Code);
        Assert.False(DiskRefusal.TryRead(new InvalidOperationException("A bug."), out _));
    }

    // SQLite answers at this limit as it does on a full disk.
    private static async Task LeaveNoRoomAsync(VitrineDatabase database)
    {
        await database.Database.OpenConnectionAsync(Stop);
        var pages = await database.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").SingleAsync(Stop);
#pragma warning disable EF1002 // A pragma takes no parameter; this is a number.
        await database.Database.ExecuteSqlRawAsync($"PRAGMA max_page_count={pages}", Stop);
#pragma warning restore EF1002
    }

    // What SQLite answers when the log of a transaction does not find room any more.
    private sealed class FullAtCommit : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            => throw new SqliteException("database or disk is full", 13);
    }
}
