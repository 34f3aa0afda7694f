using System.Text;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>Starts one real sandbox and looks from inside whether it holds.</summary>
internal static class LocalProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private const string Questions = """
        const fs = require("fs");
        const holes = [];
        const must = (name, open) => { try { open(); holes.push(name); } catch { } };
        must("the root is writable", () => fs.writeFileSync("/probe", "x"));
        must("/dev/shm is writable", () => fs.writeFileSync("/dev/shm/probe", "x"));
        must("/proc is writable", () => fs.writeFileSync("/proc/self/oom_score_adj", "0"));
        must("the toolchain is writable", () => fs.writeFileSync("/opt/tc/probe", "x"));
        must("files of the host are there", () => { if (fs.readdirSync("/etc").every((name) => name === "alternatives")) throw new Error(); });
        must("files of people are there", () => { if (fs.readdirSync("/home").every((name) => name === "user")) throw new Error(); });
        const nets = fs.readFileSync("/proc/self/net/dev", "utf8").split("\n").slice(2).map((line) => line.split(":")[0].trim());
        if (nets.some((name) => name && name !== "lo")) holes.push("there is a network");
        if (fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length > 2) holes.push("other processes are visible");
        fs.writeFileSync("/workspace/probe", "x");
        console.log(JSON.stringify(holes));
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

        try
        {
            await using var sandbox = make();
            var process = await sandbox.StartAsync(new("/usr/bin/node", ["-e", Questions]) { WallClock = Limit }, cancellationToken);
            using var reader = new StreamReader(process.Output, Encoding.UTF8);
            using var errors = new StreamReader(process.Errors, Encoding.UTF8);
            var answer = (await reader.ReadToEndAsync(cancellationToken)).Trim();
            if (answer == "[]") return new(true);
            return answer.StartsWith('[')
                ? new(false, $"A sandbox does not hold on this machine: {answer.Trim('[', ']')}.", "Run on a machine of your own, or set SANDBOX_PROVIDER to another provider.")
                : new(false, $"Node did not run in a sandbox: {Shorten(await errors.ReadToEndAsync(cancellationToken))}", "See that Node.js is installed for all users, for example from a package.");
        }
        catch (RefusalException refusal)
        {
            return new(false, refusal.Message, RemedyFor(refusal.Message));
        }
    }

    private static string RemedyFor(string reason)
    {
        if (ReadNumber("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1")
        {
            return "This system restricts user namespaces: sudo apt-get install bubblewrap apparmor-profiles && sudo cp /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ && sudo systemctl reload apparmor";
        }

        if (ReadNumber("/proc/sys/user/max_user_namespaces") == "0") return "User namespaces are switched off: sudo sysctl user.max_user_namespaces=10000";
        return reason.Contains("proc", StringComparison.Ordinal)
            ? "In a container, start it with --security-opt systempaths=unconfined and a seccomp profile that allows clone, unshare, mount, umount2 and pivot_root."
            : "Allow unprivileged user namespaces for bubblewrap.";
    }

    private static string ReadNumber(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : "";

    private static string Shorten(string text) => text.Length <= 300 ? text.Trim() : text[..300].Trim();
}
