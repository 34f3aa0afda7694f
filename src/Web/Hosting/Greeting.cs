using Spectre.Console;
using Vitrine.Access;

namespace Vitrine.Web.Hosting;

/// <summary>What a server says when it is up.</summary>
internal static class Greeting
{
    public static async Task SayAsync(VitrineServer server, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.WaitAsync(cancellationToken);
        if (server.Address is null)
        {
            AnsiConsole.MarkupLine("[bold]Vitrine[/] works on jobs. Ctrl+C stops it.");
            return;
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]Vitrine[/] is at [link]{server.Address.ToString().TrimEnd('/')}[/]. Ctrl+C stops it.");
        if (server.Services.GetRequiredService<DataAppsSwitch>().Decide() is { IsOn: false, Reason: var reason }) AnsiConsole.MarkupLineInterpolated($"[yellow]{reason}[/]");
    }
}
