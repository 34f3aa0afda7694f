using Spectre.Console;
using Spectre.Console.Rendering;
using Vitrine.Agents.Turns;
using Vitrine.Web.Components;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>Shows progress: a small live picture in a terminal, a line for each thing elsewhere.</summary>
internal static class PromptScreen
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(120);

    public static async Task ShowAsync(PromptProgress progress, IAsyncEnumerable<TurnEvent> events, bool isJson, CancellationToken cancellationToken)
    {
        var console = ConsoleFor(isJson);
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
        {
            await foreach (var entry in events)
            {
                if (progress.Take(entry) is { } line) console.WriteLine($"{progress.Elapsed.TotalSeconds,6:0.0} s  {line}");
            }

            return;
        }

        await console.Live(Picture(progress)).AutoClear(true).StartAsync(async live =>
        {
            var watching = WatchAsync();
            while (!watching.IsCompleted)
            {
                live.UpdateTarget(Picture(progress));
                await Task.WhenAny(watching, Task.Delay(Beat, cancellationToken));
            }

            await watching;
        });

        async Task WatchAsync()
        {
            await foreach (var entry in events) progress.Take(entry);
        }
    }

    /// <summary>Where progress is shown: where JSON is wanted, the output has nothing but that.</summary>
    public static IAnsiConsole ConsoleFor(bool isJson) => isJson ? VitrineCommandLine.ErrorConsole : AnsiConsole.Console;

    private static Rows Picture(PromptProgress progress)
    {
        var lines = new List<IRenderable>
        {
            new Markup($"[bold]{Markup.Escape(progress.Stage)}[/] [grey]{progress.Elapsed.TotalSeconds:0.0} s{(progress.Cost > 0 ? $" · {Wording.Dollars(progress.Cost)}" : "")}[/]"),
            new Markup($"  [grey]{Markup.Escape(progress.Doing)}[/]"),
        };
        foreach (var (gate, status, milliseconds, findings) in progress.Gates)
        {
            var colour = Colour(status);
            lines.Add(new Markup($"  [{colour}]{Mark(status)}[/] {Markup.Escape(gate),-14} [grey]{Wording.GateTime(status, milliseconds)}[/]{(findings > 0 ? $" [{colour}]{findings} findings[/]" : "")}"));
        }

        return new Rows(lines);
    }

    public static string Colour(string status) => status switch { "passed" => "green", "failed" => "red", "unverified" => "yellow", _ => "grey" };

    public static string Mark(string status) => status switch { "passed" => "✓", "failed" => "✗", "unverified" => "?", "skipped" => "·", _ => "…" };
}
