using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vitrine.Access.Principals;

namespace Vitrine.Access.SignIn;

/// <summary>Knows the command line of this machine by the loopback token, and whom it acts for by <c>X-Vitrine-As</c>; without that, the first administrator.</summary>
internal sealed class LoopbackHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, LoopbackToken token, PrincipalSource people)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        const string prefix = "Bearer ";
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        // A proxy on this machine is on loopback too, and says for whom it asks.
        var isLocal = Context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !Request.Headers.ContainsKey("X-Forwarded-For") && !Request.Headers.ContainsKey("Forwarded");
        if (!isLocal || !token.Matches(header[prefix.Length..].Trim())) return AuthenticateResult.Fail("No such token.");
        var email = Request.Headers[LoopbackToken.ActAsHeader].ToString();
        var person = email.Length == 0
            ? await people.FindFirstAdminAsync(Context.RequestAborted)
            : await people.FindByEmailAsync(email, Context.RequestAborted);
        if (person is null) return AuthenticateResult.Fail("No such person.");
        var stamped = new StampedPrincipal(person, "");
        Context.Features.Set(stamped); // read in this very request: PrincipalMiddleware need not read it again
        return AuthenticateResult.Success(new AuthenticationTicket(SignInClaims.Write(stamped, Scheme.Name), Scheme.Name));
    }
}
