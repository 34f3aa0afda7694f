using System.Text.Json;

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
            HostedRecord? record = null;
            try
            {
                record = JsonSerializer.Deserialize<HostedRecord>(File.ReadAllBytes(file));
            }
            catch (JsonException)
            {
                // Never whole, so nobody was promised anything.
            }

            if (record is { PausedAs: not null }) yield return record;
        }
    }

    public void Write(HostedRecord record)
    {
        // Whole or not at all, and on the disk before anybody is told.
        var draft = Path.Combine(folder, record.Id + ".new");
        using (var stream = new FileStream(draft, FileMode.Create))
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(record));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, PathOf(record.Id), overwrite: true);
    }

    public void Remove(string id) => File.Delete(PathOf(id));

    private string PathOf(string id) => Path.Combine(folder, id + ".json");
}
