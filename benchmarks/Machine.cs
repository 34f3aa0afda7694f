using System.Globalization;
using System.Runtime.InteropServices;

namespace Vitrine.Benchmarks;

/// <summary>Where the figures are from: no figure means anything without it.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Processor()}, {Environment.ProcessorCount} cores, {memory:0} GB, {System()}, {RuntimeInformation.FrameworkDescription}, load {Load()} when it began");
    }

    private static string Processor() => Line("/proc/cpuinfo", "model name") is { } name ? name : RuntimeInformation.ProcessArchitecture.ToString();

    private static string System() => Line("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string? Line(string file, string key, char separator = ':')
        => File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(separator, 2)[1].Trim() : null;
}
