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
        foreach (var file in files)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
            await File.WriteAllBytesAsync(Path.Combine(folder, hash), file.Content, cancellationToken);
            listed[file.Path] = hash;
        }

        await File.WriteAllBytesAsync(Path.Combine(folder, List), JsonSerializer.SerializeToUtf8Bytes(listed), cancellationToken);
    }

    public static async Task<IReadOnlyList<SandboxFile>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var listed = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllBytesAsync(Path.Combine(folder, List), cancellationToken)) ?? [];
        var files = new List<SandboxFile>();
        foreach (var (path, hash) in listed) files.Add(new SandboxFile(path, await File.ReadAllBytesAsync(Path.Combine(folder, hash), cancellationToken)));
        return files;
    }
}
