using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes;

/// <summary>The specification, for sandboxes of this machine.</summary>
public sealed class LocalSandboxProviderTests(LocalSandboxFixture sandboxes) : SandboxProviderSpecification, IClassFixture<LocalSandboxFixture>
{
    protected override ISandboxProvider Provider => sandboxes.Provider;

    protected override IReadOnlyList<SandboxInterval> Booked => sandboxes.Booked;

    [Fact]
    public async Task One_that_is_ended_while_it_starts_does_not_run_on()
    {
        var sandbox = await Provider.CreateAsync(new(), Stop);
        var starting = Task.Run(() => sandbox.StartAsync(new("/usr/bin/node", ["-e", "setInterval(()=>{},1000)"]), Stop), Stop);
        var mark = Path.Combine(sandboxes.Folder, "one", sandbox.Id, "process");
        int first;
        while (!int.TryParse(System.IO.File.Exists(mark) ? (await System.IO.File.ReadAllTextAsync(mark, Stop)).Split(' ')[0] : "", out first)) await Task.Yield();
        await sandbox.KillAsync(Stop);
        Assert.Equal(137, await (await starting).Exit.WaitAsync(TimeSpan.FromSeconds(10), Stop));
        Assert.Null(ProcessTree.StartOf(first));
    }
}
