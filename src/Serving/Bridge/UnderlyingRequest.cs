using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Serving.Http;

namespace Vitrine.Serving.Bridge;

/// <summary>Asks for the rows behind one row of an answer.</summary>
/// <param name="Arguments">The arguments that the answer was asked with.</param>
/// <param name="Row">The row's dimension cells.</param>
internal sealed record UnderlyingRequest(JsonElement Arguments, JsonElement Row)
{
    private static readonly StrictForm Form = new(["arguments", "row"], []);

    public static async Task<UnderlyingRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await StrictBody.ReadAsync(request, Form, cancellationToken);
        return new UnderlyingRequest(body.Object("arguments"), body.Object("row"));
    }
}
