using Vitrine.Access;
using Vitrine.Agents;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Storage;

namespace Vitrine.Web.Demo;

/// <summary>
/// The finished app that a newcomer finds on the home page: prompted by the analyst like any other, through sandbox, gates and store, and published when it is
/// done. It is asked for once; what people do to it afterwards is theirs.
/// </summary>
internal sealed class DemoApp(PrincipalSource people, ListApps apps, StartTurn start, ListTurns turns, FollowTurn follow, FindTurn find, MoveApp move, PublishVersion publish, DataFolder folder, CodingAgents agents)
{
    /// <summary>The app's name.</summary>
    public const string Name = "Shop overview";

    /// <summary>What is asked for.</summary>
    public const string Prompt =
        "Revenue, number of orders, average order value and new customers this year compared with last year; monthly revenue for the last 24 months; revenue by region and by sales channel; top 10 products by product revenue";

    // It marks that the app was asked for and published; the app itself may be renamed or deleted by then.
    private const string Mark = "demo-app-done";

    /// <summary>Makes and publishes it, and gives the turn, however it ended; null when that was done on an earlier start. It takes as long as the turn does: run it beside the server.</summary>
    public async Task<TurnRecord?> MakeAsync(DemoSeed seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seed);
        if (File.Exists(folder.Combine(Mark))) return null;
        var analyst = await RequireAsync(seed.Analyst.Email, cancellationToken);
        var turn = await EndOfAsync(await AskAsync(seed, analyst, cancellationToken), analyst, cancellationToken);
        // On the first start the machine may be too busy for a gate's patience. Once more, then it is the truth.
        if (turn.State == TurnState.Failed)
            turn = await EndOfAsync(await start.HandleAsync(new StartTurn.Request(seed.Shop.Id, turn.AppId, Prompt, AppKind.Dashboard, Model: agents.WithoutModel), analyst, cancellationToken), analyst, cancellationToken);
        if (turn is { State: TurnState.Done, VersionNumber: { } version })
        {
            await publish.HandleAsync(turn.AppId, version, analyst, cancellationToken);
            await move.HandleAsync(turn.AppId, seed.SharedSpace, await RequireAsync(seed.Admin.Email, cancellationToken), cancellationToken);
        }

        if (turn.HasEnded) await File.WriteAllTextAsync(folder.Combine(Mark), turn.Id.ToString(), cancellationToken);
        return turn;
    }

    private async Task<TurnRecord> AskAsync(DemoSeed seed, Principal analyst, CancellationToken cancellationToken)
    {
        // A server that was stopped meanwhile has left the turn, which goes on by itself.
        if ((await apps.HandleAsync(seed.Shop.Id, analyst, cancellationToken)).FirstOrDefault(app => app.Name == Name) is { } known
            && await turns.HandleAsync(known.Id, analyst, cancellationToken) is [var earlier, ..])
            return earlier;
        // The composer makes it, also where a language model is set up: nobody asked for what that would cost.
        return await start.HandleAsync(new StartTurn.Request(seed.Shop.Id, null, Prompt, AppKind.Dashboard, Name, Model: agents.WithoutModel), analyst, cancellationToken);
    }

    private async Task<TurnRecord> EndOfAsync(TurnRecord turn, Principal analyst, CancellationToken cancellationToken)
    {
        if (turn.HasEnded) return turn;
        await foreach (var entry in follow.HandleAsync(turn.Id, 0, analyst, cancellationToken))
        {
            // A question is for a person: nobody is there to answer it.
            if (entry.Kind == TurnEventKinds.Question) break;
        }

        return await find.HandleAsync(turn.Id, analyst, cancellationToken);
    }

    private async Task<Principal> RequireAsync(string email, CancellationToken cancellationToken)
        => await people.FindByEmailAsync(email, cancellationToken) ?? throw new InvalidOperationException($"The demo's {email} is not there any more.");
}
