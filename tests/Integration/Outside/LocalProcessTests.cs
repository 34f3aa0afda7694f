using System.Globalization;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Integration.Outside;

public sealed class LocalProcessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arguments_arrive_as_they_are_and_the_environment_is_empty()
    {
        var result = await LocalProcess.RunAsync(new("sh", ["-c", "printf '%s|' \"$@\"; env", "sh", "a b", "$(id)", "*"]) { Environment = new Dictionary<string, string> { ["ONLY"] = "this" } }, Stop);
        Assert.True(result.Succeeded, result.Errors);
        Assert.StartsWith("a b|$(id)|*|", result.Output, StringComparison.Ordinal);
        Assert.Contains("ONLY=this", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_open_here_is_not_open_there()
    {
        // As a program that starts the server, or a library, may leave it.
        using var open = new Microsoft.Win32.SafeHandles.SafeFileHandle(Vitrine.Sandboxes.Local.SystemCalls.Open("/usr", 0), ownsHandle: true);
        var result = await LocalProcess.RunAsync(new("sh", ["-c", "ls -l /proc/$$/fd"]), Stop);
        Assert.True(result.Succeeded, result.Errors);
        Assert.DoesNotContain("/usr", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"2 -> pipe:\[\d+\]\s*$", result.Output.TrimEnd());
    }

    [Fact]
    public async Task A_process_that_takes_too_long_is_killed_with_what_it_started()
    {
        var result = await LocalProcess.RunAsync(new("sh", ["-c", "sleep 1000 & echo $!; wait"]) { Timeout = TimeSpan.FromMilliseconds(300) }, Stop);
        Assert.Equal(ProcessEnding.TimedOut, result.Ending);
        Assert.Equal(137, result.ExitCode);
        Assert.True(IsGone(int.Parse(result.Output.Trim(), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Output_is_capped()
    {
        var result = await LocalProcess.RunAsync(new("sh", ["-c", "exec yes"]) { MaximumOutputBytes = 1000 }, Stop);
        Assert.Equal(ProcessEnding.TooMuchOutput, result.Ending);
        Assert.Equal(1000, result.Output.Length);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => LocalProcess.RunAsync(new("no-such-program-here", []), Stop));
        Assert.Equal("process.not-started", refusal.Code);
    }

    [Fact]
    public async Task Cancelling_kills()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await using var process = await LocalProcess.StartAsync(new("sleep", ["1000"]));
        process.Kill();
        Assert.Equal(137, await process.Exit);
        var running = LocalProcess.RunAsync(new("sleep", ["1000"]), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static bool IsGone(int process)
    {
        try
        {
            // A zombie that nobody has waited for yet is gone as well.
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
