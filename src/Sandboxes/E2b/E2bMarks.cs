using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Sandboxes.E2b;

/// <summary>
/// The sandboxes that servers over this data folder have at the service, a file each: when a server is killed, its sandboxes go on running, and cost money, until somebody ends them.
/// </summary>
internal sealed class E2bMarks(string folder)
{
    private const string Ending = ".json";

    /// <summary>A random name of this data folder, which every sandbox carries as metadata: so those are found as well that were made in the moment in which their server was killed.</summary>
    public string FolderName => field ??= ReadFolderName();

    public void Write(string id, E2bMark mark)
    {
        PrivateFolder.Create(folder);
        WholeFile.Write(Path.Combine(folder, id + Ending), mark);
    }

    public void Remove(string id)
    {
        if (Directory.Exists(folder)) File.Delete(Path.Combine(folder, id + Ending));
    }

    /// <summary>All that can be read.</summary>
    public IReadOnlyDictionary<string, E2bMark> Read()
    {
        var all = new Dictionary<string, E2bMark>(StringComparer.Ordinal);
        if (!Directory.Exists(folder)) return all;
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            if (WholeFile.Read<E2bMark>(file) is { Server: not null } mark) all[Path.GetFileNameWithoutExtension(file)] = mark;
        }

        return all;
    }

    private string ReadFolderName()
    {
        PrivateFolder.Create(folder);
        var file = Path.Combine(folder, "name");
        WholeFile.WriteIfAbsent(file, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        return File.ReadAllText(file);
    }
}
