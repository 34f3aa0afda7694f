using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local.ControlGroups;

/// <summary>Tells whether a control group of version 2 was given to this server to arrange.</summary>
internal static class Delegation
{
    /// <param name="folder">The group's.</param>
    /// <param name="own">What <c>/proc/self/cgroup</c> says.</param>
    public static bool IsGiven(string folder, string own)
        // A namespace's own root belongs to whoever is in it; else systemd says so (Delegate=yes).
        => own.Split('\n').Contains("0::/") || SystemCalls.HasAttribute(folder, "user.delegate") || SystemCalls.HasAttribute(folder, "trusted.delegate") || IsGivenByUserManager(folder);

    /// <summary>The service manager of a user owns all groups beneath its own and marks none (seen with systemd 252), so it has to be asked.</summary>
    private static bool IsGivenByUserManager(string folder)
    {
        if (!folder.Contains($"/user@{SystemCalls.UserId()}.service/", StringComparison.Ordinal)) return false;
        string[] names = ["PATH", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"];
        var environment = names.Select(name => (name, value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.value is not null).ToDictionary(pair => pair.name, pair => pair.value!);
        var question = new ProcessRequest("systemctl", ["--user", "show", "--property=Delegate", "--value", "--", Path.GetFileName(folder)]) { Environment = environment, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return Task.Run(() => LocalProcess.RunAsync(question, CancellationToken.None)).GetAwaiter().GetResult() is { Succeeded: true, Output: var answer } && answer.Trim() == "yes";
        }
        catch (RefusalException)
        {
            return false; // there is no systemctl
        }
    }
}
