using System.Diagnostics;
using System.Text.Json;
using Vitrine.Outside.Http;
using Vitrine.Primitives;
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

    /// <summary>Where the server of this data folder answers, or null when none does.</summary>
    public static async Task<Uri?> FindLivingAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        if (Find(folder) is not { } file || !Uri.TryCreate(file.Url, UriKind.Absolute, out var address) || !address.IsLoopback) return null;
        // A server that is gone refuses at once; one that is busy making an app may take its time, and a second one beside it would only make it worse.
        using var client = OutboundHttp.ForOperatorEndpoints(TimeSpan.FromSeconds(30));
        try
        {
            using var response = await client.GetAsync(new Uri(address, "/health"), cancellationToken);
            return response.IsSuccessStatusCode ? address : null;
        }
        catch (Exception cause) when (cause is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null; // a server that was killed leaves its file behind
        }
    }

    /// <summary>Refuses while another server works in this data folder: each would clear away the sandboxes of the other, and take it from the verbs.</summary>
    public static async Task RequireFreeAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        if (Find(folder) is not { } file || file.ProcessId == Environment.ProcessId || !IsAlive(file.ProcessId)) return;
        if (await FindLivingAsync(folder, cancellationToken) is { } address)
            throw new RefusalException("serve.folder-in-use", $"The server at {address.ToString().TrimEnd('/')} (process {file.ProcessId}) works in this data folder already. Stop it first, or name another folder in VITRINE_DATA.", RefusalKind.Conflict);
    }

    public void Write(DataFolder folder) => folder.WriteSecret(FileName, JsonSerializer.Serialize(this, Form));

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Removes the file when it is still ours.</summary>
    public void Remove(DataFolder folder)
    {
        if (Find(folder)?.ProcessId == ProcessId) File.Delete(folder.Combine(FileName));
    }
}
