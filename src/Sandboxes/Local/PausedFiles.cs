using System.Security.Cryptography;
using System.Text.Json;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// The files of a paused sandbox, in a folder that only the server writes. They are stored under the hash of their content and listed
/// by name, so that no name which a sandbox chose ever becomes a path of the host.
/// </summary>
internal static class PausedFiles
{
    private const string List = "paused.json";

    public static bool IsPaused(string folder) => File.Exists(Path.Combine(folder, List));

    public static async Task WriteAsync(string folder, IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken)
    {
        var listed = new Dictionary<string, string>();
        try
        {
            foreach (var file in files)
            {
                var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
                listed[file.Path] = hash;
                await File.WriteAllBytesAsync(Path.Combine(folder, hash), file.Content, cancellationToken);
            }

            WholeFile.Write(Path.Combine(folder, List), listed);
        }
        catch
        {
            // It runs on, and what was written is of no use: least of all where there is no room.
            foreach (var hash in listed.Values.Distinct()) File.Delete(Path.Combine(folder, hash));
            throw;
        }
    }

    /// <summary>The files as they were paused; null when they are not those any more.</summary>
    public static async Task<IReadOnlyList<SandboxFile>?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var listed = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllBytesAsync(Path.Combine(folder, List), cancellationToken)) ?? [];
            var files = new List<SandboxFile>();
            foreach (var (path, hash) in listed)
            {
                var content = await File.ReadAllBytesAsync(Path.Combine(folder, hash), cancellationToken);
                if (Convert.ToHexStringLower(SHA256.HashData(content)) != hash) return null;
                files.Add(new SandboxFile(path, content));
            }

            return files;
        }
        catch (Exception cause) when (cause is JsonException or FileNotFoundException)
        {
            return null; // damaged: it is made anew from the store
        }
    }
}
