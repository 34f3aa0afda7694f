using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vitrine.Sandboxes.Host;

/// <summary>What a hosted sandbox used at one moment. The figures come from inside and serve the one whose sandbox it is; limits are kept elsewhere.</summary>
/// <param name="At">When.</param>
/// <param name="CpuSeconds">Of all its programs that still run, since they were started.</param>
/// <param name="CpuPercent">Of one processor, since the last point.</param>
/// <param name="MemoryUsed">Resident bytes of its programs.</param>
/// <param name="MemoryTotal">Bytes that it may have.</param>
/// <param name="DiskUsed">Bytes in its workspace.</param>
/// <param name="DiskTotal">Bytes that its workspace may have.</param>
internal sealed record HostedMetric(DateTimeOffset At, double CpuSeconds, double CpuPercent, long MemoryUsed, long MemoryTotal, long DiskUsed, long DiskTotal)
{
    // More than any machine has had: beyond it what is made of it is no number any more.
    private const double MostSeconds = 1e12;

    /// <exception cref="FormatException">A figure is none that can be.</exception>
    public static HostedMetric Read(JsonElement answer, DateTimeOffset now, long memory, HostedMetric? last)
    {
        var seconds = answer.GetProperty("seconds").GetDouble();
        if (seconds is not (>= 0 and <= MostSeconds)) throw new FormatException("No time on processors.");
        var since = last is null ? 0 : (now - last.At).TotalSeconds;
        var percent = last is null || since <= 0 ? 0 : Math.Max(0, (seconds - last.CpuSeconds) / since * 100);
        return new HostedMetric(now, seconds, Math.Round(percent, 1), Bytes("memory"), memory, Bytes("diskUsed"), Bytes("diskTotal"));

        long Bytes(string name) => answer.GetProperty(name).GetInt64() is >= 0 and var bytes ? bytes : throw new FormatException("No number of bytes.");
    }

    /// <summary>As the control plane tells it.</summary>
    public JsonObject ToApi() => new()
    {
        ["timestamp"] = At.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["timestampUnix"] = At.ToUnixTimeSeconds(),
        ["cpuCount"] = Environment.ProcessorCount,
        ["cpuUsedPct"] = CpuPercent,
        ["memUsed"] = MemoryUsed,
        ["memTotal"] = MemoryTotal,
        ["memCache"] = 0,
        ["diskUsed"] = DiskUsed,
        ["diskTotal"] = DiskTotal,
    };

    /// <summary>As the service inside the sandbox tells it.</summary>
    public JsonObject ToInside() => new()
    {
        ["ts"] = At.ToUnixTimeSeconds(),
        ["cpu_count"] = Environment.ProcessorCount,
        ["cpu_used_pct"] = CpuPercent,
        ["mem_total"] = MemoryTotal,
        ["mem_used"] = MemoryUsed,
        ["mem_cache"] = 0,
        ["disk_used"] = DiskUsed,
        ["disk_total"] = DiskTotal,
    };
}
