using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Primitives;

namespace Vitrine.Access.People;

/// <summary>Identity's user manager, opened for one operation: its context tracks what it reads and must not grow old with a circuit.</summary>
internal sealed class PeopleAccounts(IServiceScopeFactory scopes)
{
    public async Task<T> UseAsync<T>(Func<UserManager<PersonRow>, Task<T>> operation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await operation(scope.ServiceProvider.GetRequiredService<UserManager<PersonRow>>());
    }

    public async Task<PersonRow> CreateAsync(PersonRow person, string? password)
        => await UseAsync(async users =>
        {
            Require(password is null ? await users.CreateAsync(person) : await users.CreateAsync(person, password));
            return person;
        });

    public async Task SetPasswordAsync(Guid personId, string password)
        => await UseAsync(async users =>
        {
            var person = await users.FindByIdAsync(personId.ToString()) ?? throw AccessGuard.NotFound();
            foreach (var validator in users.PasswordValidators) Require(await validator.ValidateAsync(users, person, password));
            // Hash, stamp and lockout are written together, so that no moment exists without a password.
            person.PasswordHash = users.PasswordHasher.HashPassword(person, password);
            person.LockoutEnd = null;
            person.AccessFailedCount = 0;
            Require(await users.UpdateSecurityStampAsync(person));
            return person;
        });

    private static void Require(IdentityResult result)
    {
        if (result.Succeeded) return;
        var error = result.Errors.First();
        throw error.Code switch
        {
            "DuplicateEmail" or "DuplicateUserName" => new RefusalException("access.email-taken", "Somebody with this email is here already.", RefusalKind.Conflict),
            "InvalidEmail" or "InvalidUserName" => new RefusalException("access.bad-email", "This is no email address."),
            "ConcurrencyFailure" => new RefusalException("access.changed", "This person was changed meanwhile. Look again and repeat.", RefusalKind.Conflict),
            _ when error.Code.StartsWith("Password", StringComparison.Ordinal) => new RefusalException("access.weak-password", "A password has at least 10 characters."),
            _ => new RefusalException("access.refused", error.Description),
        };
    }
}
