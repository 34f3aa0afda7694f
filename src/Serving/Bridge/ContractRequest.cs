using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Serving.Http;

namespace Vitrine.Serving.Bridge;

/// <summary>What a call of a contract may say besides its name.</summary>
/// <param name="Arguments">A JSON object; the contract says what may stand in it.</param>
/// <param name="Limit">Rows, at least 1; the contract's own maximum still holds.</param>
/// <param name="Refresh">Whether to pass the cache by.</param>
internal sealed record ContractRequest(JsonElement Arguments, int? Limit, bool Refresh)
{
    private static readonly StrictForm Form = new(["arguments"], ["limit", "refresh"]);

    public static async Task<ContractRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await StrictBody.ReadAsync(request, Form, cancellationToken);
        return new ContractRequest(body.Object("arguments"), body.Count("limit"), body.Flag("refresh"));
    }
}
