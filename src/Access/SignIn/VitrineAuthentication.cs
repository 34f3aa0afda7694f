using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vitrine.Access.Principals;
using Vitrine.Storage;

namespace Vitrine.Access.SignIn;

/// <summary>How a host knows who asks.</summary>
public static class VitrineAuthentication
{
    /// <summary>
    /// Adds the cookie of browsers and the loopback token of the command line, and the person behind a request or a circuit as <see cref="ICurrentPrincipal"/>.
    /// Endpoints and pages that declare nothing are refused to everybody who is not signed in.
    /// </summary>
    public static IServiceCollection AddVitrineAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(AuthenticationSchemes.Default)
            .AddPolicyScheme(AuthenticationSchemes.Default, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey("Authorization") ? AuthenticationSchemes.Loopback : AuthenticationSchemes.Cookie)
            .AddScheme<AuthenticationSchemeOptions, LoopbackHandler>(AuthenticationSchemes.Loopback, null)
            .AddCookie(AuthenticationSchemes.Cookie, Configure);
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddDataProtection().SetApplicationName("Vitrine");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new FileSystemXmlRepository(
                Directory.CreateDirectory(provider.GetRequiredService<DataFolder>().Combine("keys")), provider.GetRequiredService<ILoggerFactory>())));
        services.AddScoped<CurrentPrincipal>();
        services.AddScoped<ICurrentPrincipal>(provider => provider.GetRequiredService<CurrentPrincipal>());
        services.AddScoped<CircuitHandler, CircuitPrincipal>();
        return services;
    }

    /// <summary>
    /// Loads the person behind each request, after <c>UseAuthentication</c> and before <c>UseAuthorization</c>; a cookie of somebody who left or whose password
    /// changed is no longer one. Refuses requests that change something and come from a page of another site.
    /// </summary>
    public static IApplicationBuilder UseVitrinePrincipal(this IApplicationBuilder app)
        => app.UseMiddleware<CrossSiteRefusal>().UseMiddleware<PrincipalMiddleware>();

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "vitrine";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // Strict would greet people who follow a link with the sign-in page
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/sign-in";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context => Redirect(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Redirect(context, StatusCodes.Status403Forbidden);
    }

    // Programs get a status, people the page.
    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
