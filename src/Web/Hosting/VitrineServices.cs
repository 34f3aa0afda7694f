using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using Vitrine.Access;
using Vitrine.Access.SignIn;
using Vitrine.Agents;
using Vitrine.Agents.Composer;
using Vitrine.Apps;
using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Queries;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.E2b;
using Vitrine.Sandboxes.Local;
using Vitrine.Serving;
using Vitrine.Serving.Bridge;
using Vitrine.Serving.Documents;
using Vitrine.Storage;
using Vitrine.Web.Api;
using Vitrine.Web.Demo;
using Vitrine.Web.Showing;

namespace Vitrine.Web.Hosting;

/// <summary>Puts all modules together, from the ground up.</summary>
internal static class VitrineServices
{
    private const int MostMessageBytes = 1 << 20;

    /// <summary>The running version, such as <c>0.1.0</c>.</summary>
    public static string ProductVersion { get; } = typeof(VitrineServices).Assembly.GetName().Version!.ToString(3);

    public static IServiceCollection AddVitrine(this IServiceCollection services, IConfiguration configuration, ServerRole role)
    {
        services.AddStorage(configuration).AddAccess().AddVitrineAuthentication().AddJobs().AddLedger();
        AddSandboxes(services, configuration);
        services.AddBrowsers(provider => new BrowserPoolOptions { Folder = provider.GetRequiredService<DataFolder>().Combine("browsers") });
        services.AddProjects().AddQueries().AddApps().AddServing().AddBuilds().AddAgents();
        services.TryAddSingleton<ICodingAgent, ComposerAgent>(); // needs no model; it is there beside those that are set up
        services.AddDemo();
        if (role != ServerRole.Web) services.AddJobWorker(configuration.GetSection("Jobs").Get<JobSettings>());
        if (role != ServerRole.Worker) AddPages(services);
        return services;
    }

    private static void AddSandboxes(IServiceCollection services, IConfiguration configuration)
    {
        if (SandboxesModule.ProviderOf(configuration) == "e2b")
        {
            services.AddE2bSandboxes(provider => E2bSandboxOptions.From(configuration, ProductVersion, provider.GetRequiredService<DataFolder>().Combine("e2b-sandboxes")) with { Toolchain = Toolchain(provider) });
            return;
        }

        services.AddSandboxes(provider => new LocalSandboxOptions { Folder = provider.GetRequiredService<DataFolder>().Combine("sandboxes"), Toolchain = Toolchain(provider) });
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemWriter>();
        services.ConfigureHttpJsonOptions(options => WireForm.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // our own words for it: ProblemWriter
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddHealthChecks();
        services.AddHttpContextAccessor();
        // A page brings its first state back when it comes to life, and a prompt may have 20,000 letters of four bytes: the 32 KB that SignalR allows by itself end the page without a word.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = MostMessageBytes);
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "vitrine.form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddMudServices(mud =>
        {
            // Away from the tabs and buttons at the top; app.css keeps them clear of the box for prompts.
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.VisibleStateDuration = 5000; // milliseconds
            (mud.SnackbarConfiguration.ShowTransitionDuration, mud.SnackbarConfiguration.HideTransitionDuration) = (150, 300);
        });
        services.AddSingleton<TokenSheet>();
        services.AddScoped<CurrentProject>();
        services.AddScoped<EditedVersion>();
        services.AddScoped<CompareVersions>();
        services.AddTransient<PromptIdeas>();
        services.AddTransient<AppOwners>();
        services.AddTransient<VersionCosts>();
        services.AddSingleton<VersionFiles>();
        services.AddScoped<VersionDoor>();
        services.AddScoped<IVersionDoor>(provider => provider.GetRequiredService<VersionDoor>());
    }

    // Asked for at each start of a sandbox: the template may be prepared later.
    private static Func<string?> Toolchain(IServiceProvider provider) => () =>
    {
        try
        {
            return provider.GetRequiredService<AppTemplateSource>().Current.ToolchainFolder;
        }
        catch (RefusalException)
        {
            return null;
        }
    };
}
