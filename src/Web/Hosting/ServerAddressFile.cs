using System.Text.Json;
using Vitrine.Storage;

namespace Vitrine.Web.Hosting;

/// <summary>Says where the server of a data folder listens, so that other verbs find it. Only its owner may read it.</summary>
internal sealed record ServerAddressFile(string Url, int ProcessId)
{
    public const string FileName = "server.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    /// <summary>Where a server that listens at this address is reached from its own machine: one that listens everywhere also does on loopback.</summary>
    public static Uri ReachedHere(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri : address;
    }

    /// <summary>What the last server left, or null. The server may be gone: ask its health first.</summary>
    public static ServerAddressFile? Find(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            return JsonSerializer.Deserialize<ServerAddressFile>(File.ReadAllText(folder.Combine(FileName)), Form);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(DataFolder folder) => folder.WriteSecret(FileName, JsonSerializer.Serialize(this, Form));

    /// <summary>Removes the file when it is still ours.</summary>
    public void Remove(DataFolder folder)
    {
        if (Find(folder)?.ProcessId == ProcessId) File.Delete(folder.Combine(FileName));
    }
}
