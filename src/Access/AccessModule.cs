using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vitrine.Access.Audit;
using Vitrine.Access.Groups;
using Vitrine.Access.People;
using Vitrine.Access.SignIn;
using Vitrine.Access.Spaces;
using Vitrine.Storage;

namespace Vitrine.Access;

/// <summary>The door of this module.</summary>
public static class AccessModule
{
    /// <summary>Adds people, spaces and the policy. A host that answers requests adds <see cref="VitrineAuthentication.AddVitrineAuthentication"/> too.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IModelPart, AccessModelPart>();
        services.AddSingleton<AccessPolicy>();
        services.AddSingleton<AuditBook>();
        services.AddSingleton<AccessGuard>();
        services.AddSingleton<PrincipalSource>();
        services.AddSingleton<DataAppsSwitch>();
        services.AddSingleton<LoopbackToken>();
        AddPeople(services);
        services.AddSingleton<SpaceDirectory>();
        services.AddTransient<ListSpaces>();
        services.AddTransient<CreateSpace>();
        services.AddTransient<GrantSpaceAccess>();
        services.AddTransient<CreateGroup>();
        services.AddTransient<SetGroupMembers>();
        services.AddTransient<SetProjectRole>();
        return services;
    }

    private static void AddPeople(IServiceCollection services)
    {
        services.AddScoped<IUserStore<PersonRow>, UserOnlyStore<PersonRow, VitrineDatabase, Guid>>();
        services.AddIdentityCore<PersonRow>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = ""; // the name is the email, whose form is checked apart
            options.Password.RequiredLength = 10;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Lockout.AllowedForNewUsers = true;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        });
        services.AddSingleton<PeopleAccounts>();
        services.AddTransient(provider => new SignInPerson(provider.GetRequiredService<PeopleAccounts>(), provider.GetRequiredService<PrincipalSource>()));
        services.AddTransient(provider => new SetUpOrganization(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(), provider.GetRequiredService<PeopleAccounts>(),
            provider.GetRequiredService<PrincipalSource>(), provider.GetRequiredService<TimeProvider>()));
        services.AddTransient(provider => new CreatePerson(
            provider.GetRequiredService<PeopleAccounts>(), provider.GetRequiredService<AccessGuard>(),
            provider.GetRequiredService<AuditBook>(), provider.GetRequiredService<TimeProvider>()));
        services.AddTransient(provider => new SetPassword(
            provider.GetRequiredService<IDbContextFactory<VitrineDatabase>>(), provider.GetRequiredService<PeopleAccounts>(),
            provider.GetRequiredService<AccessGuard>(), provider.GetRequiredService<AuditBook>()));
        services.AddTransient<ChangePerson>();
        services.AddTransient<ListPeople>();
        services.AddTransient<SetAttributes>();
        services.AddTransient<DefineUserAttribute>();
    }
}
