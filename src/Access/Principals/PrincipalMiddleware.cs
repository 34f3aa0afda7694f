using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Vitrine.Access.SignIn;

namespace Vitrine.Access.Principals;

/// <summary>Sets the request's principal, fresh from the database.</summary>
internal sealed class PrincipalMiddleware(RequestDelegate next, PrincipalSource people)
{
    public async Task InvokeAsync(HttpContext http, CurrentPrincipal current)
    {
        if (SignInClaims.TryRead(http.User, out var personId, out var stamp))
        {
            var person = http.Features.Get<StampedPrincipal>() is { } known && known.Principal.PersonId == personId ? known : await people.FindStampedAsync(personId, http.RequestAborted);
            var isLoopback = http.User.Identity?.AuthenticationType == AuthenticationSchemes.Loopback;
            if (person is not null && (isLoopback || person.Stamp == stamp)) current.Principal = person.Principal;
            else http.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(http);
    }
}
