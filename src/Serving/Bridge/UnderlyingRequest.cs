using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Serving.Bridge;

/// <summary>Asks for the rows behind one row of an answer.</summary>
/// <param name="Arguments">The arguments that the answer was asked with.</param>
/// <param name="Row">The row's dimension cells.</param>
internal sealed record UnderlyingRequest(JsonElement Arguments, JsonElement Row)
{
    public static async Task<UnderlyingRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var root = await StrictJson.ReadAsync(request, ["arguments", "row"], [], cancellationToken);
        return new UnderlyingRequest(StrictJson.ReadObject(root, "arguments"), StrictJson.ReadObject(root, "row"));
    }
}
