using System.Collections.Concurrent;
using System.Globalization;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// Ends what a killed server had just started. The kernel ends a sandbox with its server only from when the sandbox's first process has asked for that, which bubblewrap has it do last; a server that
/// is killed in between leaves a process that waits for ever. So a shell outlives the server: whatever starts tells it first, and only then looks whether its server is still there. Either the
/// server is gone by then and the start gives up, or the shell knows of it before it learns, by the end of its input, that the server is gone.
/// </summary>
/// <param name="folder">That of the server's sandboxes, so that whoever lists processes sees whose guard it is.</param>
internal sealed class StartGuard(string folder) : IAsyncDisposable
{
    // Kept are groups of processes, with a minus, and first processes, which leave their group for a session of their own. Nobody reads what it says any more when it has work to do, and to write
    // to such a pipe would end it.
    private const string Script = """
        exec >/dev/null 2>&1
        live=' '
        while read -r what group first; do
          case $what in
            begin) live="$live-$group " ;;
            know) live="$live$first " ;;
            end) for each in "-$group" "$first"; do case $live in *" $each "*) live="${live%% $each *} ${live#* $each }" ;; esac; done ;;
          esac
        done
        for each in $live; do kill -9 "$each"; done
        """;

    private readonly ConcurrentDictionary<int, int> live = new();
    private readonly SemaphoreSlim starting = new(1, 1);
    private LocalProcess? shell;

    /// <summary>The process that whatever starts has to tell, by its input: it runs when this returns.</summary>
    public async Task<int> ReadyAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (shell is { Exit.IsCompleted: false }) return shell.Id;
            shell = await LocalProcess.StartAsync(new ProcessRequest("/bin/sh", ["-c", Script, "sandbox-guard", folder]));
            // Somebody has ended the one before; this one is to know the same.
            foreach (var (group, first) in live) Tell($"begin {Number(group)}\nknow {Number(group)} {Number(first)}\n");
            return shell.Id;
        }
        catch (RefusalException refusal)
        {
            throw new RefusalException("sandbox.unavailable", $"No sandbox can be started here. {refusal.Message}", RefusalKind.Unavailable);
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>A sandbox is about to run. When its process has ended, it is forgotten.</summary>
    /// <param name="process">What started it, which leads a group.</param>
    /// <param name="first">Its first process.</param>
    public void Know(LocalProcess process, int first)
    {
        live[process.Id] = first;
        Tell($"know {Number(process.Id)} {Number(first)}\n");
    }

    /// <summary>It has ended, and its numbers may come again.</summary>
    public void Forget(LocalProcess process)
    {
        live.TryRemove(process.Id, out var first);
        Tell($"end {Number(process.Id)} {Number(first)}\n");
    }

    public async ValueTask DisposeAsync()
    {
        if (shell is not null)
        {
            shell.Input.Close();
            await Task.WhenAny(shell.Exit, Task.Delay(TimeSpan.FromSeconds(5)));
            await shell.DisposeAsync();
        }

        starting.Dispose();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private void Tell(string line)
    {
        try
        {
            // One write, which other writers do not come between.
            shell?.Input.Write(System.Text.Encoding.ASCII.GetBytes(line));
            shell?.Input.Flush();
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException)
        {
            // The next start finds that it has ended.
        }
    }
}
