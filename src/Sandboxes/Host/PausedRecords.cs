namespace Vitrine.Sandboxes.Host;

/// <summary>The records of paused sandboxes, a file each in the host's own folder: a pause outlives the host.</summary>
internal sealed class PausedRecords
{
    private readonly string folder;

    public PausedRecords(string host)
    {
        folder = Path.Combine(host, "paused");
        Directory.CreateDirectory(folder);
    }

    public IEnumerable<HostedRecord> Read()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            // One that was never whole was promised to nobody.
            if (WholeFile.Read<HostedRecord>(file) is { PausedAs: not null } record) yield return record;
        }
    }

    /// <summary>It is on the disk before anybody is told.</summary>
    public void Write(HostedRecord record) => WholeFile.Write(PathOf(record.Id), record, toDisk: true);

    public void Remove(string id) => File.Delete(PathOf(id));

    private string PathOf(string id) => Path.Combine(folder, id + ".json");
}
