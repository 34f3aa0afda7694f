using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Vitrine.Access.SignIn;
using Vitrine.Outside.Http;
using Vitrine.Primitives;
using Vitrine.Storage;
using Vitrine.Web.Api;
using Vitrine.Web.Demo;
using Vitrine.Web.Hosting;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>The API of the running server, or of one that lives as long as this does. Known to it by the loopback token.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly HttpClient client;
    private readonly VitrineServer? own;

    private ServerConnection(HttpClient client, VitrineServer? own)
    {
        this.client = client;
        this.own = own;
    }

    /// <summary>Whether the server ends with this connection.</summary>
    public bool IsOwn => own is not null;

    public Uri Address => client.BaseAddress!;

    /// <summary>Finds the server of the data folder, or starts one on a free port of loopback.</summary>
    /// <param name="person">Email of the person to act for; null for the demo's analyst, else the first administrator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServerConnection> OpenAsync(string? person, CancellationToken cancellationToken)
    {
        var folder = DataFolder.From(Environment());
        VitrineServer? own = null;
        if (await ServerAddressFile.FindLivingAsync(folder, cancellationToken) is not { } address)
        {
            var options = new ServerOptions { Listen = "http://127.0.0.1:0", IsQuiet = true, IsPassing = true };
            own = await VitrineServer.StartAsync(options, cancellationToken);
            address = own.Address!;
        }

        return new ServerConnection(Client(folder, address, person ?? (DemoPasswords.AreThere(folder) ? DemoSeeder.AnalystEmail : null)), own);
    }

    /// <summary>Finds the server of the data folder, for something that only one that runs can tell.</summary>
    /// <param name="person">Email of the person to act for; null for the first administrator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusalException"><c>server.none</c>.</exception>
    public static async Task<ServerConnection> OpenRunningAsync(string? person, CancellationToken cancellationToken)
    {
        var folder = DataFolder.From(Environment());
        var address = await ServerAddressFile.FindLivingAsync(folder, cancellationToken)
            ?? throw new RefusalException("server.none", $"No server runs over the data folder {folder.Path}. Start one with vitrine serve, or name its folder in VITRINE_DATA.", RefusalKind.Unavailable);
        return new ServerConnection(Client(folder, address, person), null);
    }

    /// <summary>Where people find what was made: one's own server is gone by then, so it is where the next one will listen.</summary>
    public string PagesAt => IsOwn ? new ServerOptions().AddressFrom(Environment()).TrimEnd('/') : Address.GetLeftPart(UriPartial.Authority);

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "application/json" } } };
        using var response = await client.SendAsync(request, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await client.DeleteAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (!response.IsSuccessStatusCode) await ReadAsync<JsonElement>(response, cancellationToken);
    }

    /// <summary>The body as it came, or null when there is none such.</summary>
    public async Task<byte[]?> FindBytesAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(path, cancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : null;
    }

    public async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync(path, body, WireForm.Options, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task<T> SendAsync<T>(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Sends a form with files. The caller disposes of it.</summary>
    public async Task<T> SendAsync<T>(string path, MultipartFormDataContent form, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), form, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>The lines of an event stream, until the server ends it.</summary>
    public async IAsyncEnumerable<string> StreamAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode) await ReadAsync<JsonElement>(response, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line) yield return line;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (own is not null) await own.DisposeAsync();
    }

    private static HttpClient Client(DataFolder folder, Uri address, string? person)
    {
        // A turn is followed for as long as it takes.
        var client = OutboundHttp.ForOperatorEndpoints(Timeout.InfiniteTimeSpan);
        client.BaseAddress = address;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new LoopbackToken(folder).Value);
        if (person is not null) client.DefaultRequestHeaders.Add(LoopbackToken.ActAsHeader, person);
        return client;
    }

    private static IConfigurationRoot Environment() => new ConfigurationBuilder().AddEnvironmentVariables().Build();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return (await response.Content.ReadFromJsonAsync<T>(WireForm.Options, cancellationToken))!;
        var (code, detail) = ("server.refused", $"The server answered {(int)response.StatusCode}.");
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            if (problem.TryGetProperty("code", out var known)) code = known.GetString() ?? code;
            if (problem.TryGetProperty("detail", out var said)) detail = said.GetString() ?? detail;
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // The status says what there is to say.
        }

        if (response.StatusCode == HttpStatusCode.Unauthorized) detail = "The server does not know this person. Check --as, or leave it out.";
        throw new RefusalException(code, detail);
    }
}
