using Microsoft.AspNetCore.Http;
using Vitrine.Serving.Http;

namespace Vitrine.Serving.Bridge;

/// <summary>Asks for the values that a filter may take.</summary>
/// <param name="Filter">A page filter, or <c>contract.argument</c>.</param>
/// <param name="Search">Part of a value, or null for the first ones.</param>
internal sealed record ValuesRequest(string Filter, string? Search)
{
    private static readonly StrictForm Form = new(["filter"], ["search"]);

    public static async Task<ValuesRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await StrictBody.ReadAsync(request, Form, cancellationToken);
        var filter = body.Text("filter", 257);
        return string.IsNullOrEmpty(filter)
            ? throw StrictBody.Bad("filter", "the name of a filter")
            : new ValuesRequest(filter, body.Text("search", 200));
    }
}
