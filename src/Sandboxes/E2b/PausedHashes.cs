using System.Text;

namespace Vitrine.Sandboxes.E2b;

/// <summary>What the workspace of each paused sandbox was, in a folder of the server: a sandbox that comes back with another is not used. One that another server paused is unknown here, and made anew from the store.</summary>
internal sealed class PausedHashes(string folder)
{
    public string? Read(string id) => File.Exists(PathOf(id)) ? File.ReadAllText(PathOf(id)) : null;

    public void Write(string id, string hash)
    {
        PrivateFolder.Create(folder);
        WholeFile.WriteBytes(PathOf(id), Encoding.ASCII.GetBytes(hash));
    }

    public void Remove(string id)
    {
        if (Directory.Exists(folder)) File.Delete(PathOf(id));
    }

    private string PathOf(string id) => Path.Combine(folder, id);
}
