using Vitrine.Browsers;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;

namespace Vitrine.Web.Hosting;

/// <summary>Makes a sandbox and a browser ready beside a server that has come up, so that the first prompt does not wait for them.</summary>
internal static class WarmUp
{
    public static void Begin(VitrineServer server, CancellationToken cancellationToken)
    {
        if (server.Options.Role == ServerRole.Web) return;
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await Task.WhenAll(
                        server.Services.GetRequiredService<WorkspacePool>().WarmAsync(cancellationToken), server.Services.GetRequiredService<BrowserPool>().WarmAsync(cancellationToken));
                }
                catch (Exception cause) when (cause is RefusalException or OperationCanceledException or ObjectDisposedException)
                {
                    // What stands in the way is logged, told by vitrine doctor, and told again by the first turn.
                }
            },
            cancellationToken);
    }
}
