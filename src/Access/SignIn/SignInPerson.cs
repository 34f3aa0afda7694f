using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Vitrine.Access.People;
using Vitrine.Access.Principals;
using Vitrine.Primitives;

namespace Vitrine.Access.SignIn;

/// <summary>Signs a person in by password. Five wrong ones lock the account for five minutes; who is told so learns nothing about which accounts exist.</summary>
public sealed class SignInPerson
{
    // What an unknown address costs: the same work as a known one.
    private static readonly PersonRow Nobody = new() { UserName = "nobody" };
    private static readonly string NobodysHash = new PasswordHasher<PersonRow>().HashPassword(Nobody, "no such password");
    private readonly PeopleAccounts accounts;
    private readonly PrincipalSource people;

    internal SignInPerson(PeopleAccounts accounts, PrincipalSource people)
    {
        this.accounts = accounts;
        this.people = people;
    }

    /// <summary>What the form says.</summary>
    /// <param name="Email">The address.</param>
    /// <param name="Password">The password.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record Request(string Email, string Password);

    /// <summary>Verifies, and sets the cookie of this response. Refuses with <c>access.sign-in-failed</c>.</summary>
    public async Task<Principal> HandleAsync(Request request, HttpContext http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        var (principal, claims) = await VerifyAsync(request, cancellationToken);
        await http.SignInAsync(AuthenticationSchemes.Cookie, claims, new AuthenticationProperties { IsPersistent = true });
        return principal;
    }

    /// <summary>Verifies only.</summary>
    public async Task<(Principal Principal, ClaimsPrincipal Claims)> VerifyAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var id = await accounts.UseAsync(users => CheckAsync(users, request.Email ?? "", request.Password ?? ""));
        StampedPrincipal person = (id is { } known ? await people.FindStampedAsync(known, cancellationToken) : null) ?? throw Failed();
        return (person.Principal, SignInClaims.Write(person, AuthenticationSchemes.Cookie));
    }

    private static async Task<Guid?> CheckAsync(UserManager<PersonRow> users, string email, string password)
    {
        var person = email.Length is > 0 and < 257 ? await users.FindByEmailAsync(email.Trim()) : null;
        if (person is null || password.Length > 1000)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password.Length > 1000 ? "" : password);
            return null;
        }

        if (await users.IsLockedOutAsync(person)) return null;
        if (person.IsActive && await users.CheckPasswordAsync(person, password))
        {
            await users.ResetAccessFailedCountAsync(person);
            return person.Id;
        }

        await users.AccessFailedAsync(person);
        return null;
    }

    private static RefusalException Failed() => new(
        "access.sign-in-failed", "Email or password is wrong. After five wrong passwords an account is locked for five minutes.", RefusalKind.Unauthenticated);
}
