using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Access;
using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Queries;
using Vitrine.Queries;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;
using Vitrine.Serving;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Browser.Gates;

/// <summary>Everything that checks an app, over the second project: real sandboxes, a real jailed browser, a real warehouse.</summary>
public sealed class GateHost : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-gates-").FullName;
    private readonly ServiceProvider services;

    public GateHost()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["VITRINE_DATA"] = folder }).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddSingleton(TimeProvider.System);
        collection.AddLogging();
        collection.AddDataProtection();
        collection.AddStorage(configuration).AddQueries().AddServing().AddBuilds();
        collection.AddSandboxes(provider => new LocalSandboxOptions { Folder = Path.Combine(folder, "sandboxes"), Toolchain = () => provider.GetRequiredService<AppTemplateSource>().Current.ToolchainFolder });
        collection.AddSingleton<ISandboxMeter, NoMeter>();
        collection.AddBrowsers(_ => new BrowserPoolOptions { Folder = Path.Combine(folder, "browsers"), PageBytes = 700L << 20 });
        services = collection.BuildServiceProvider();
    }

    internal JaffleProject Jaffle { get; } = new();

    /// <summary>Sees the orders of every center.</summary>
    public static Principal Author { get; } = JaffleProject.Person("east_coast", "west_coast", "central");

    public T Get<T>()
        where T : notnull
        => services.GetRequiredService<T>();

    /// <summary>Checks an app as its author would have it checked: once more, as the verdict says, when the machine was too busy to give the browser its time.</summary>
    public async Task<CheckOutcome> CheckAsync(AppSource source, CheckScope scope = CheckScope.Full)
    {
        var outcome = await CheckOnceAsync(source, scope);
        return WasTooBusy(outcome) ? await CheckOnceAsync(source, scope) : outcome;
    }

    /// <summary>Whether the machine gave the browser too little time for a verdict, which says to check again.</summary>
    public static bool WasTooBusy(CheckOutcome outcome) => outcome.Report.Diagnostics.Any(finding => finding.Code == "render.unavailable");

    private async Task<CheckOutcome> CheckOnceAsync(AppSource source, CheckScope scope)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var workspace = await Get<WorkspacePool>().OpenAsync(new SandboxOwner(Author.OrganizationId, null, null, null, Author.PersonId), source, stop);
        return await Get<BuildPipeline>().CheckAsync(workspace, new CheckRequest { Project = Jaffle.Open(), Author = Author, Title = "Orders", Scope = scope }, null, stop);
    }

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(Get<WorkspacePool>().WarmAsync(TestContext.Current.CancellationToken), Get<BrowserPool>().WarmAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Jaffle.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class NoMeter : ISandboxMeter
    {
        public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
