using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Agents;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Primitives;

namespace Vitrine.Integration.Agents;

public abstract partial class TurnSpecification
{
    private static TurnSettings Settings => new() { WallClock = TimeSpan.FromMinutes(5) };

    private static (TurnState State, int? Version) Tell(TurnRecord turn) => (turn.State, turn.VersionNumber);

    private static string Tell(TurnEvent entry) => entry.Kind switch
    {
        TurnEventKinds.Stage => $"stage {entry.Data.GetProperty("stage").GetString()}",
        TurnEventKinds.Gate => $"gate {entry.Data.GetProperty("status").GetString()}",
        _ => entry.Kind,
    };

    private static async Task<string?> CodeAsync(Func<Task> act) => (await Record.ExceptionAsync(act)) switch
    {
        null => null,
        RefusalException refusal => refusal.Code,
        var bug => throw new InvalidOperationException("Not a refusal.", bug),
    };

    private async Task<Principal> PersonAsync(string email, OrganizationRole role)
    {
        var person = await host.Get<CreatePerson>().HandleAsync(new(email, email, role), admin, Stop);
        return (await host.Get<PrincipalSource>().FindAsync(person.Id, Stop))!;
    }

    private Task<TurnRecord> PromptNewAsync(string prompt)
        => host.Get<StartTurn>().HandleAsync(new(TurnParts.Project, null, prompt, AppKind.Slides, "App"), editor, Stop);

    private Task<TurnRecord> PromptAsync(TurnRecord before, string prompt)
        => host.Get<StartTurn>().HandleAsync(new(TurnParts.Project, before.AppId, prompt), editor, Stop);

    private Task<TurnRecord> FindAsync(TurnRecord turn) => host.Get<FindTurn>().HandleAsync(turn.Id, editor, Stop);

    private Task<TurnRecord> EndAsync(TurnRecord turn, Principal? who = null) => UntilAsync(turn, record => record.HasEnded, who ?? editor);

    private Task<TurnRecord> StateAsync(TurnRecord turn, TurnState state) => UntilAsync(turn, record => record.State == state, editor);

    private async Task<TurnRecord> UntilAsync(TurnRecord turn, Func<TurnRecord, bool> isSo, Principal who)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            var record = await host.Get<FindTurn>().HandleAsync(turn.Id, who, Stop);
            if (isSo(record)) return record;
            Assert.False(record.HasEnded, $"It ended as {record.State}: {record.Code} {record.Message}");
        }

        throw new InvalidOperationException("The timer ended.");
    }

    /// <summary>Returns when a turn has given its job up for one ahead of it.</summary>
    private async Task HeldUpAsync(TurnRecord turn)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            await using var database = await host.OpenAsync();
            if (await database.Set<TurnRow>().AnyAsync(row => row.Id == turn.Id && row.JobId == null, Stop)) return;
        }
    }

    private async Task<AppSource> SourceAsync(Guid appId, int number)
        => await SourceAsync((await host.Get<ListVersions>().HandleAsync(appId, editor, Stop)).Single(version => version.Number == number));

    private async Task<AppSource> SourceAsync(VersionRecord version) => (await host.Get<SourceStore>().FindAsync(version.Source, Stop))!;

    /// <summary>A second server over the same database and blobs.</summary>
    private async Task<StateHost> AnotherAsync(bool works = true, TimeProvider? clock = null)
    {
        var another = await StateHost.StartAsync(databaseUrl, services => TurnParts.Add(services, folder, points.PassAsync, Settings), clock ?? TimeProvider.System, host.Folder.Path);
        TurnParts.OpenLayer(another.Services);
        if (works) await another.Get<JobWorker>().StartAsync(Stop);
        return another;
    }
}
