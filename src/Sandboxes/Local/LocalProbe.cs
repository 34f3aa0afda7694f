using System.Text;
using System.Text.Json;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>Starts one real sandbox and looks from inside whether it holds.</summary>
internal static class LocalProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private const string Options = "In a container, start it with --security-opt systempaths=unconfined and a seccomp profile that allows clone, unshare, mount, umount2, pivot_root and sethostname.";

    /// <summary>What a program in it asks. It says every hole that it found, and what namespaces it is in.</summary>
    internal const string Questions = """
        const fs = require("fs");
        const holes = [];
        const must = (name, open) => { try { open(); holes.push(name); } catch { } };
        const writable = (file) => () => fs.closeSync(fs.openSync(file, "r+"));
        must("the root is writable", () => fs.writeFileSync("/probe", "x"));
        must("/dev/shm is writable", () => fs.writeFileSync("/dev/shm/probe", "x"));
        must("/proc is writable", writable("/proc/self/oom_score_adj"));
        must("memory of its first process is writable", writable("/proc/1/mem"));
        must("settings of the kernel are writable", writable("/proc/sys/kernel/core_pattern"));
        must("the toolchain is writable", () => fs.writeFileSync("/opt/tc/probe", "x"));
        must("files of the host are there", () => { if (fs.readdirSync("/etc").every((name) => name === "alternatives")) throw new Error(); });
        must("files of people are there", () => { if (fs.readdirSync("/home").every((name) => name === "user")) throw new Error(); });
        const status = Object.fromEntries(fs.readFileSync("/proc/self/status", "utf8").split("\n").map((line) => line.split(":\t")));
        if (status.Seccomp?.trim() !== "2") holes.push("there is no filter of system calls");
        if (status.NoNewPrivs?.trim() !== "1") holes.push("programs may gain rights");
        for (const set of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) if (!/^0+$/.test(status[set]?.trim())) holes.push(`there are capabilities (${set})`);
        const limits = Object.fromEntries(fs.readFileSync("/proc/self/limits", "utf8").split("\n").map((line) => [line.slice(0, 26).trim(), line.slice(26, 47).trim()]));
        for (const limit of ["Max processes", "Max open files", "Max file size", "Max data size"]) if (!/^\d+$/.test(limits[limit])) holes.push(`${limit} is not limited`);
        if (limits["Max core file size"] !== "1") holes.push("core dumps may go to a program of the host");
        const nets = fs.readFileSync("/proc/self/net/dev", "utf8").split("\n").slice(2).map((line) => line.split(":")[0].trim());
        if (nets.some((name) => name && name !== "lo")) holes.push("there is a network");
        if (fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length > 2) holes.push("other processes are visible");
        const wordsOf = (file) => { try { return fs.readFileSync(`/proc/1/${file}`, "utf8").split("\0").filter((word) => word); } catch { return []; } };
        // Its own environment has what the shell that started it sets by itself.
        if (wordsOf("environ").some((word) => !/^(PATH|PWD|OLDPWD|SHLVL|_)=/.test(word)) || wordsOf("cmdline").includes("--ro-bind")) holes.push("its first process tells about the host");
        const isOpen = (file) => { try { return /^\/(?!dev\/|proc\/)/.test(fs.readlinkSync(`/proc/self/fd/${file}`)); } catch { return false; } };
        if (fs.readdirSync("/proc/self/fd").some(isOpen)) holes.push("files of the host are open in it");
        fs.writeFileSync("/workspace/probe", "x");
        const spaces = Object.fromEntries(["user", "pid", "net", "ipc", "uts", "mnt"].map((space) => [space, fs.readlinkSync(`/proc/self/ns/${space}`)]));
        console.log(JSON.stringify({ holes, spaces }));
        process.stdin.once("data", () => process.exit()).once("end", () => process.exit());
        """;

    public static async Task<SandboxReadiness> RunAsync(Func<ISandbox> make, CancellationToken cancellationToken)
    {
        foreach (var program in new[] { "bwrap", "setpriv", "setsid", "node" })
        {
            if (LocalProcess.FindProgram(program) is null)
            {
                return new(false, $"{program} is not installed.", program == "node" ? "Install Node.js 20 or newer." : $"Install it: sudo apt-get install {(program == "bwrap" ? "bubblewrap" : "util-linux")}");
            }
        }

        ISandboxProcess? process = null;
        try
        {
            await using var sandbox = make();
            process = await sandbox.StartAsync(new("/usr/bin/node", ["-e", Questions]) { WallClock = Limit }, cancellationToken);
            using var reader = new StreamReader(process.Output, Encoding.UTF8);
            using var errors = new StreamReader(process.Errors, Encoding.UTF8);
            if (await reader.ReadLineAsync(cancellationToken) is not { } answer)
                return new(false, $"Node did not run in a sandbox: {Shorten(await errors.ReadToEndAsync(cancellationToken))}", "See that Node.js is installed for all users, for example from a package.");
            var holes = Holes(answer);
            if (await sandbox.ReadFileAsync("probe", cancellationToken) is not [(byte)'x']) holes.Add("its files cannot be read safely");
            return holes.Count == 0 ? new(true) : new(false, $"A sandbox does not hold on this machine: {string.Join(", ", holes)}.", "Run on a machine of your own with Linux 5.10 or newer, or set SANDBOX_PROVIDER to another provider.");
        }
        catch (RefusalException refusal)
        {
            if (process?.KilledBecause is { } because) return new(false, $"The sandbox that looks whether it holds was ended. {because}", "The machine is busy or short of memory: try again when it is less so.");
            return new(false, refusal.Message, RemedyFor(refusal.Message));
        }
    }

    /// <summary>What is wrong, as a program in a sandbox found it and as its namespaces show when they are compared with those of this process.</summary>
    internal static List<string> Holes(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var holes = json.RootElement.GetProperty("holes").EnumerateArray().Select(hole => hole.GetString()!).ToList();
            foreach (var space in json.RootElement.GetProperty("spaces").EnumerateObject())
            {
                if (new FileInfo($"/proc/self/ns/{space.Name}").LinkTarget == space.Value.GetString()) holes.Add($"the {space.Name} namespace is the host's");
            }

            return holes;
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ["its probe gave no answer that can be read"];
        }
    }

    private static string RemedyFor(string reason)
    {
        if (RemedyAnywhere(reason) is { } remedy) return remedy;
        if (ReadNumber("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1")
        {
            return "This system restricts user namespaces: sudo apt-get install bubblewrap apparmor-profiles && sudo cp /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ && sudo systemctl reload apparmor";
        }

        if (ReadNumber("/proc/sys/user/max_user_namespaces") == "0") return "User namespaces are switched off: sudo sysctl user.max_user_namespaces=10000";
        return RemedyInContainer(reason) ?? (File.Exists("/.dockerenv") ? Options : "Allow unprivileged user namespaces for bubblewrap.");
    }

    /// <summary>What to do about what has nothing to do with rights; null for other words.</summary>
    internal static string? RemedyAnywhere(string reason)
    {
        if (reason.Contains("Unknown option", StringComparison.Ordinal)) return "Install bubblewrap 0.8 or newer.";
        return reason.Contains(Jail.TooBusy, StringComparison.Ordinal) ? "Try again when it is less so." : null;
    }

    /// <summary>What to do about words of bubblewrap and setpriv that are said in containers (each seen in Docker's); null for others.</summary>
    internal static string? RemedyInContainer(string reason)
    {
        if (reason.Contains("make / slave", StringComparison.Ordinal)) return "In a container under AppArmor, start it with --security-opt apparmor=unconfined, or with a profile that allows mount, umount and pivot_root.";
        if (reason.Contains("setresuid", StringComparison.Ordinal)) return "In a container, start it as an ordinary user, such as --user 1001.";
        return reason.Contains("proc", StringComparison.Ordinal) || reason.Contains("hostname", StringComparison.Ordinal) ? Options : null;
    }

    private static string ReadNumber(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : "";

    private static string Shorten(string text) => text.Length <= 300 ? text.Trim() : text[..300].Trim();
}
