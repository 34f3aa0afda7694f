using Vitrine.Outside.Processes;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>A server that is not root has the same fence: the attacks and the limits once more, by a runner that is an ordinary user.</summary>
public sealed class OrdinaryUserTests
{
    private const string User = "650099999";

    // The checkout may lie where only root can go.
    private const string Launcher = """mount --bind "$1" /mnt && shift && exec setpriv --reuid="$1" --regid="$1" --clear-groups --inh-caps=-all --bounding-set=-all -- /bin/sh -c 'cd /mnt && exec "$@"' "$@" """;

    [Fact]
    public async Task The_attacks_are_stopped_and_the_limits_hold()
    {
        Assert.SkipUnless(SystemCalls.IsRoot, "These tests are run by an ordinary user already.");
        var cancellationToken = TestContext.Current.CancellationToken;
        var mounts = await LocalProcess.RunAsync(new ProcessRequest("unshare", ["--mount", "mount", "--bind", "/usr", "/mnt"]) { Environment = Paths }, cancellationToken);
        Assert.SkipUnless(mounts.Succeeded, "This root may not mount anything, and so cannot show the checkout to another user.");
        var folder = Directory.CreateTempSubdirectory("vitrine-ordinary-");
        try
        {
            if (!OperatingSystem.IsWindows()) folder.UnixFileMode = (UnixFileMode)0b111_111_111;
            var environment = new Dictionary<string, string>(Paths) { ["HOME"] = folder.FullName, ["TMPDIR"] = folder.FullName };
            if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } runtime) environment["DOTNET_ROOT"] = runtime;
            var program = Path.Combine("/mnt", Path.GetRelativePath(TestData.Root, Environment.ProcessPath!));
            var run = await LocalProcess.RunAsync(
                new ProcessRequest("unshare", ["--mount", "/bin/sh", "-c", Launcher, "sh", TestData.Root, User, program, "-noColor", "-class", typeof(LocalSandboxAttackTests).FullName!, "-class", typeof(LocalSandboxLimitTests).FullName!]) { Environment = environment, Timeout = TimeSpan.FromMinutes(3) },
                cancellationToken);
            Assert.True(run.Succeeded, run.Output + run.Errors);
            Assert.Matches(@"Total: [4-9]\d, Errors: 0, Failed: 0,", run.Output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string> Paths => new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin" };
}
