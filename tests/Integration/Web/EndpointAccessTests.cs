using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Vitrine.Access;

namespace Vitrine.Integration.Web;

/// <summary>Law 7 in the running host: every endpoint and page says what it asks of the policy, and nobody gets past who has not signed in.</summary>
[Collection(typeof(WebServer))]
public sealed class EndpointAccessTests(WebServer web)
{
    /// <summary>All that is for everybody. Whoever adds to it has a reason that a stranger on the internet would accept.</summary>
    private static readonly string[] Open =
    [
        "GET /health", "GET /host/host.js", "GET /openapi/{documentName}.json", "GET /tokens.css", "POST /api/v1/session/",
        "page /not-found", "page /problem", "page /sign-in", "page /sign-out",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_declares_its_check() => Assert.Empty(Endpoints().Where(endpoint => !Declares(endpoint)).Select(Tell));

    [Fact]
    public void An_endpoint_that_declares_nothing_or_twice_is_found()
    {
        Assert.False(Declares(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/api/v1/silent"), 0, EndpointMetadataCollection.Empty, null)));
        var torn = new EndpointMetadataCollection(new AccessCheckAttribute(AccessAction.ManagePeople), new AllowAnyoneAttribute("For a test."));
        Assert.False(Declares(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/api/v1/torn"), 0, torn, null)));
    }

    [Fact]
    public void What_is_for_everybody_is_a_short_list_and_says_why()
    {
        var open = Endpoints().Where(endpoint => IsOpen(endpoint) && !IsAsset(endpoint)).ToList();
        Assert.Equal(Open.Order(StringComparer.Ordinal), open.Select(Tell).Distinct().Order(StringComparer.Ordinal));
        Assert.All(open, endpoint => Assert.NotEmpty(endpoint.Metadata.GetMetadata<AllowAnyoneAttribute>()!.Reason));
    }

    [Fact]
    public async Task Nobody_gets_past_who_has_not_signed_in()
    {
        var wrong = new List<string>();
        var asked = 0;
        foreach (var endpoint in Endpoints().Where(endpoint => !IsOpen(endpoint)))
        {
            foreach (var method in Methods(endpoint))
            {
                using var request = new HttpRequestMessage(method, Fill(endpoint.RoutePattern));
                using var response = await web.Nobody.SendAsync(request, Stop);
                var answer = await TellAsync(response);
                if (answer != (IsApi(endpoint) ? "401 access.sign-in" : "302 /sign-in")) wrong.Add($"{method} {request.RequestUri}: {answer}");
                asked++;
            }
        }

        Assert.Empty(wrong);
        Assert.InRange(asked, 50, 500);
    }

    [Fact]
    public async Task A_forged_token_is_nobodys()
    {
        using var client = web.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal((401, "access.sign-in"), await client.RefusedAsync(HttpMethod.Get, "/api/v1/projects"));
        client.DefaultRequestHeaders.Remove("Authorization");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", "vitrine=CfDJ8forged");
        Assert.Equal((401, "access.sign-in"), await client.RefusedAsync(HttpMethod.Get, "/api/v1/projects"));
    }

    private static async Task<string> TellAsync(HttpResponseMessage response)
    {
        if (response.Headers.Location is { } target) return $"{(int)response.StatusCode} {(target.IsAbsoluteUri ? target.AbsolutePath : target.OriginalString.Split('?')[0])}";
        return response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? $"{(int)response.StatusCode} {(await response.RefusalAsync()).Code}" : $"{(int)response.StatusCode}";
    }

    private static bool Declares(RouteEndpoint endpoint)
        => endpoint.Metadata.GetOrderedMetadata<AccessCheckAttribute>().Count + endpoint.Metadata.GetOrderedMetadata<AllowAnyoneAttribute>().Count == 1;

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<AllowAnyoneAttribute>() is not null;

    // Styles, fonts and scripts of our own pages, one endpoint each.
    private static bool IsAsset(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;

    private static bool IsApi(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal);

    private static IEnumerable<HttpMethod> Methods(RouteEndpoint endpoint)
        => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } known ? known.Select(method => HttpMethod.Parse(method)) : [HttpMethod.Get];

    private static string Tell(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null) return $"page {path}";
        return $"{(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : path == "/health" ? "GET" : "any")} {path}";
    }

    // Something for each parameter that its constraint lets through.
    private static string Fill(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content == "int") => "1",
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content == "guid") => Guid.Empty.ToString(),
        RoutePatternParameterPart => "any",
        _ => throw new InvalidOperationException("A part of an unknown form."),
    }))));

    private List<RouteEndpoint> Endpoints() => [.. web.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
}
