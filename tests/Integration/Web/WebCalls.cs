using System.Net.Http.Json;
using System.Text.Json;
using Vitrine.Web.Api;

namespace Vitrine.Integration.Web;

/// <summary>Calls of the API, shortly written.</summary>
internal static class WebCalls
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<HttpResponseMessage> CallAsync(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, options: WireForm.Options);
        return await client.SendAsync(request, Stop);
    }

    /// <summary>The answer of a call that has to succeed.</summary>
    public static async Task<T> ReadAsync<T>(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var response = await client.CallAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, WireForm.Options)!;
    }

    /// <summary>Status and code of a call that has to be refused, after a look at the form of the refusal.</summary>
    public static async Task<(int Status, string Code)> RefusedAsync(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var response = await client.CallAsync(method, path, body);
        return await response.RefusalAsync();
    }

    /// <summary>Status and code of a refusal; it has to be problem details with a title and a sentence.</summary>
    public static async Task<(int Status, string Code)> RefusalAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.False(response.IsSuccessStatusCode, $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: {(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return ((int)response.StatusCode, problem.GetProperty("code").GetString()!);
    }
}
