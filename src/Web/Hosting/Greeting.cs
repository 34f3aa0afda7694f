using Spectre.Console;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Web.Demo;

namespace Vitrine.Web.Hosting;

/// <summary>What a server says when it is up.</summary>
internal static class Greeting
{
    public static async Task SayAsync(VitrineServer server, CancellationToken cancellationToken)
    {
        if (server.Address is not { } address)
        {
            AnsiConsole.MarkupLine("[bold]Vitrine[/] works on jobs. Ctrl+C stops it.");
            return;
        }

        var url = address.ToString().TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        AnsiConsole.MarkupLineInterpolated($"[bold]Vitrine[/] is at [bold blue]{url}[/]");
        if (server.Demo is { } demo) SayDemo(demo);
        if (server.Demo is null && !await IsSetUpAsync(server, cancellationToken)) AnsiConsole.MarkupLine("[yellow]Nobody can sign in yet. Make the organization and its administrator: vitrine setup --organization NAME --email ADDRESS[/]");
        if (server.Services.GetRequiredService<DataAppsSwitch>().Decide() is { IsOn: false, Reason: var reason }) AnsiConsole.MarkupLineInterpolated($"[yellow]{reason}[/]");
        AnsiConsole.MarkupLine("[grey]Ctrl+C stops it.[/]");
    }

    private static async Task<bool> IsSetUpAsync(VitrineServer server, CancellationToken cancellationToken)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SetUpOrganization>().IsDoneAsync(cancellationToken);
    }

    private static void SayDemo(DemoSeed demo)
    {
        AnsiConsole.MarkupLineInterpolated($"\nSign in to the demo, {demo.Shop.Name}, as one of:");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "").Collapse();
        foreach (var person in demo.People) table.AddRow($"  [bold]{Markup.Escape(person.Email)}[/]", Markup.Escape(person.Password), $"[grey]{Markup.Escape(person.May)}[/]");
        AnsiConsole.Write(table);
        if (demo.Jaffle is { } second) AnsiConsole.MarkupLineInterpolated($"[grey]A second project is there too: {second.Name} (its clock stands at the start of 2026).[/]");
        AnsiConsole.WriteLine("\nThen describe an app, such as:");
        foreach (var idea in demo.Ideas) AnsiConsole.MarkupLineInterpolated($"  [italic]{idea}[/]");
        AnsiConsole.MarkupLineInterpolated($"Or from another terminal:\n  ./run prompt \"{demo.Ideas[0]}\"\n");
    }
}
