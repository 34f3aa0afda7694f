using System.Text.Json;

namespace Vitrine.Sandboxes;

/// <summary>Small files that are written whole or not at all, because a server may be killed at any moment.</summary>
public static class WholeFile
{
    /// <summary>Puts it in the place of what was there.</summary>
    /// <param name="path">Where; its folder is there.</param>
    /// <param name="content">All of it.</param>
    /// <param name="toDisk">Whether it is to outlive the machine too: somebody is told of it next.</param>
    /// <param name="mode">Who may do what with it; null for what is usual.</param>
    public static void WriteBytes(string path, ReadOnlySpan<byte> content, bool toDisk = false, UnixFileMode? mode = null) => File.Move(Draft(path, content, toDisk, mode), path, overwrite: true);

    /// <summary>The same of a value, as JSON.</summary>
    public static void Write<T>(string path, T value, bool toDisk = false) => WriteBytes(path, JsonSerializer.SerializeToUtf8Bytes(value), toDisk);

    /// <summary>Writes it unless something is there: of several at a time, one.</summary>
    public static void WriteIfAbsent(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path)) return;
        var draft = Draft(path, content, toDisk: false);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    /// <summary>What <see cref="Write{T}"/> has written there; null when nothing is there, or nothing that was ever whole.</summary>
    public static T? Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path));
        }
        catch (Exception cause) when (cause is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string Draft(string path, ReadOnlySpan<byte> content, bool toDisk, UnixFileMode? mode = null)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}.new";
        try
        {
            using var stream = new FileStream(draft, FileMode.CreateNew);
            stream.Write(content);
            stream.Flush(toDisk);
            if (mode is { } bits && !OperatingSystem.IsWindows()) File.SetUnixFileMode(stream.SafeFileHandle, bits);
            return draft;
        }
        catch
        {
            // Where there is no room, half of it takes the rest.
            File.Delete(draft);
            throw;
        }
    }
}
