using System.Text.RegularExpressions;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>Node and the libraries that it and native modules load: the only files of the host in a sandbox, besides the toolchain.</summary>
internal static partial class HostFiles
{
    // Native modules of the toolchain load these, though Node itself may not.
    private static readonly string[] Always = ["libdl.so.2", "libstdc++.so.6", "libm.so.6", "libgcc_s.so.1", "libpthread.so.0", "libc.so.6", "librt.so.1"];

    /// <exception cref="RefusalException"><c>sandbox.no-node</c>.</exception>
    public static async Task<IReadOnlyList<(string Source, string Target)>> FindAsync(CancellationToken cancellationToken)
    {
        var node = LocalProcess.FindProgram("node") ?? throw new RefusalException("sandbox.no-node", "Node.js 20 or newer is not installed.", RefusalKind.Unavailable);
        var real = Real(node);
        var listed = await LocalProcess.RunAsync(new("ldd", [real]) { Environment = new Dictionary<string, string> { ["LC_ALL"] = "C" } }, cancellationToken);
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["/usr/bin/node"] = real };
        var folder = "/lib/x86_64-linux-gnu";
        foreach (Match match in Library().Matches(listed.Output))
        {
            var (name, path) = (match.Groups["name"].Value, match.Groups["path"].Value);
            if (path.Length == 0)
            {
                if (name.StartsWith('/')) files[name] = Real(name);
                continue;
            }

            files[path] = Real(path);
            if (name == "libc.so.6") folder = Path.GetDirectoryName(path)!;
        }

        foreach (var name in Always)
        {
            var path = $"{folder}/{name}";
            if (File.Exists(path)) files.TryAdd(path, Real(path));
        }

        return [.. files.Select(entry => (entry.Value, entry.Key))];
    }

    private static string Real(string path)
    {
        for (var hops = 0; hops < 8; hops++)
        {
            if (File.ResolveLinkTarget(path, returnFinalTarget: true) is not { } target) break;
            path = target.FullName;
        }

        return path;
    }

    [GeneratedRegex(@"^\s*(?<name>\S+)(?: => (?<path>/\S+))? \(0x", RegexOptions.Multiline)]
    private static partial Regex Library();
}
