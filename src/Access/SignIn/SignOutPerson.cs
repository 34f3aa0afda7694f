using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Access.SignIn;

/// <summary>Removes the cookie of this browser.</summary>
public static class SignOutPerson
{
    /// <summary>Removes it from this response.</summary>
    public static Task HandleAsync(HttpContext http) => http.SignOutAsync(AuthenticationSchemes.Cookie);
}
