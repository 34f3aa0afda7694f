using System.CommandLine;
using Vitrine.Primitives;
using Vitrine.Web.Commands.Prompting;

namespace Vitrine.Web.Commands;

/// <summary><c>vitrine prompt</c>: makes or changes an app from the terminal, through the running server or one of its own.</summary>
internal sealed class PromptVerb : IVerb
{
    public Command Create()
    {
        var words = new Argument<string[]>("prompt") { Description = "What the app should show, or what should change.", Arity = ArgumentArity.OneOrMore };
        var project = new Option<string?>("--project") { Description = "The project's slug; the first project without it." };
        var followUp = new Option<string?>("--follow-up") { Description = "Change this app (slug or id) instead of making one." };
        var kind = new Option<string?>("--kind") { Description = "dashboard, slides, report or custom." };
        var name = new Option<string?>("--name") { Description = "The new app's name." };
        var person = new Option<string?>("--as") { Description = "Email of the person to act for; the demo's analyst, else the first administrator." };
        var folder = new Option<string?>("--out") { Description = "Write source, bundle, screenshots and gate report into this folder." };
        var json = new Option<bool>("--json") { Description = "The last line is one JSON object; progress goes to the error stream." };
        var command = new Command("prompt", "Make a data app from a sentence. Exit codes: 0 ready, 1 could not run, 2 failed, 3 declined, 4 unverified, 5 cancelled, 6 waits for an answer.")
        {
            words, project, followUp, kind, name, person, folder, json,
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
                Person = parsed.GetValue(person),
                Folder = parsed.GetValue(folder),
                IsJson = parsed.GetValue(json),
            };
            return await RunAsync(request, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var report = await PromptRun.RunAsync(request, cancellationToken);
            if (request.IsJson) await Console.Out.WriteLineAsync(report.ToJson());
            else PromptSummary.Show(report);
            return report.ExitCode;
        }
        catch (RefusalException refusal) when (request.IsJson)
        {
            await Console.Out.WriteLineAsync(PromptReport.NotRun(refusal.Message).ToJson());
            return VitrineCommandLine.CouldNotRun;
        }
    }
}
