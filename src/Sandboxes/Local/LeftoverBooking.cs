using Microsoft.Extensions.Hosting;

namespace Vitrine.Sandboxes.Local;

/// <summary>When a server starts: books what sandboxes of one that was killed ran until then.</summary>
internal sealed class LeftoverBooking(ISandboxProvider provider) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => provider is LocalSandboxProvider local ? local.BookLeftoversAsync() : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
