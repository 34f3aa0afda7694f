using Microsoft.Extensions.Time.Testing;
using Vitrine.Primitives;
using Vitrine.Projects.Connections;
using Vitrine.Warehouses;

namespace Vitrine.Unit.Projects;

public sealed class WarehousePoolTests
{
    private static readonly (Guid One, Guid Other) Projects = (new("00000000-0000-0000-0000-000000000001"), new("00000000-0000-0000-0000-000000000002"));
    private static readonly WarehouseConnection Old = new("duckdb", "/nowhere/old.duckdb");
    private static readonly WarehouseConnection New = new("duckdb", "/nowhere/new.duckdb");

    [Fact]
    public async Task A_warehouse_that_no_project_is_connected_with_is_closed_when_its_questions_are_over()
    {
        var clock = new FakeTimeProvider();
        await using var pool = new WarehousePool(clock);
        var old = pool.Get(Projects.One, Old);
        Assert.Same(old, pool.Get(Projects.Other, Old));

        Assert.NotSame(old, pool.Get(Projects.One, New));
        clock.Advance(2 * WarehousePool.Grace);
        Assert.True(await IsOpen(old));

        pool.Get(Projects.Other, New);
        clock.Advance(WarehousePool.Grace / 2);
        Assert.True(await IsOpen(old));
        clock.Advance(WarehousePool.Grace);
        Assert.False(await IsOpen(old));
        Assert.NotSame(old, pool.Get(Projects.One, Old));
    }

    [Fact]
    public async Task What_is_about_to_be_closed_is_closed_with_the_pool()
    {
        var pool = new WarehousePool(new FakeTimeProvider());
        var old = pool.Get(Projects.One, Old);
        var now = pool.Get(Projects.One, New);
        await pool.DisposeAsync();
        Assert.Equal((false, false), (await IsOpen(old), await IsOpen(now)));
    }

    /// <summary>An open one looks for its file, which is not there.</summary>
    private static async Task<bool> IsOpen(IWarehouse warehouse)
    {
        var failure = await Record.ExceptionAsync(() => warehouse.OpenAsync(TestContext.Current.CancellationToken));
        return failure is RefusalException || (failure is ObjectDisposedException ? false : throw new InvalidOperationException("Neither open nor closed.", failure));
    }
}
