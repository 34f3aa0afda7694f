using System.Globalization;
using Vitrine.Outside.Processes;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// What the sockets of a sandbox may hold that was written and not read: memory of the kernel, which is counted with no process. How much it is nobody tells, but how many sockets there are; and none
/// takes more than any other, because the filter keeps a program from asking for more. (Measured: 3 GiB in 192 pairs, by a program that did ask.)
/// </summary>
internal static class SocketBuffers
{
    // net.core.wmem_default where nobody has changed it.
    private const long Usual = 212_992;

    private static readonly long OfOne = Number(ProcessTree.Read("/proc/sys/net/core/wmem_default")) ?? Usual;

    /// <summary>Bytes of all sockets of the network namespace that a process is in; 0 when it is gone.</summary>
    // sockets: used 12
    public static long MostOf(int process) => (Number(ProcessTree.Read($"/proc/{process}/net/sockstat").Split('\n')[0].Split(' ')[^1]) ?? 0) * OfOne;

    private static long? Number(string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
