using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.Spaces;
using Vitrine.Agents.Turns;
using Vitrine.Apps;

namespace Vitrine.Integration.Agents;

public abstract partial class TurnSpecification
{
    [Fact]
    public async Task A_queued_turn_stops_at_once()
    {
        points.Hold("here");
        var first = await PromptNewAsync("pause here\nfinish One.");
        await points.ReachedAsync("here", Stop);
        var second = await PromptAsync(first, "write src/App.tsx never\nfinish Two.");
        var stopped = await host.Get<CancelTurn>().HandleAsync(second.Id, editor, Stop);
        Assert.Equal((TurnState.Cancelled, "turns.cancelled", null), (stopped.State, stopped.Code, stopped.VersionNumber));
        points.Open("here");
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(first)));
        Assert.Equal(TurnState.Cancelled, (await host.Get<CancelTurn>().HandleAsync(second.Id, editor, Stop)).State);
    }

    [Theory]
    [InlineData("agent", "write src/App.tsx x", TurnState.Generating, null)]
    [InlineData("here", "write src/App.tsx x\npause here", TurnState.Generating, 1)]
    [InlineData("bench", "write src/App.tsx x\ncheck", TurnState.Checking, 1)]
    [InlineData("bench", "check", TurnState.Checking, null)]
    public async Task A_running_turn_stops_where_it_is_and_keeps_what_it_wrote(string point, string prompt, TurnState state, int? version)
    {
        points.Hold(point);
        var turn = await PromptNewAsync(prompt);
        await points.ReachedAsync(point, Stop);
        Assert.Equal(state, (await FindAsync(turn)).State);
        await host.Get<CancelTurn>().HandleAsync(turn.Id, editor, Stop);
        var stopped = await EndAsync(turn);
        Assert.Equal((TurnState.Cancelled, version, "turns.cancelled"), (stopped.State, stopped.VersionNumber, stopped.Code));
        Assert.Equal("ended", (await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop))[^1].Kind);

        points.Open(point);
        Assert.Equal(TurnState.Done, (await EndAsync(await PromptAsync(turn, "finish Next."))).State);
    }

    [Fact]
    public async Task A_waiting_turn_stops_at_once_keeps_what_it_wrote_and_lets_those_behind_go()
    {
        var turn = await PromptNewAsync("write src/App.tsx half\nask Which?");
        await StateAsync(turn, TurnState.Waiting);
        var behind = await PromptAsync(turn, "finish Behind.");
        await HeldUpAsync(behind);
        var stopped = await host.Get<CancelTurn>().HandleAsync(turn.Id, editor, Stop);
        Assert.Equal((TurnState.Cancelled, 1), (stopped.State, stopped.VersionNumber));
        Assert.Equal("half", (await SourceAsync(turn.AppId, 1)).Files["src/App.tsx"]);
        Assert.Equal((TurnState.Done, 2), Tell(await EndAsync(behind)));
    }

    [Fact]
    public async Task A_turn_that_is_held_up_stops_at_once()
    {
        var turn = await PromptNewAsync("ask Which?");
        await StateAsync(turn, TurnState.Waiting);
        var (second, third) = (await PromptAsync(turn, "finish Two."), await PromptAsync(turn, "finish Three."));
        await HeldUpAsync(second);
        await HeldUpAsync(third);
        Assert.Equal(TurnState.Cancelled, (await host.Get<CancelTurn>().HandleAsync(second.Id, editor, Stop)).State);
        await host.Get<AnswerTurn>().HandleAsync(turn.Id, "This.", editor, Stop);
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(turn)));
        Assert.Equal((TurnState.Done, 2), Tell(await EndAsync(third)));
    }

    [Fact]
    public async Task A_stop_from_a_server_without_the_work_reaches_it()
    {
        points.Hold("here");
        var turn = await PromptNewAsync("pause here");
        await points.ReachedAsync("here", Stop);
        await using var another = await AnotherAsync(works: false);
        await another.Get<CancelTurn>().HandleAsync(turn.Id, editor, Stop);
        Assert.Equal(TurnState.Cancelled, (await EndAsync(turn)).State);
    }

    [Fact]
    public async Task Editors_with_other_data_see_that_something_happens_but_nothing_of_the_data()
    {
        var turn = await PromptNewAsync("say The West sold most.\nplan {\"region\":\"West\"}\nwrite src/App.tsx West\ncheck\nask Which region?|West");
        await StateAsync(turn, TurnState.Waiting);
        var space = await host.Get<CreateSpace>().HandleAsync(new(TurnParts.Project, "All"), admin, Stop);
        await host.Get<MoveApp>().HandleAsync(turn.AppId, space.Id, admin, Stop);
        await host.Get<GrantSpaceAccess>().HandleAsync(new(TurnParts.Project, space.Id, HolderKind.Person, editor.PersonId, SpaceAccessLevel.Edit), admin, Stop);
        var other = await PersonAsync("other@example.com", OrganizationRole.Editor);
        await host.Get<SetAttributes>().HandleAsync(new(other.PersonId, new Dictionary<string, IReadOnlyList<string>> { ["region"] = ["East"] }), admin, Stop);
        await host.Get<GrantSpaceAccess>().HandleAsync(new(TurnParts.Project, space.Id, HolderKind.Person, other.PersonId, SpaceAccessLevel.Edit), admin, Stop);
        var eastern = (await host.Get<PrincipalSource>().FindAsync(other.PersonId, Stop))!;
        var viewer = await PersonAsync("vi@example.com", OrganizationRole.Viewer);

        var seen = await host.Get<FollowTurn>().ListAsync(turn.Id, 0, eastern, Stop);
        // That a file was written, and how much of it, but not what.
        var file = Assert.Single(seen, entry => entry.Kind == TurnEventKinds.File).Data;
        Assert.Equal((1, 1, false), (file.GetProperty("added").GetInt32(), file.GetProperty("removed").GetInt32(), file.TryGetProperty("diff", out _)));
        Assert.Contains("+West", (await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop)).Single(entry => entry.Kind == TurnEventKinds.File).Data.GetProperty("diff").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(seen, entry => entry.Kind is TurnEventKinds.Text or TurnEventKinds.Plan or TurnEventKinds.Question or TurnEventKinds.Diagnostics);
        Assert.DoesNotContain("West", string.Join('\n', seen.Select(entry => entry.Data.GetRawText())), StringComparison.Ordinal);
        var record = await host.Get<FindTurn>().HandleAsync(turn.Id, eastern, Stop);
        Assert.Equal((null, 0), (record.Question, record.Choices.Count));
        Assert.Equal("turns.not-yours", await CodeAsync(() => host.Get<AnswerTurn>().HandleAsync(turn.Id, "East", eastern, Stop)));
        Assert.Contains(await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop), entry => entry.Kind == TurnEventKinds.Question);
        Assert.Equal("access.not-found", await CodeAsync(() => host.Get<FindTurn>().HandleAsync(turn.Id, viewer, Stop)));
    }

    [Fact]
    public async Task Prompts_that_are_none_are_refused_and_the_others_are_cleaned()
    {
        Assert.Equal("turns.prompt-empty", await CodeAsync(() => PromptNewAsync(" \n\u0000\u200B ")));
        Assert.Equal("turns.prompt-too-long", await CodeAsync(() => PromptNewAsync(new string('a', 1_000_000))));
        var turn = await EndAsync(await PromptNewAsync("finish \u001b[31mRed\u0000 \u202Ehidden'; DROP TABLE turns; --\r\n"));
        Assert.Equal("finish [31mRed hidden'; DROP TABLE turns; --", turn.Prompt);
        Assert.Equal(TurnState.Done, turn.State);
        var viewer = await PersonAsync("vi@example.com", OrganizationRole.Viewer);
        Assert.Equal("access.forbidden", await CodeAsync(() => host.Get<StartTurn>().HandleAsync(new(TurnParts.Project, null, "Anything"), viewer, Stop)));
    }
}
