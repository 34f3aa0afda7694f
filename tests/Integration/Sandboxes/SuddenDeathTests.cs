using Vitrine.Outside.Processes;

namespace Vitrine.Integration.Sandboxes;

/// <summary>A server that is killed while its sandboxes start leaves nothing: no process at once, and nothing else after its next start.</summary>
public sealed class SuddenDeathTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(200, SlowTests.AreAskedFor ? 40 : 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Nothing_outlives_a_server_that_is_killed_at_any_moment(int seed)
    {
        var data = Directory.CreateTempSubdirectory("vitrine-sudden-").FullName;
        try
        {
            await SandboxServer.KillOneAsync(data, SandboxServer.Restless, Stop, TimeSpan.FromMilliseconds(new Random(seed).NextDouble() * 150));
            // Nobody starts another server: what was killed with the first has to go by itself.
            await NoneIsLeftAsync(Path.GetFileName(data));
            var sandboxes = Path.Combine(data, "sandboxes");
            var groups = Directory.GetFiles(sandboxes, "groups", SearchOption.AllDirectories).SelectMany(File.ReadAllLines).ToList();

            await using var next = SandboxServer.Provide(data);
            await next.BookLeftoversAsync();
            Assert.Empty(Directory.GetDirectories(sandboxes));
            Assert.All(groups, group => Assert.False(Directory.Exists(group), group));
            Assert.DoesNotContain(data, await File.ReadAllTextAsync("/proc/self/mountinfo", Stop), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task NoneIsLeftAsync(string mark)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        List<int> left;
        var looks = 0;
        do
        {
            await timer.WaitForNextTickAsync(Stop);
            left = [.. Directory.GetDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var process) ? process : 0).Where(process => process > 0 && IsMarked(process, mark))];
        }
        while (left.Count > 0 && looks++ < 500);
        foreach (var process in left) ProcessTree.KillOne(process);
        Assert.Empty(left);
    }

    // What starts is given folders of the server, and what runs has its name among its words.
    private static bool IsMarked(int process, string mark) => ProcessTree.CommandOf(process).Any(word => word.Contains(mark, StringComparison.Ordinal));
}
