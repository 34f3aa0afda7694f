using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Vitrine.Integration.Web;

/// <summary>The description of the API is valid and tells of every endpoint.</summary>
[Collection(typeof(WebServer))]
public sealed class OpenApiTests(WebServer web)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_valid_OpenAPI()
    {
        var read = OpenApiDocument.Parse(await TextAsync(), OpenApiConstants.Json);
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal("Vitrine", read.Document!.Info.Title);
    }

    [Fact]
    public async Task Every_endpoint_is_described_with_an_answer_and_a_refusal()
    {
        var paths = JsonSerializer.Deserialize<JsonElement>(await TextAsync()).GetProperty("paths");
        var missing = new List<string>();
        var count = 0;
        foreach (var endpoint in web.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal)))
        {
            // Questions about a build that is no version yet are between the server and its own page.
            if (endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not null && endpoint.RoutePattern.RawText!.StartsWith("/api/v1/turns/{turn:guid}/builds/", StringComparison.Ordinal)) continue;
            var path = System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!, ":[a-z]+", "");
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                count++;
                if (Problem(paths, path, method) is { } problem) missing.Add($"{method} {path}: {problem}");
            }
        }

        Assert.Equal("", string.Join("\n", missing));
        Assert.InRange(count, 40, 200);
    }

    [Fact]
    public async Task Names_of_operations_are_unique()
    {
        var names = JsonSerializer.Deserialize<JsonElement>(await TextAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    private static string? Problem(JsonElement paths, string path, string method)
    {
        if (!paths.TryGetProperty(path, out var item) && !paths.TryGetProperty(path.TrimEnd('/'), out item)) return "the path is missing";
        if (!item.TryGetProperty(method.ToLowerInvariant(), out var operation)) return "the method is missing";
        if (!operation.TryGetProperty("operationId", out _)) return "no name";
        if (!operation.TryGetProperty("tags", out _)) return "no tag";
        var answers = operation.GetProperty("responses").EnumerateObject().ToList();
        if (!answers.Any(answer => answer.Name == "default" && answer.Value.GetProperty("content").TryGetProperty("application/problem+json", out _))) return "no refusal";
        var good = answers.Where(answer => answer.Name.StartsWith('2')).ToList();
        if (good.Count == 0) return "no answer";
        if (good.All(answer => answer.Name != "204" && !answer.Value.TryGetProperty("content", out _))) return "an answer without a form";
        var takesBody = method is "POST" or "PATCH" or "PUT" && !path.EndsWith("/cancel", StringComparison.Ordinal) && !path.EndsWith("lish", StringComparison.Ordinal)
            && !path.EndsWith("/restore", StringComparison.Ordinal) && !path.EndsWith("/frame", StringComparison.Ordinal);
        return takesBody && !operation.TryGetProperty("requestBody", out _) ? "no body" : null;
    }

    private async Task<string> TextAsync()
    {
        using var response = await web.Nobody.CallAsync(HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Stop);
    }
}
