using System.Text;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>Writes what a version is made of to this machine.</summary>
internal static class PromptOutput
{
    /// <summary>Makes the folder, or refuses: before the work, not after it.</summary>
    public static void Prepare(string? folder)
    {
        if (folder is null) return;
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RefusalException("prompt.out-unwritable", $"Nothing can be written to {folder}. Name another folder with --out.", RefusalKind.Unavailable);
        }
    }

    /// <summary>Everything into the folder that was asked for; without one only pictures, into the data folder. Returns the pictures' files.</summary>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        ServerConnection server, string at, VersionRecord version, IReadOnlyList<string> pictures, string? folder, TurnRecord turn, CancellationToken cancellationToken)
    {
        var place = folder is null
            ? DataFolder.From(new ConfigurationBuilder().AddEnvironmentVariables().Build()).Combine("screenshots", $"{turn.AppSlug}-{version.Number}")
            : Path.GetFullPath(folder);
        if (folder is not null)
        {
            var source = await server.GetAsync<Dictionary<string, string>>($"{at}/source", cancellationToken);
            foreach (var (path, text) in source) await WriteFileAsync(Path.Combine(place, "source"), path, Encoding.UTF8.GetBytes(text), cancellationToken);
            await WriteFileAsync(place, "gates.json", Encoding.UTF8.GetBytes(version.GateReport), cancellationToken);
            if (await server.FindBytesAsync($"{at}/bundle", cancellationToken) is { } bundle) await WriteFileAsync(Path.Combine(place, "bundle"), "index.html", bundle, cancellationToken);
        }

        var written = new List<string>();
        foreach (var name in pictures)
        {
            if (await server.FindBytesAsync($"{at}/screenshots/{Uri.EscapeDataString(name)}", cancellationToken) is not { } png) continue;
            written.Add(await WriteFileAsync(folder is null ? place : Path.Combine(place, "screenshots"), $"{name}.png", png, cancellationToken));
        }

        return written;
    }

    private static async Task<string> WriteFileAsync(string folder, string path, byte[] content, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(Path.Combine(folder, path));
        if (!file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new InvalidOperationException("A file of an app would lie outside of the folder.");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, content, cancellationToken);
        return file;
    }
}
