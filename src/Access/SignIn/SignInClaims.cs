using System.Security.Claims;
using Vitrine.Access.Principals;

namespace Vitrine.Access.SignIn;

/// <summary>What a cookie says: who, and which password it was signed in with. Rights are never in it; they are loaded each time.</summary>
internal static class SignInClaims
{
    private const string Stamp = "vitrine:stamp";

    public static ClaimsPrincipal Write(StampedPrincipal person, string scheme)
        => new(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, person.Principal.PersonId.ToString()),
                new Claim(ClaimTypes.Name, person.Principal.Name),
                new Claim(Stamp, person.Stamp),
            ],
            scheme));

    public static bool TryRead(ClaimsPrincipal? claims, out Guid personId, out string? stamp)
    {
        stamp = claims?.FindFirstValue(Stamp);
        return Guid.TryParse(claims?.FindFirstValue(ClaimTypes.NameIdentifier), out personId) && claims?.Identity?.IsAuthenticated == true;
    }
}
