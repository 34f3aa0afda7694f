using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;
using Vitrine.Storage.Database;

namespace Vitrine.Storage;

/// <summary>The folder of this server: SQLite's file, blobs, keys and the loopback token. Only the user that runs the server may look into it (0700).</summary>
/// <param name="Path">Absolute.</param>
public sealed record DataFolder(string Path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder that <c>VITRINE_DATA</c> names, or <c>.vitrine</c> in the current folder.</summary>
    public static DataFolder From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var path = configuration["VITRINE_DATA"];
        return new DataFolder(System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? ".vitrine" : path));
    }

    /// <summary>A file or folder inside it.</summary>
    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Makes the folder if needed, and writes and removes a probe. Refuses with what to do when that fails.</summary>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(Path);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path, OwnerOnly);
            var probe = Combine($".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, "probe"u8);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (DiskRefusal.TryRead(exception, out var refusal) && refusal.Code == DiskRefusal.Full.Code) throw refusal;
            throw new RefusalException(
                "storage.unwritable",
                $"Vitrine cannot write to its data folder {Path}. Give the user that runs it write access, or name another folder in VITRINE_DATA.",
                RefusalKind.Unavailable);
        }
    }

    /// <summary>What a fault of the disk means for people: it is full, or it cannot be written. Null when it is something else.</summary>
    public static RefusalException? RefusalOf(Exception fault) => DiskRefusal.TryRead(fault, out var refusal) ? refusal : null;

    /// <summary>Writes a file that only its owner may read, whole or not at all.</summary>
    public void WriteSecret(string name, string content)
    {
        var target = Combine(name);
        var temporary = $"{target}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(content);
        }

        File.Move(temporary, target, overwrite: true);
    }
}
