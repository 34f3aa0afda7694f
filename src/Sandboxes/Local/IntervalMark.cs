namespace Vitrine.Sandboxes.Local;

/// <summary>
/// What is to be booked for a sandbox, in its folder for as long as it runs, so that the next server can book it when this one is killed. The time of the file is the last sign of life: the
/// sandbox died with its server, so that is when its interval ended, to within <see cref="Every"/>.
/// </summary>
internal static class IntervalMark
{
    /// <summary>How often a server gives a sign of life.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private const string Name = "interval.json";

    public static bool IsThere(string folder) => File.Exists(Path.Combine(folder, Name));

    public static void Write(string folder, SandboxInterval interval) => WholeFile.Write(Path.Combine(folder, Name), interval);

    public static void Touch(string folder, DateTimeOffset now)
    {
        try
        {
            if (IsThere(folder)) File.SetLastWriteTimeUtc(Path.Combine(folder, Name), now.UtcDateTime);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // It ended this moment.
        }
    }

    /// <summary>The interval as far as its server lived; null when there is nothing that can be read.</summary>
    public static SandboxInterval? Read(string folder)
    {
        try
        {
            var path = Path.Combine(folder, Name);
            if (WholeFile.Read<SandboxInterval>(path) is not { Owner: not null } interval) return null;
            var last = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
            return interval with { Ended = last > interval.Started ? last : interval.Started };
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static void Remove(string folder)
    {
        // The folder may have been taken away from outside.
        if (IsThere(folder)) File.Delete(Path.Combine(folder, Name));
    }
}
