using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.E2b;

/// <summary>When a server starts: ends what one that was killed left at the service. Beside the start, and again until the service answers.</summary>
internal sealed class LeftoverEnding(ISandboxProvider provider, TimeProvider clock, ILogger<LeftoverEnding> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (provider is not E2bSandboxProvider e2b) return;
        for (var isFirst = true; !stoppingToken.IsCancellationRequested; isFirst = false)
        {
            try
            {
                await e2b.EndLeftoversAsync(stoppingToken);
                return;
            }
            catch (RefusalException refusal)
            {
                if (isFirst) log.LogWarning("Whether a server that was killed left sandboxes cannot be found out yet: {Reason}", refusal.Message);
            }

            await Task.Delay(Again, clock, stoppingToken);
        }
    }
}
