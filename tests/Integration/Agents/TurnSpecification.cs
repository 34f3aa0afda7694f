using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Agents;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Jobs;

namespace Vitrine.Integration.Agents;

/// <summary>Turns, whichever database holds them. The agent does what the prompt says, line by line.</summary>
public abstract partial class TurnSpecification : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-turns-").FullName;
    private readonly StopPoints points = new();
    private StateHost host = null!;
    private string? databaseUrl;
    private Principal admin = null!;
    private Principal editor = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        databaseUrl = await DatabaseUrlAsync();
        host = await StateHost.StartAsync(databaseUrl, services => TurnParts.Add(services, folder, points.PassAsync, Settings), TimeProvider.System);
        admin = await TurnParts.OpenShopAsync(host.Services, folder, Stop);
        editor = await PersonAsync("ed@example.com", OrganizationRole.Editor);
        await host.Get<JobWorker>().StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await host.Get<JobWorker>().StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_prompt_makes_an_app_and_its_first_version()
    {
        var turn = await PromptNewAsync("step Choosing\nsay Hello\nplan {\"a\":1}\nwrite src/App.tsx one\ncheck\nfinish It shows one.");
        Assert.Equal((1, TurnState.Queued, AppKind.Slides), (turn.Number, turn.State, turn.Kind));
        var done = await EndAsync(turn);

        Assert.Equal((TurnState.Done, 1, null, "It shows one."), (done.State, done.VersionNumber, done.Code, done.Message));
        Assert.Superset(new HashSet<string> { "queued", "preparing", "generating", "checking", "storing" }, done.StageSeconds.Keys.ToHashSet());
        var version = Assert.Single(await host.Get<ListVersions>().HandleAsync(turn.AppId, editor, Stop));
        Assert.Equal((VersionStatus.Ready, turn.Id, "{\"a\":1}"), (version.Status, version.TurnId, version.Plan));
        Assert.Equal("one", (await SourceAsync(version)).Files["src/App.tsx"]);
        Assert.Equal(1, (await host.Get<FindApp>().HandleAsync(turn.AppId.ToString(), editor, Stop)).DraftVersion);

        var events = await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(entry => entry.Sequence));
        Assert.Equal(
            "stage queued, stage preparing, stage generating, step, text, plan, file, stage checking, gate running, gate passed, diagnostics, stage generating, stage checking, gate running, gate passed, diagnostics, screenshot, stage generating, stage storing, ended",
            string.Join(", ", events.Select(Tell)));
    }

    [Fact]
    public async Task Events_come_while_the_turn_runs_and_from_where_one_was()
    {
        points.Hold("here");
        var turn = await PromptNewAsync("step One\npause here\nstep Two\nfinish Done.");
        var seen = new List<string>();
        await foreach (var entry in host.Get<FollowTurn>().HandleAsync(turn.Id, 2, editor, Stop))
        {
            seen.Add(Tell(entry));
            if (entry.Kind == TurnEventKinds.Step) points.Open("here");
        }

        Assert.Equal(["stage generating", "step", "step"], seen[..3]);
        Assert.Equal("ended", seen[^1]);
    }

    [Fact]
    public async Task Two_prompts_on_one_app_run_in_order_and_the_second_starts_from_what_the_first_made()
    {
        points.Hold("here");
        var first = await PromptNewAsync("pause here\nwrite src/App.tsx one\nplan {\"p\":1}\nfinish First.");
        await points.ReachedAsync("here", Stop);
        var second = await PromptAsync(first, "write src/pages/Two.tsx two\nremember\nfinish Second.");
        Assert.Equal((TurnState.Queued, 1, 0), (second.State, second.Ahead, second.AheadOfOthers));
        // It waits for nothing of its own app, and the places are taken.
        var other = await PromptNewAsync("pause here\nfinish Other.");
        var third = await PromptNewAsync("finish Third.");
        Assert.Equal((TurnState.Queued, 0, 3), (third.State, third.Ahead, third.AheadOfOthers));
        points.Open("here");
        await EndAsync(other);
        await EndAsync(third);

        Assert.Equal((TurnState.Done, 2), Tell(await EndAsync(second)));
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(first)));
        var files = (await SourceAsync(first.AppId, 2)).Files;
        Assert.Equal(("one", "two", "First.|{\"p\":1}"), (files["src/App.tsx"], files["src/pages/Two.tsx"], files["src/components/Memory.tsx"]));
    }

    [Fact]
    public async Task A_question_waits_for_its_answer_and_holds_up_those_behind()
    {
        var turn = await PromptNewAsync("write src/App.tsx half\nask Which one?|West|East\nfinish Answered.");
        var waiting = await StateAsync(turn, TurnState.Waiting);
        Assert.Equal(("Which one?", "West,East"), (waiting.Question, string.Join(',', waiting.Choices)));
        var behind = await PromptAsync(turn, "write src/pages/Behind.tsx b\nfinish Behind.");
        await HeldUpAsync(behind);
        Assert.Equal((TurnState.Queued, 1), ((await FindAsync(behind)).State, (await FindAsync(behind)).Ahead));
        Assert.Equal("turns.prompt-empty", await CodeAsync(() => host.Get<AnswerTurn>().HandleAsync(turn.Id, " ", editor, Stop)));

        Assert.Equal(TurnState.Queued, (await host.Get<AnswerTurn>().HandleAsync(turn.Id, "West", editor, Stop)).State);
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(turn)));
        Assert.Equal((TurnState.Done, 2), Tell(await EndAsync(behind)));
        var files = (await SourceAsync(turn.AppId, 2)).Files;
        Assert.Equal(("half", "West", "b"), (files["src/App.tsx"], files["src/components/Answer.tsx"], files["src/pages/Behind.tsx"]));
        Assert.Equal("turns.not-waiting", await CodeAsync(() => host.Get<AnswerTurn>().HandleAsync(turn.Id, "East", editor, Stop)));
    }

    [Fact]
    public async Task What_the_agent_gives_up_is_kept_and_can_be_continued()
    {
        var first = await EndAsync(await PromptNewAsync("plan {\"p\":2}\nwrite src/App.tsx half\ngive-up No way."));
        Assert.Equal((TurnState.Failed, 1, "test.gave-up"), (first.State, first.VersionNumber, first.Code));
        Assert.StartsWith("No way. What was written is kept as version 1", first.Message, StringComparison.Ordinal);
        Assert.Null((await host.Get<FindApp>().HandleAsync(first.AppId.ToString(), editor, Stop)).DraftVersion);

        var request = new StartTurn.Request(TurnParts.Project, first.AppId, "remember\nwrite src/pages/Rest.tsx rest\nfinish Whole.", FromVersion: 1);
        var second = await EndAsync(await host.Get<StartTurn>().HandleAsync(request, editor, Stop));
        Assert.Equal((TurnState.Done, 2), Tell(second));
        var files = (await SourceAsync(first.AppId, 2)).Files;
        Assert.Equal(("half", "rest"), (files["src/App.tsx"], files["src/pages/Rest.tsx"]));
        Assert.EndsWith("|{\"p\":2}", files["src/components/Memory.tsx"], StringComparison.Ordinal);
        Assert.Equal("access.not-found", await CodeAsync(() => host.Get<StartTurn>().HandleAsync(request with { FromVersion = 9 }, editor, Stop)));
    }

    [Fact]
    public async Task A_prompt_after_a_first_version_that_failed_goes_on_with_it()
    {
        var first = await EndAsync(await PromptNewAsync("plan {\"p\":3}\nwrite src/App.tsx half\ngive-up No way."));
        var second = await EndAsync(await PromptAsync(first, "remember\nwrite src/pages/Rest.tsx rest\nfinish Whole."));
        Assert.Equal((TurnState.Done, 2), Tell(second));
        var files = (await SourceAsync(first.AppId, 2)).Files;
        Assert.Equal(("half", "rest"), (files["src/App.tsx"], files["src/pages/Rest.tsx"]));
        Assert.EndsWith("|{\"p\":3}", files["src/components/Memory.tsx"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decline There is no such data.", TurnState.Declined, "turns.declined", null)]
    [InlineData("write src/App.tsx x\ndecline There is no such data.", TurnState.Declined, "turns.declined", null)]
    [InlineData("give-up Nothing.", TurnState.Failed, "test.gave-up", null)]
    [InlineData("refuse Not here.", TurnState.Failed, "test.refused", null)]
    [InlineData("write src/App.tsx BROKEN\nfinish Broken.", TurnState.Failed, "test.broken", 1)]
    [InlineData("write src/App.tsx UNVERIFIED\nfinish Unseen.", TurnState.Done, "turns.unverified", 1)]
    [InlineData("write src/secret.txt x", TurnState.Failed, "source.refused", null)]
    public async Task Each_end_has_its_reason(string prompt, TurnState state, string code, int? version)
    {
        var turn = await EndAsync(await PromptNewAsync(prompt));
        Assert.Equal((state, code, version), (turn.State, turn.Code, turn.VersionNumber));
        Assert.NotEmpty(turn.Message!);
        var versions = await host.Get<ListVersions>().HandleAsync(turn.AppId, editor, Stop);
        Assert.Equal(version is null ? 0 : 1, versions.Count);
        if (version is not null) Assert.Equal(state == TurnState.Done ? VersionStatus.Unverified : VersionStatus.Failed, versions[0].Status);
    }

    [Fact]
    public async Task An_app_is_called_as_a_prompt_says_and_its_address_stays()
    {
        var first = await EndAsync(await PromptNewAsync("write src/App.tsx one\nfinish One."));
        var before = await host.Get<FindApp>().HandleAsync(first.AppId.ToString(), editor, Stop);
        await EndAsync(await PromptAsync(first, "write src/App.tsx two\ncall Basket size"));
        var after = await host.Get<FindApp>().HandleAsync(first.AppId.ToString(), editor, Stop);
        Assert.Equal(("Basket size", before.Slug, 2), (after.Name, after.Slug, after.DraftVersion));
        // Without a word of it the name stays.
        await EndAsync(await PromptAsync(first, "write src/App.tsx three\nfinish Three."));
        Assert.Equal("Basket size", (await host.Get<FindApp>().HandleAsync(first.AppId.ToString(), editor, Stop)).Name);
    }

    [Fact]
    public async Task A_draft_that_moved_meanwhile_stays_and_the_version_is_kept()
    {
        var first = await EndAsync(await PromptNewAsync("write src/App.tsx one\nfinish One."));
        points.Hold("here");
        var second = await PromptAsync(first, "write src/App.tsx two\npause here\nfinish Two.");
        await points.ReachedAsync("here", Stop);
        Assert.Equal(2, await host.Get<RestoreVersion>().HandleAsync(first.AppId, 1, editor, Stop));
        points.Open("here");

        var done = await EndAsync(second);
        Assert.Equal((TurnState.Done, 3, "draft_moved"), (done.State, done.VersionNumber, done.Code));
        // Whoever prompted restored it: nobody else is to be blamed.
        Assert.Contains("You made version 2 the draft while this ran", done.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await host.Get<FindApp>().HandleAsync(first.AppId.ToString(), editor, Stop)).DraftVersion);
    }

    [Fact]
    public async Task A_stopped_server_gives_the_turn_back_and_another_one_does_it()
    {
        points.Hold("here");
        var turn = await PromptNewAsync("write src/App.tsx one\npause here\nfinish One.");
        await points.ReachedAsync("here", Stop);
        await host.Get<JobWorker>().StopAsync(Stop);
        Assert.Equal(TurnState.Generating, (await FindAsync(turn)).State);

        points.Open("here");
        await using var another = await AnotherAsync();
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(turn)));
        Assert.Single(await host.Get<ListVersions>().HandleAsync(turn.AppId, editor, Stop));
        Assert.Equal(2, (await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop)).Count(entry => Tell(entry) == "stage preparing"));
        await another.Get<JobWorker>().StopAsync(Stop);
    }

    [Fact]
    public async Task Events_of_another_process_are_followed_too()
    {
        await host.Get<JobWorker>().StopAsync(Stop);
        await using var another = await AnotherAsync();
        var turn = await PromptNewAsync("finish Elsewhere.");
        var kinds = new List<string>();
        await foreach (var entry in host.Get<FollowTurn>().HandleAsync(turn.Id, 0, editor, Stop)) kinds.Add(entry.Kind);
        Assert.Equal("ended", kinds[^1]);
        await another.Get<JobWorker>().StopAsync(Stop);
    }

    [Fact]
    public async Task Whoever_lost_the_right_meanwhile_gets_nothing_done()
    {
        points.Hold("here");
        var first = await PromptNewAsync("pause here\nfinish One.");
        await points.ReachedAsync("here", Stop);
        var second = await PromptAsync(first, "finish Two.");
        await host.Get<ChangePerson>().HandleAsync(new(editor.PersonId, Role: OrganizationRole.Viewer), admin, Stop);
        points.Open("here");
        Assert.Equal("access.forbidden", (await EndAsync(first, admin)).Code);
        Assert.Equal("access.forbidden", (await EndAsync(second, admin)).Code);
    }

    /// <summary>Null for SQLite.</summary>
    protected abstract Task<string?> DatabaseUrlAsync();
}
