using Vitrine.Primitives;
using Vitrine.Storage;
using Vitrine.Web.Demo;

namespace Vitrine.Web.Hosting;

/// <summary>Makes the demo when a server starts, and its app beside the server when it runs.</summary>
internal static class DemoStart
{
    /// <summary>Asks for the demo, as <c>--demo</c> does; <c>./run</c> sets it.</summary>
    public const string Variable = "VITRINE_DEMO";

    /// <summary>Brings the shop's data up to yesterday. Before the server starts: nothing is open yet.</summary>
    public static async Task RenewAsync(WebApplication application, ServerOptions options, CancellationToken cancellationToken)
    {
        var folder = application.Services.GetRequiredService<DataFolder>();
        if (!IsAskedFor(application, options) || !DemoPasswords.AreThere(folder)) return;
        if (await DemoData.RenewAsync(folder, application.Services.GetRequiredService<TimeProvider>(), cancellationToken) is { } reason)
            application.Services.GetRequiredService<ILogger<VitrineServer>>().LogWarning("The demo's data could not be made anew and ends on an earlier day: {Reason}", reason);
    }

    /// <summary>What the demo consists of; null when nobody asked for it, or when this instance was set up for something else.</summary>
    public static async Task<DemoSeed?> SeedAsync(WebApplication application, ServerOptions options, CancellationToken cancellationToken)
    {
        if (!IsAskedFor(application, options)) return null;
        await using var scope = application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoSeeder>().SeedAsync(new DemoSeeder.Request(JaffleWarehouse.FindFolder(AppContext.BaseDirectory)), cancellationToken);
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
                catch (RefusalException refusal)
                {
                    say($"The demo's app was not made: {refusal.Message}"); // data apps are switched off, the disk is full; the next start tries again
                }
#pragma warning disable CA1031 // The boundary of work that nobody waits for: a demo without its app is still one.
                catch (Exception fault)
                {
                    server.Services.GetRequiredService<ILogger<VitrineServer>>().LogError(fault, "The demo's app could not be made");
                }
#pragma warning restore CA1031
            },
            cancellationToken);

    private static bool IsAskedFor(WebApplication application, ServerOptions options)
        => options.Role != ServerRole.Worker && (options.WithDemo || application.Configuration[Variable]?.Trim().ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON");
}
