using System.Globalization;
using System.Text;
using Vitrine.Outside.Processes;

namespace Vitrine.Browsers;

/// <summary>
/// The command that Playwright starts instead of Chromium: it first gives up the server's rights and then enters namespaces of its own,
/// without network and without a file of the host but programs, libraries and fonts. Chromium's own sandbox works inside.
/// </summary>
internal static class ChromiumJail
{
    private const uint FirstUser = 810_000_000;

    /// <summary>Flags for headless rendering that looks the same on every machine.</summary>
    public static readonly string[] Flags =
    [
        "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none",
        "--js-flags=--max-old-space-size=256",
    ];

    /// <summary>Writes the command and returns its path. The id of the process that it becomes is written beside it.</summary>
    public static string Write(string folder, string chromium)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("The browser's jail needs Linux.");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var script = new StringBuilder("#!/bin/sh\n");
        script.Append("echo $$ > ").Append(Quote(ProcessFile(folder))).Append('\n').Append("exec ");
        // What people wait for comes before what is checked. Where the kernel groups processes by session, the group has a niceness of its own, and the jail is a session: it is set inside.
        // The environment of bubblewrap can be read inside: none of the server's goes there.
        script.Append("env -i PATH=/usr/local/bin:/usr/bin:/bin nice -n 10 ");
        if (System.Environment.UserName == "root")
        {
            var user = (FirstUser + (uint)Random.Shared.Next(100_000_000)).ToString(CultureInfo.InvariantCulture);
            script.Append("setpriv --reuid=").Append(user).Append(" --regid=").Append(user).Append(" --clear-groups --inh-caps=-all --no-new-privs ");
        }

        script.Append("bwrap --unshare-all --die-with-parent --new-session --clearenv --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/bin /bin");
        if (!chromium.StartsWith("/usr/", StringComparison.Ordinal)) script.Append(" --ro-bind ").Append(Quote(Path.GetDirectoryName(chromium)!)).Append(' ').Append(Quote(Path.GetDirectoryName(chromium)!));
        script.Append(" --ro-bind-try /etc/fonts /etc/fonts --ro-bind-try /var/cache/fontconfig /var/cache/fontconfig")
            .Append(" --proc /proc --dev /dev --size 536870912 --tmpfs /dev/shm --size 536870912 --tmpfs /tmp --dir /tmp/home --remount-ro /dev --remount-ro /")
            .Append(" --uid 10001 --gid 10001 --setenv HOME /tmp/home --setenv LANG C.UTF-8 --setenv TZ UTC --setenv PATH /usr/bin --chdir /tmp -- ")
            .Append("sh -c '{ echo 10 > /proc/self/autogroup; } 2> /dev/null; exec \"$0\" \"$@\"' ").Append(Quote(chromium)).Append(" \"$@\"\n");
        var path = Path.Combine(folder, "chromium");
        File.WriteAllText(path, script.ToString());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>The process that the command became, or null when it has not run.</summary>
    public static int? ProcessOf(string folder)
        => File.Exists(ProcessFile(folder)) && int.TryParse(File.ReadAllText(ProcessFile(folder)), CultureInfo.InvariantCulture, out var process) ? process : null;

    /// <summary>Why there can be no jail, or null.</summary>
    public static string? Missing(string? chromium)
    {
        if (chromium is null) return "Chromium is not installed. Install it: sudo apt-get install chromium";
        foreach (var program in new[] { "bwrap", "setpriv" })
        {
            if (LocalProcess.FindProgram(program) is null) return $"{program} is not installed, so the browser cannot be kept apart. Install it: sudo apt-get install {(program == "bwrap" ? "bubblewrap" : "util-linux")}";
        }

        return null;
    }

    private static string ProcessFile(string folder) => Path.Combine(folder, "process");

    internal static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
