using System.CommandLine;
using Spectre.Console;
using Vitrine.Primitives;

namespace Vitrine.Web.Commands;

/// <summary>Reads the command line and maps every refusal to a sentence and an exit code.</summary>
internal static class VitrineCommandLine
{
    /// <summary>It could not be run: bad arguments, a refusal, a fault.</summary>
    public const int CouldNotRun = 1;

    private static readonly IVerb[] Verbs = [new ServeVerb(), new PromptVerb(), new SetupVerb(), new Ingesting.IngestVerb(), new Semantic.SemanticVerb(), new DoctorVerb(), new SandboxHostVerb(), new SandboxVerb()];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Vitrine: describe a data app in plain English, get a working one on your dbt semantic layer.");
        foreach (var verb in Verbs) root.Subcommands.Add(verb.Create());
        string[] words = arguments switch
        {
            [] or ["help"] => ["--help"],
            ["help", .. var rest] => [.. rest, "--help"],
            _ => arguments,
        };
        var parsed = root.Parse(words);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("vitrine help lists the verbs, vitrine help VERB their options.");
            if (PromptVerb.AsksForJson(parsed, words)) await Console.Out.WriteLineAsync(Prompting.PromptReport.NotRun(string.Join(' ', parsed.Errors.Select(error => error.Message))).ToJson());
            return CouldNotRun;
        }

        try
        {
            // Verbs end by themselves on Ctrl+C; the library's own limit would cut a server's orderly stop short, or the report of a prompt whose work is still being put away.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Prompting.PromptRun.StopLimit + TimeSpan.FromSeconds(30) });
        }
        catch (RefusalException refusal)
        {
            Say(refusal);
            return CouldNotRun;
        }
        catch (OperationCanceledException)
        {
            return CouldNotRun;
        }
#pragma warning disable CA1031 // The boundary of the program: a fault is a sentence here, and its trace goes where an operator asked for it.
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync($"Something went wrong that should not ({fault.GetType().Name}): {fault.Message}");
            await Console.Error.WriteLineAsync(Environment.GetEnvironmentVariable("VITRINE_TRACE") is { Length: > 0 } ? fault.ToString() : "Set VITRINE_TRACE=1 to see where.");
            return CouldNotRun;
        }
#pragma warning restore CA1031
    }

    /// <summary>The console for messages: what scripts read goes to the other stream.</summary>
    public static IAnsiConsole ErrorConsole { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    private static void Say(RefusalException refusal)
    {
        ErrorConsole.MarkupLineInterpolated($"[red]{refusal.Message}[/]");
        foreach (var finding in refusal.Diagnostics) ErrorConsole.MarkupLineInterpolated($"  {finding.Message} {finding.Hint}");
        ErrorConsole.MarkupLineInterpolated($"[grey]({refusal.Code})[/]");
    }
}
