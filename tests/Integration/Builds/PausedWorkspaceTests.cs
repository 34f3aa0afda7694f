using Vitrine.Sandboxes;

namespace Vitrine.Integration.Builds;

/// <summary>Real sandboxes that are paused between two turns: nothing runs meanwhile, and what was known of the files is known again.</summary>
public sealed class PausedWorkspaceTests(BuildFixture builds)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_sandbox_runs_nothing_and_is_gone_on_with()
    {
        var (pool, sandboxes) = builds.NewPool();
        await using var closing = pool;
        var owner = new SandboxOwner(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), null, null);
        string script;
        await using (var workspace = await pool.OpenAsync(owner, BuildFixture.SmallApp, Stop))
        {
            Assert.Empty(await workspace.CheckTypesAsync(BuildFixture.SmallApp, BuildFixture.Generated, Stop));
            script = (await workspace.BuildAsync(BuildFixture.SmallApp, BuildFixture.Generated, Stop)).Script!;
        }

        Assert.Single(sandboxes.Running, process => process.Exit.IsCompleted);
        await pool.WarmAsync(Stop);
        var started = sandboxes.Running.Count;
        await ResumeAsync();
        Assert.Equal((1, started), (sandboxes.Resumed.Count, sandboxes.Running.Count));

        // The one that is ready has been taken: the next is resumed in a sandbox of its own.
        await using var busy = await pool.OpenAsync(owner with { AppId = Guid.CreateVersion7() }, BuildFixture.SmallApp, Stop);
        await ResumeAsync();
        Assert.Equal(2, sandboxes.Resumed.Count);

        async Task ResumeAsync()
        {
            await using var again = await pool.OpenAsync(owner, BuildFixture.SmallApp, Stop);
            Assert.Equal(script, (await again.BuildAsync(BuildFixture.SmallApp, BuildFixture.Generated, Stop)).Script);
            Assert.Empty(await again.CheckTypesAsync(BuildFixture.SmallApp, BuildFixture.Generated, Stop));
            var finding = Assert.Single(await again.CheckTypesAsync(BuildFixture.SmallApp.With("src/Wrong.ts", "export const one: string = 1;\n"), BuildFixture.Generated, Stop));
            Assert.Equal("src/Wrong.ts", finding.File);
            Assert.Empty(await again.CheckTypesAsync(BuildFixture.SmallApp, BuildFixture.Generated, Stop));
        }
    }
}
