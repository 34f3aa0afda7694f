using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Vitrine.Builds;
using Vitrine.Primitives;
using Vitrine.Web.Api;
using Vitrine.Web.Commands.Prompting;
using Vitrine.Web.Components;

namespace Vitrine.Web.Commands;

/// <summary><c>vitrine sandbox list</c> and <c>vitrine sandbox kill</c>: what administrators see and do on the page, by the running server.</summary>
internal static class SandboxListing
{
    private const string Path = "/api/v1/sandboxes";

    public static Command List()
    {
        var (json, person) = (new Option<bool>("--json") { Description = "Print the list as JSON." }, Person());
        var list = new Command("list", "List the sandboxes that run, are paused or are ready, on all servers.") { json, person };
        list.SetAction(async (parsed, cancellationToken) =>
        {
            await using var server = await ServerConnection.OpenRunningAsync(parsed.GetValue(person), cancellationToken);
            var all = await server.GetAsync<IReadOnlyList<SandboxRecord>>(Path, cancellationToken);
            if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(all, WireForm.Options));
            else Show(all);
            return 0;
        });
        return list;
    }

    public static Command Kill()
    {
        var (which, person) = (new Argument<string>("id") { Description = "The sandbox's id, or its first or last letters as far as they name one." }, Person());
        var kill = new Command("kill", "End a sandbox. A turn in it goes on in another one.") { which, person };
        kill.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(which);
            await using var server = await ServerConnection.OpenRunningAsync(parsed.GetValue(person), cancellationToken);
            var found = (await server.GetAsync<IReadOnlyList<SandboxRecord>>(Path, cancellationToken))
                .Where(one => Fits(one.SandboxId, name) || Fits(one.Id.ToString(), name)).ToList();
            if (found is not [var only]) throw new RefusalException("sandbox.unknown", found.Count == 0 ? $"There is no sandbox '{name}'. vitrine sandbox list shows them." : $"'{name}' stands for {found.Count} sandboxes. Give more letters of the id.", RefusalKind.NotFound);
            await server.DeleteAsync($"{Path}/{only.Id}", cancellationToken);
            AnsiConsole.MarkupLineInterpolated($"Sandbox {only.SandboxId} was killed.");
            return 0;
        });
        return kill;
    }

    private static Option<string?> Person() => new("--as") { Description = "Email of the administrator to act for. Without it, the first one." };

    private static bool Fits(string id, string name) => id.StartsWith(name, StringComparison.OrdinalIgnoreCase) || id.EndsWith(name, StringComparison.OrdinalIgnoreCase);

    private static void Show(IReadOnlyList<SandboxRecord> all)
    {
        if (all.Count == 0)
        {
            AnsiConsole.WriteLine("There is no sandbox. A server that works on turns makes one ready when it starts.");
            return;
        }

        var now = TimeProvider.System.GetUtcNow();
        var table = new Table().Border(TableBorder.None).AddColumns("Id", "State", "Works for", "Person", "Where", "Age", "Cost");
        foreach (var one in all)
        {
            string[] cells = [one.SandboxId, one.State.ToString().ToLowerInvariant(), one.App?.Name ?? "–", one.Person?.Name ?? "–", $"{one.Provider} on {one.Machine}", Wording.Age(now - one.Made), Wording.Dollars(one.Dollars)];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        AnsiConsole.Write(table);
    }
}
