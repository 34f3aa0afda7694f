using System.Globalization;
using System.Text;
using System.Text.Json;
using Vitrine.Outside.Processes;

namespace Vitrine.Integration.Web;

/// <summary>The executable <c>vitrine</c> as an operator starts it: a process of its own, with the environment that is named and no other settings.</summary>
internal static class VitrineProcess
{
    private static readonly string[] Passed = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR", "LANG"];

    // Where its own build put it: beside the tests lie assemblies that are not its.
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Web", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "vitrine");

    // A guard against a verb that hangs, no measure of one that works: on a busy machine a first prompt with its demo took more than two minutes.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(8);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What a verb did.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Output">What it wrote for whoever reads its output.</param>
    /// <param name="Errors">What it said besides.</param>
    public sealed record Result(int ExitCode, string Output, string Errors)
    {
        /// <summary>The last line as JSON.</summary>
        public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output.TrimEnd().Split('\n')[^1]);
    }

    /// <summary>Runs a verb to its end over a data folder.</summary>
    public static Task<Result> RunAsync(string dataFolder, params string[] words) => RunAsync(dataFolder, [], words);

    /// <summary>The same with more settings.</summary>
    public static async Task<Result> RunAsync(string dataFolder, (string Name, string Value)[] settings, params string[] words)
    {
        var result = await LocalProcess.RunAsync(Request(dataFolder, settings, words), Stop);
        Assert.Equal(ProcessEnding.Exited, result.Ending);
        return new Result(result.ExitCode, result.Output, result.Errors);
    }

    /// <summary>
    /// The same in a mount namespace of its own, with these mounts, such as <c>--ro-bind FOLDER FOLDER</c>: for root modes mean nothing, mounts do. Skips the test where the kernel does not allow one.
    /// </summary>
    public static Task<Result> RunMountedAsync(string dataFolder, (string Name, string Value)[] settings, string[] mounts, params string[] words)
    {
        var plain = Request(dataFolder, settings, words);
        return RunMountedAsync(plain, mounts, [plain.Program, .. plain.Arguments]);
    }

    /// <summary>The same for a script of <c>sh</c>, which finds the program as <c>$0</c>.</summary>
    public static Task<Result> RunMountedAsync(string dataFolder, (string Name, string Value)[] settings, string[] mounts, string script)
    {
        var plain = Request(dataFolder, settings, []);
        return RunMountedAsync(plain, mounts, ["sh", "-c", script, plain.Program]);
    }

    private static async Task<Result> RunMountedAsync(ProcessRequest plain, string[] mounts, string[] command)
    {
        string[] fence = ["--dev-bind", "/", "/", .. mounts, "--cap-add", "ALL", "--die-with-parent"];
        var probe = await LocalProcess.RunAsync(plain with { Program = "bwrap", Arguments = [.. fence, "true"] }, Stop);
        Assert.SkipUnless(probe.Succeeded, $"No mounts can be made here: {probe.Errors}");
        var result = await LocalProcess.RunAsync(plain with { Program = "bwrap", Arguments = [.. fence, .. command] }, Stop);
        Assert.Equal(ProcessEnding.Exited, result.Ending);
        return new Result(result.ExitCode, result.Output, result.Errors);
    }

    /// <summary>Runs a verb that needs no data folder with this text on its input, however long it and the answers are.</summary>
    public static Task<Result> RunWithInputAsync(string input, params string[] words) => RunWithInputAsync(input, [], words);

    /// <summary>The same with more settings.</summary>
    public static async Task<Result> RunWithInputAsync(string input, (string Name, string Value)[] settings, params string[] words)
    {
        await using var process = await LocalProcess.StartAsync(Request(Path.GetTempPath(), settings, words));
        using StreamReader output = new(process.Output), errors = new(process.Errors);
        var (said, told) = (output.ReadToEndAsync(Stop), errors.ReadToEndAsync(Stop));
        try
        {
            await process.Input.WriteAsync(Encoding.UTF8.GetBytes(input), Stop);
            process.Input.Close();
        }
        catch (IOException)
        {
            // It ended without reading, which its exit code explains.
        }

        return new Result(await process.Exit, await said, await told);
    }

    /// <summary>Starts a verb that is stopped by <see cref="InterruptAsync"/>.</summary>
    public static Task<LocalProcess> StartAsync(string dataFolder, (string Name, string Value)[] settings, params string[] words)
    {
        var plain = Request(dataFolder, settings, words);
        // A shell that starts the tests in its background has them ignore Ctrl+C, which their processes would inherit.
        return LocalProcess.StartAsync(plain with { Program = "env", Arguments = ["--default-signal=INT", plain.Program, .. plain.Arguments] });
    }

    /// <summary>What Ctrl+C does. A process that takes no notice of it is killed after some minutes, so that a run never hangs on it.</summary>
    public static async Task InterruptAsync(LocalProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        _ = Task.WhenAny(process.Exit, Task.Delay(TimeSpan.FromMinutes(6))).ContinueWith(_ => process.Kill(), Stop, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.True((await LocalProcess.RunAsync(new ProcessRequest("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]), Stop)).Succeeded);
    }

    private static ProcessRequest Request(string dataFolder, (string Name, string Value)[] settings, string[] words)
    {
        var environment = Passed.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => pair.Value!);
        (environment["VITRINE_DATA"], environment["APPS_RUNTIME_ENABLED"]) = (dataFolder, "true");
        foreach (var (name, value) in settings) environment[name] = value;
        return new ProcessRequest(Program, words) { Environment = environment, WorkingDirectory = Path.GetTempPath(), Timeout = Hang };
    }
}
