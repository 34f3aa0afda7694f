using Microsoft.AspNetCore.Http;
using Vitrine.Primitives;

namespace Vitrine.Serving.Bridge;

/// <summary>Asks for the values that a filter may take.</summary>
/// <param name="Filter">A page filter, or <c>contract.argument</c>.</param>
/// <param name="Search">Part of a value, or null for the first ones.</param>
internal sealed record ValuesRequest(string Filter, string? Search)
{
    public static async Task<ValuesRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var root = await StrictJson.ReadAsync(request, ["filter"], ["search"], cancellationToken);
        var filter = StrictJson.ReadText(root, "filter", 257);
        return string.IsNullOrEmpty(filter)
            ? throw new RefusalException("request.bad-member", "'filter' has to be the name of a filter.")
            : new ValuesRequest(filter, StrictJson.ReadText(root, "search", 200));
    }
}
