using System.CommandLine;
using Vitrine.Primitives;
using Vitrine.Web.Commands.Prompting;

namespace Vitrine.Web.Commands;

/// <summary><c>vitrine prompt</c>: makes or changes an app from the terminal, through the running server or one of its own.</summary>
internal sealed class PromptVerb : IVerb
{
    private const string Name = "prompt", JsonOption = "--json";

    /// <summary>Whether these words ask for the JSON form of this verb, however wrong the rest of them is.</summary>
    public static bool AsksForJson(ParseResult parsed, IEnumerable<string> words)
        => parsed.CommandResult.Command.Name == Name && words.TakeWhile(word => word != "--").Contains(JsonOption);

    public Command Create()
    {
        var words = new Argument<string[]>("prompt") { Description = "What the app should show, or what should change.", Arity = ArgumentArity.OneOrMore };
        words.Validators.Add(RefuseOptions);
        var project = new Option<string?>("--project") { Description = "The project's slug; the first project without it." };
        var followUp = new Option<string?>("--follow-up") { Description = "Change this app (slug or id) instead of making one." };
        var kind = new Option<string?>("--kind") { Description = "dashboard, slides, report or custom." };
        var name = new Option<string?>("--name") { Description = "The new app's name." };
        var model = new Option<string?>("--model") { Description = "Who writes it: a language model that is set up here, or composer; the server's default without it." };
        var image = new Option<string[]>("--image") { Description = "A picture that shows what is meant (PNG, JPEG, GIF or WebP); up to four, each with its own --image.", AllowMultipleArgumentsPerToken = false };
        var plan = new Option<bool>("--plan") { Description = "Show the plan before anything is built, and wait (exit code 6); --follow-up answers." };
        var person = new Option<string?>("--as") { Description = "Email of the person to act for; the demo's analyst, else the first administrator." };
        var folder = new Option<string?>("--out") { Description = "Write source, bundle, screenshots and gate report into this folder." };
        var json = new Option<bool>(JsonOption) { Description = "The last line is one JSON object; progress goes to the error stream." };
        foreach (var option in new Option[] { project, followUp, kind, name, model, image, person, folder }) option.Validators.Add(RefuseOptionAsValue);
        var command = new Command(Name, "Make a data app from a sentence. Exit codes: 0 ready, 1 could not run, 2 failed, 3 declined, 4 unverified, 5 cancelled, 6 waits for an answer.")
        {
            words, project, followUp, kind, name, model, plan, image, person, folder, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new PromptRequest
            {
                Prompt = string.Join(' ', parsed.GetValue(words) ?? []),
                Project = parsed.GetValue(project),
                FollowUp = parsed.GetValue(followUp),
                Kind = parsed.GetValue(kind),
                Name = parsed.GetValue(name),
                Model = parsed.GetValue(model),
                PlanFirst = parsed.GetValue(plan),
                Images = parsed.GetValue(image) ?? [],
                Person = parsed.GetValue(person),
                Folder = parsed.GetValue(folder),
                IsJson = parsed.GetValue(json),
            };
            return await RunAsync(request, cancellationToken);
        });
        return command;
    }

    // A misspelt option would be taken for a word of the prompt otherwise. What follows a bare -- is one.
    private static void RefuseOptions(System.CommandLine.Parsing.ArgumentResult words)
    {
        foreach (var word in words.Tokens.Select(token => token.Value).Where(word => word.StartsWith("--", StringComparison.Ordinal) && !word.Any(char.IsWhiteSpace)))
            words.AddError($"There is no option {word}. If it belongs to the prompt, put the prompt in quotes.");
    }

    private static void RefuseOptionAsValue(System.CommandLine.Parsing.OptionResult option)
    {
        if (option.Tokens is [{ Value: var value }, ..] && value.StartsWith("--", StringComparison.Ordinal)) option.AddError($"{option.IdentifierToken?.Value} needs a value, and {value} is an option.");
    }

    private static async Task<int> RunAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await TellAsync(request, await PromptRun.RunAsync(request, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await TellAsync(request, PromptReport.NotBegun());
        }
        catch (Exception fault) when (request.IsJson)
        {
            // Scripts read the last line whatever happens; a fault is told by the boundary of the program as well.
            var message = fault is RefusalException ? fault.Message : $"Something went wrong that should not ({fault.GetType().Name}); the error stream says what.";
            await TellAsync(request, PromptReport.NotRun(message));
            if (fault is not RefusalException) throw;
            return VitrineCommandLine.CouldNotRun;
        }
    }

    private static async Task<int> TellAsync(PromptRequest request, PromptReport report)
    {
        if (request.IsJson) await Console.Out.WriteLineAsync(report.ToJson());
        else PromptSummary.Show(report);
        return report.ExitCode;
    }
}
