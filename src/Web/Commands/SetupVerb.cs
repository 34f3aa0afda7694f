using System.CommandLine;
using Spectre.Console;
using Vitrine.Access.People;
using Vitrine.Storage;
using Vitrine.Web.Hosting;

namespace Vitrine.Web.Commands;

/// <summary>
/// <c>vitrine setup</c>: makes the organization and its first administrator, once. It works on the database itself, whether a server runs or not: whoever may read the data folder may do this.
/// </summary>
internal sealed class SetupVerb : IVerb
{
    public Command Create()
    {
        var organization = new Option<string>("--organization") { Description = "Its name, as people read it.", Required = true };
        var email = new Option<string>("--email") { Description = "The administrator's address, to sign in with.", Required = true };
        var name = new Option<string?>("--name") { Description = "What the administrator is called. The first part of the address." };
        var typed = new Option<bool>("--password-stdin") { Description = "Read the password from the first line of standard input. Without it one is made and printed." };
        var command = new Command("setup", "Make the organization and its first administrator, once.") { organization, email, name, typed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var isTyped = parsed.GetValue(typed);
            var password = isTyped ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : TypablePassword.Make();
            var address = parsed.GetValue(email)!.Trim();
            var request = new SetUpOrganization.Request(parsed.GetValue(organization)!, address, parsed.GetValue(name) ?? address.Split('@')[0], password);
            await MakeAsync(request, cancellationToken);
            AnsiConsole.MarkupLineInterpolated($"[green]{request.Organization} is set up.[/] Its administrator is [bold]{address}[/].");
            if (!isTyped) AnsiConsole.MarkupLineInterpolated($"Password, shown this once: [bold]{password}[/]");
            AnsiConsole.MarkupLine("Start the server with [bold]vitrine serve[/]; a project is made as docs/guides/operating.md says.");
            return 0;
        });
        return command;
    }

    private static async Task MakeAsync(SetUpOrganization.Request request, CancellationToken cancellationToken)
    {
        await using var provider = VerbServices.Build();
        await provider.UpgradeDatabaseAsync(cancellationToken);
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SetUpOrganization>().HandleAsync(request, cancellationToken);
    }
}
