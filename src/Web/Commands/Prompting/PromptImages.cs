using Vitrine.Agents.Attachments;
using Vitrine.Primitives;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>Takes pictures from this machine to the server, to go along with a prompt.</summary>
internal static class PromptImages
{
    private const long Most = 10_000_000;

    /// <summary>Reads the files, or refuses: before anything is begun.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Read(IReadOnlyList<string> files)
    {
        try
        {
            if (files.FirstOrDefault(file => new FileInfo(file).Length > Most) is { } large) throw new RefusalException("prompt.image-too-large", $"{large} is larger than 10 MB. Make it smaller.", RefusalKind.TooLarge);
            return [.. files.Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RefusalException("prompt.image-unreadable", $"A picture cannot be read: {cause.Message} Check --image.");
        }
    }

    /// <summary>Sends them; the ids by which the prompt names them.</summary>
    /// <param name="server">The server.</param>
    /// <param name="of">The address of the project or app.</param>
    /// <param name="images">What was read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Guid>> SendAsync(ServerConnection server, string of, IReadOnlyList<(string Name, byte[] Bytes)> images, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        foreach (var (name, bytes) in images) ids.Add((await server.SendAsync<AddAttachment.Waiting>($"{of}/attachments?name={Uri.EscapeDataString(name)}", bytes, cancellationToken)).Id);
        return ids;
    }
}
