using Microsoft.AspNetCore.Http;

namespace Vitrine.Access.Principals;

/// <summary>
/// Refuses what another site's page makes a browser send: requests that change something, carry a cookie, and say that they come from elsewhere. Frames of apps are
/// elsewhere too (their origin is opaque). The cookie's SameSite already keeps most of them away; this is the second lock.
/// </summary>
internal sealed class CrossSiteRefusal(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var isReading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (!isReading && request.Cookies.Count > 0 && IsForeign(request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsJsonAsync(
                new { title = "Not allowed", status = 403, detail = "Requests from pages of other sites are refused. Open this page from its own address.", code = "access.cross-site" },
                options: null, contentType: "application/problem+json", http.RequestAborted);
            return;
        }

        await next(http);
    }

    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }
}
