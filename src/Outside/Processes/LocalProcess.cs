using System.Diagnostics;
using System.Text;
using Vitrine.Primitives;

namespace Vitrine.Outside.Processes;

/// <summary>
/// A process of this machine, and the only place that starts one. It leads a session and a group of its own, so that killing it
/// takes along what it started, it has no environment but what the request names, and nothing open but its three streams.
/// </summary>
public sealed class LocalProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<int> exit;

    private LocalProcess(Process process)
    {
        this.process = process;
        Id = process.Id;
        exit = WaitAsync();
    }

    /// <summary>The id of the process, which is also the id of its group and session.</summary>
    public int Id { get; }

    /// <summary>Completes with the exit code when the process has ended: 128 and the signal's number when a signal ended it.</summary>
    public Task<int> Exit => exit;

    /// <summary>What the process reads.</summary>
    public Stream Input => process.StandardInput.BaseStream;

    /// <summary>What the process writes. It blocks when nobody reads.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>The process's error stream. It blocks when nobody reads.</summary>
    public Stream Errors => process.StandardError.BaseStream;

    /// <summary>Starts a process with open streams; the caller reads them and ends the process by disposing of it.</summary>
    /// <exception cref="RefusalException"><c>process.not-started</c> when the program is not there or may not be run.</exception>
    public static async Task<LocalProcess> StartAsync(ProcessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var program = FindProgram(request.Program) ?? throw NotStarted(request.Program);
        // setsid replaces itself by the program, so the id that we see is the leader's.
        var start = new ProcessStartInfo(FindProgram("setsid") ?? throw NotStarted("setsid"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = request.WorkingDirectory ?? "/",
        };
        start.ArgumentList.Add(program);
        foreach (var argument in request.Arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in request.Environment) start.Environment[name] = value;
        try
        {
            return new LocalProcess(await StarterThread.StartAsync(start));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw NotStarted(request.Program);
        }
    }

    /// <summary>Runs a process to its end with nothing to read, within the request's time and output.</summary>
    public static async Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var process = await StartAsync(request);
        process.Input.Close();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(request.Timeout);
        var ending = ProcessEnding.Exited;
        var output = ReadAsync(process.Output);
        var errors = ReadAsync(process.Errors);
        try
        {
            await process.Exit.WaitAsync(time.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            ending = ProcessEnding.TimedOut;
        }

        // Something that left the group may still hold the pipes; what it has to say is not waited for.
        process.Kill();
        await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(TimeSpan.FromSeconds(2), cancellationToken));
        return new ProcessResult(await process.Exit, Text(output), Text(errors), ending);

        async Task<byte[]> ReadAsync(Stream stream)
        {
            var kept = new MemoryStream();
            var buffer = new byte[16384];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                kept.Write(buffer, 0, Math.Min(read, request.MaximumOutputBytes - (int)kept.Length));
                if (kept.Length < request.MaximumOutputBytes) continue;
                ending = ProcessEnding.TooMuchOutput;
                process.Kill();
                break;
            }

            return kept.ToArray();
        }

        static string Text(Task<byte[]> bytes) => bytes.IsCompletedSuccessfully ? Encoding.UTF8.GetString(bytes.Result) : "";
    }

    /// <summary>The program's absolute path: as given, or the first of that name in the server's <c>PATH</c>; null when there is none.</summary>
    public static string? FindProgram(string program)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        if (program.Contains('/', StringComparison.Ordinal)) return File.Exists(program) ? program : null;
        return (System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/bin").Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }

    /// <summary>Kills the process and its whole group at once.</summary>
    public void Kill()
    {
        if (!exit.IsCompleted) ProcessGroup.Kill(Id);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await exit;
        process.Dispose();
    }

    private static RefusalException NotStarted(string program)
        => new("process.not-started", $"The program {Path.GetFileName(program)} is not installed or may not be run.", RefusalKind.Unavailable);

    private async Task<int> WaitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
