using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Playwright;
using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;

namespace Vitrine.Browsers;

/// <summary>
/// Starts Playwright's driver: a process that stands outside of the jail and tells the browser what to do. The library would hand it all of the server's environment, keys and passwords among it, and has no
/// setting for that; so what it is told to start is a command that hands on nothing.
/// </summary>
internal static class BrowserDriver
{
    // The library reads there, in the environment of this process, which program is to run its driver.
    private const string Program = "PLAYWRIGHT_NODEJS_PATH";

    private static readonly SemaphoreSlim One = new(1, 1);

    /// <summary>Starts one.</summary>
    /// <param name="folder">The server's own folder, for the command.</param>
    public static async Task<IPlaywright> StartAsync(string folder)
    {
        await One.WaitAsync();
        var before = Environment.GetEnvironmentVariable(Program);
        try
        {
            var command = Write(folder, string.IsNullOrEmpty(before) ? Bundled() : before);
            await TryAsync(command);
            Environment.SetEnvironmentVariable(Program, command);
            return await Playwright.CreateAsync();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Program, before);
            One.Release();
        }
    }

    /// <summary>Sees that the driver can be run: for one that cannot, the library waits for ever.</summary>
    /// <exception cref="IOException">It cannot, and why.</exception>
    internal static async Task TryAsync(string command)
    {
        var tried = await LocalProcess.RunAsync(new ProcessRequest(command, ["--version"]), CancellationToken.None);
        if (!tried.Succeeded) throw new IOException($"The browser's driver cannot be run by this user. {tried.Errors.Trim()}");
    }

    private static string Write(string folder, string node)
    {
        Directory.CreateDirectory(folder);
        var script = new StringBuilder("#!/bin/sh\n# What the driver is to know of the server's environment.\n")
            .Append("# A user without a name has no home, and the driver asks for one.\n")
            .Append("exec env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=").Append(ChromiumJail.Quote(folder)).Append(" TMPDIR=\"${TMPDIR:-/tmp}\" PW_LANG_NAME=\"$PW_LANG_NAME\" PW_LANG_NAME_VERSION=\"$PW_LANG_NAME_VERSION\" PW_CLI_DISPLAY_VERSION=\"$PW_CLI_DISPLAY_VERSION\" ")
            .Append(ChromiumJail.Quote(node)).Append(" \"$@\"\n");
        // Another server on the same folder may be starting its own: the command is there whole, or not at all.
        var path = Path.Combine(folder, "driver");
        WholeFile.WriteBytes(path, Encoding.UTF8.GetBytes(script.ToString()), mode: UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private static string Bundled()
    {
        var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        return Path.Combine(AppContext.BaseDirectory, ".playwright", "node", machine, "node");
    }
}
