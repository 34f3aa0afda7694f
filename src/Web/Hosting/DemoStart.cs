using Vitrine.Storage;
using Vitrine.Web.Demo;

namespace Vitrine.Web.Hosting;

/// <summary>Makes the demo when a server starts, and its app beside the server when it runs.</summary>
internal static class DemoStart
{
    /// <summary>Asks for the demo, as <c>--demo</c> does; <c>./run</c> sets it.</summary>
    public const string Variable = "VITRINE_DEMO";

    /// <summary>What the demo consists of; null when nobody asked for it, or when this instance was set up for something else.</summary>
    public static async Task<DemoSeed?> SeedAsync(WebApplication application, ServerOptions options, CancellationToken cancellationToken)
    {
        if (options.Role == ServerRole.Worker || !(options.WithDemo || IsAskedFor(application.Configuration))) return null;
        var file = new FileInfo(application.Services.GetRequiredService<DataFolder>().Combine("demo", "shop.duckdb"));
        var today = application.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.Date;
        var request = new DemoSeeder.Request(FindJaffle(), RenewData: file.Exists && file.LastWriteTimeUtc.Date < today);
        await using var scope = application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoSeeder>().SeedAsync(request, cancellationToken);
    }

    /// <summary>Makes the app that newcomers find, once, while the server runs.</summary>
    public static void MakeApp(VitrineServer server, DemoSeed seed, Action<string> say, CancellationToken cancellationToken)
        => _ = Task.Run(
            async () =>
            {
                try
                {
                    await using var scope = server.Services.CreateAsyncScope();
                    if (await scope.ServiceProvider.GetRequiredService<DemoApp>().MakeAsync(seed, cancellationToken) is not { } turn) return;
                    say(turn.State == Agents.Turns.TurnState.Done ? $"The demo's app is ready: {DemoApp.Name}." : $"The demo's app was not made: {turn.Message}");
                }
                catch (OperationCanceledException)
                {
                    // The server stops; the next start goes on with it.
                }
#pragma warning disable CA1031 // The boundary of work that nobody waits for: a demo without its app is still one.
                catch (Exception fault)
                {
                    server.Services.GetRequiredService<ILogger<VitrineServer>>().LogError(fault, "The demo's app could not be made");
                }
#pragma warning restore CA1031
            },
            cancellationToken);

    private static bool IsAskedFor(IConfiguration configuration) => configuration[Variable]?.Trim().ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON";

    // The second project stands in the checkout, with the tests' data.
    private static string? FindJaffle()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "data", "jaffle");
            if (File.Exists(Path.Combine(candidate, "manifest.json"))) return candidate;
        }

        return null;
    }
}
