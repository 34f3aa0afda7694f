using Spectre.Console;
using Vitrine.Access;
using Vitrine.Web.Demo;

namespace Vitrine.Web.Hosting;

/// <summary>What a server says when it is up.</summary>
internal static class Greeting
{
    public static void Say(VitrineServer server)
    {
        if (server.Address is not { } address)
        {
            AnsiConsole.MarkupLine("[bold]Vitrine[/] works on jobs. Ctrl+C stops it.");
            return;
        }

        var url = address.ToString().TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        AnsiConsole.MarkupLineInterpolated($"[bold]Vitrine[/] is at [bold blue]{url}[/]");
        if (server.Demo is { } demo) SayDemo(demo);
        if (server.Services.GetRequiredService<DataAppsSwitch>().Decide() is { IsOn: false, Reason: var reason }) AnsiConsole.MarkupLineInterpolated($"[yellow]{reason}[/]");
        AnsiConsole.MarkupLine("[grey]Ctrl+C stops it.[/]");
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
