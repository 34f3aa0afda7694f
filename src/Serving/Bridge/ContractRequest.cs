using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Serving.Bridge;

/// <summary>What a call of a contract may say besides its name.</summary>
/// <param name="Arguments">A JSON object; the contract says what may stand in it.</param>
/// <param name="Limit">Rows, at least 1; the contract's own maximum still holds.</param>
/// <param name="Refresh">Whether to pass the cache by.</param>
internal sealed record ContractRequest(JsonElement Arguments, int? Limit, bool Refresh)
{
    public static async Task<ContractRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var root = await StrictJson.ReadAsync(request, ["arguments"], ["limit", "refresh"], cancellationToken);
        return new ContractRequest(StrictJson.ReadObject(root, "arguments"), StrictJson.ReadCount(root, "limit"), StrictJson.ReadFlag(root, "refresh"));
    }
}
