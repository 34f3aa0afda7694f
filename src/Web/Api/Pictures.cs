using Microsoft.Net.Http.Headers;
using Vitrine.Storage;

namespace Vitrine.Web.Api;

/// <summary>Answers with a stored PNG. A picture is named by its content, so what a browser has is never old; yet it asks each time, because rights change.</summary>
internal static class Pictures
{
    public static async Task<IResult> AnswerAsync(IObjectStore objects, BlobHash hash, HttpContext http, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        var tag = new EntityTagHeaderValue($"\"{hash.Hex[..32]}\"");
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return await objects.FindAsync(hash, cancellationToken) is { } png ? Results.File(png, "image/png", entityTag: tag) : Results.NotFound();
    }
}
