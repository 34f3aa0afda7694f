using Microsoft.EntityFrameworkCore;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Jobs;
using Vitrine.Jobs.Queue;
using Vitrine.Primitives;

namespace Vitrine.Integration.Agents;

public abstract partial class TurnSpecification
{
    [Theory]
    [InlineData("here", "write src/App.tsx x\npause here", TurnState.Generating)]
    [InlineData("bench", "write src/App.tsx x\nfinish Checked.", TurnState.Checking)]
    [InlineData("agent", "finish Nothing.", TurnState.Generating)]
    public async Task A_turn_that_takes_too_long_ends_and_what_it_wrote_is_kept(string point, string prompt, TurnState state)
    {
        await host.Get<JobWorker>().StopAsync(Stop);
        points.Hold(point);
        var turn = await PromptNewAsync(prompt);
        var clock = new HeldClock(Settings.WallClock);
        await using var another = await AnotherAsync(clock: clock);
        await points.ReachedAsync(point, Stop);
        clock.Strike();
        var ended = await EndAsync(turn);
        var isKept = prompt.Contains("write", StringComparison.Ordinal);

        Assert.Equal((TurnState.Failed, "turns.timed-out", isKept ? 1 : null), (ended.State, ended.Code, ended.VersionNumber));
        Assert.Contains(ended.StageSeconds.Keys, name => name == TurnBook.NameOf(state));
        if (isKept) Assert.Equal("x", (await SourceAsync(turn.AppId, 1)).Files["src/App.tsx"]);
        points.Open(point);
        Assert.Equal(TurnState.Done, (await EndAsync(await PromptAsync(turn, "finish Next."))).State);
        await another.Get<JobWorker>().StopAsync(Stop);
    }

    [Fact]
    public async Task A_turn_that_is_being_prepared_stops_before_the_agent_begins()
    {
        points.Hold("open");
        var turn = await PromptNewAsync("write src/App.tsx x\nfinish Never.");
        await points.ReachedAsync("open", Stop);
        Assert.Equal(TurnState.Preparing, (await FindAsync(turn)).State);
        await host.Get<CancelTurn>().HandleAsync(turn.Id, editor, Stop);
        points.Open("open");
        var stopped = await EndAsync(turn);
        Assert.Equal((TurnState.Cancelled, null), (stopped.State, stopped.VersionNumber));
        Assert.DoesNotContain(await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop), entry => entry.Kind == TurnEventKinds.File);
    }

    [Fact]
    public async Task A_turn_that_is_being_stored_stops_before_its_version_is_inserted()
    {
        points.Hold("put", only: 2);
        var turn = await PromptNewAsync("write src/App.tsx x\nfinish Nearly.");
        await points.ReachedAsync("put", Stop);
        Assert.Equal(TurnState.Storing, (await FindAsync(turn)).State);
        await host.Get<CancelTurn>().HandleAsync(turn.Id, editor, Stop);
        var stopped = await EndAsync(turn);
        Assert.Equal((TurnState.Cancelled, 1), (stopped.State, stopped.VersionNumber));
        Assert.Equal(VersionStatus.Failed, Assert.Single(await host.Get<ListVersions>().HandleAsync(turn.AppId, editor, Stop)).Status);
        Assert.Null((await host.Get<FindApp>().HandleAsync(turn.AppId.ToString(), editor, Stop)).DraftVersion);
    }

    [Fact]
    public async Task A_bug_in_an_agent_is_told_by_a_code_and_a_number_and_what_was_written_is_kept()
    {
        var turn = await PromptNewAsync("write src/App.tsx half\nthrow Connection string is Password=swordfish");
        var ended = await EndAsync(turn);
        Assert.Equal((TurnState.Failed, "turns.internal", 1), (ended.State, ended.Code, ended.VersionNumber));
        await using var database = await host.OpenAsync();
        var row = await database.Set<TurnRow>().AsNoTracking().FirstAsync(entry => entry.Id == turn.Id, Stop);
        Assert.Contains(row.JobId!.Value.ToString(), ended.Message!, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", string.Join('\n', (await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop)).Select(entry => entry.Data.GetRawText())) + ended.Message, StringComparison.Ordinal);
        Assert.Equal("half", (await SourceAsync(turn.AppId, 1)).Files["src/App.tsx"]);

        var request = new StartTurn.Request(TurnParts.Project, turn.AppId, "finish Whole.", FromVersion: 1);
        Assert.Equal((TurnState.Done, 2), Tell(await EndAsync(await host.Get<StartTurn>().HandleAsync(request, editor, Stop))));
        Assert.Equal("half", (await SourceAsync(turn.AppId, 2)).Files["src/App.tsx"]);
    }

    [Theory]
    [InlineData("write src/App.tsx x\nfinish Full.", TurnState.Failed, "storage.disk-full", "free some space")]
    [InlineData("write src/App.tsx x\nask Which?", TurnState.Failed, "storage.disk-full", "free some space")]
    [InlineData("write src/App.tsx x\ngive-up No way.", TurnState.Failed, "test.gave-up", "No way.")]
    public async Task A_store_that_takes_nothing_ends_the_turn_with_what_to_do_and_the_next_one_works(string prompt, TurnState state, string code, string says)
    {
        points.Refuse("put", new RefusalException("storage.disk-full", "The disk is full; free some space.", RefusalKind.Unavailable));
        var ended = await EndAsync(await PromptNewAsync(prompt));
        Assert.Equal((state, code, null), (ended.State, ended.Code, ended.VersionNumber));
        Assert.Contains(says, ended.Message!, StringComparison.Ordinal);
        Assert.Contains("could not be kept", ended.Message!, StringComparison.Ordinal);
        Assert.Empty(await host.Get<ListVersions>().HandleAsync(ended.AppId, editor, Stop));

        points.Open("put");
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(await PromptAsync(ended, "write src/App.tsx x\nfinish Room again."))));
    }

    [Theory]
    [InlineData("mend", "turns.repairs-spent")]
    [InlineData("insist", "turns.repairs-spent")]
    [InlineData("shift", "turns.no-progress")]
    public async Task Repairs_that_do_not_help_come_to_an_end(string how, string code)
    {
        var ended = await EndAsync(await PromptNewAsync(how));
        Assert.Equal((TurnState.Failed, code, 1), (ended.State, ended.Code, ended.VersionNumber));
        // What stands in the way is said: where nothing was changed there is no version whose problems could be looked at.
        Assert.Contains(" gate says", ended.Message, StringComparison.Ordinal);
        var checks = (await host.Get<FollowTurn>().ListAsync(ended.Id, 0, editor, Stop)).Count(entry => Tell(entry) == "gate failed");
        Assert.Equal(code == "turns.no-progress" ? 2 : Settings.Repairs + 1, checks);
        var version = Assert.Single(await host.Get<ListVersions>().HandleAsync(ended.AppId, editor, Stop));
        Assert.Contains("test.broken", version.GateReport, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_at_the_same_moment_get_numbers_of_their_own_and_run_in_that_order()
    {
        var first = await EndAsync(await PromptNewAsync("write src/pages/P1.tsx 1\nfinish 1."));
        var turns = await Task.WhenAll(Enumerable.Range(2, 5).Select(async _ =>
        {
            await Task.Yield();
            return await PromptAsync(first, "count src/pages\nfinish Counted.");
        }));
        Assert.Equal([2, 3, 4, 5, 6], turns.Select(turn => turn.Number).Order());
        foreach (var turn in turns) Assert.Equal((TurnState.Done, turn.Number), Tell(await EndAsync(turn)));
        // Each saw what all before it had made.
        Assert.Equal(["1", "2", "3", "4", "5", "6"], (await SourceAsync(first.AppId, 6)).Files.Where(file => file.Key.StartsWith("src/pages/", StringComparison.Ordinal)).Select(file => file.Value));
    }

    [Fact]
    public async Task After_a_restore_the_next_prompt_starts_from_what_was_restored()
    {
        var first = await EndAsync(await PromptNewAsync("plan {\"p\":1}\nwrite src/App.tsx one\nfinish One."));
        await EndAsync(await PromptAsync(first, "plan {\"p\":2}\nwrite src/App.tsx two\nwrite src/pages/Two.tsx two\nfinish Two."));
        Assert.Equal(3, await host.Get<RestoreVersion>().HandleAsync(first.AppId, 1, editor, Stop));
        Assert.Equal((TurnState.Done, 4), Tell(await EndAsync(await PromptAsync(first, "remember\nfinish Four."))));
        var files = (await SourceAsync(first.AppId, 4)).Files;
        Assert.Equal("one", files["src/App.tsx"]);
        Assert.False(files.ContainsKey("src/pages/Two.tsx"));
        Assert.EndsWith("|{\"p\":1}", files["src/components/Memory.tsx"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("ended")]
    public async Task A_queued_turn_whose_job_is_gone_is_taken_up_again(string how)
    {
        await host.Get<JobWorker>().StopAsync(Stop);
        var turn = await PromptNewAsync("write src/App.tsx x\nfinish Found.");
        var behind = await PromptAsync(turn, "finish Behind.");
        await LoseJobsAsync(how);
        await using var another = await AnotherAsync();
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(turn)));
        Assert.Equal((TurnState.Done, 2), Tell(await EndAsync(behind)));
        await another.Get<JobWorker>().StopAsync(Stop);
    }

    [Fact]
    public async Task A_turn_whose_server_died_and_whose_job_is_gone_runs_again_and_one_that_was_to_stop_ends()
    {
        points.Hold("here");
        var (turn, other) = (await PromptNewAsync("write src/App.tsx x\npause here\nfinish Again."), await PromptNewAsync("write src/App.tsx y\npause here\nfinish Never."));
        await StateAsync(turn, TurnState.Generating);
        await StateAsync(other, TurnState.Generating);
        await host.Get<JobWorker>().StopAsync(Stop);
        await LoseJobsAsync("lost");
        await host.Get<CancelTurn>().HandleAsync(other.Id, editor, Stop);
        points.Open("here");
        await using var another = await AnotherAsync();
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(turn)));
        Assert.Equal(TurnState.Cancelled, (await EndAsync(other)).State);
        await another.Get<JobWorker>().StopAsync(Stop);
    }

    [Fact]
    public async Task Turns_behind_one_that_waits_are_not_taken_for_lost()
    {
        var turn = await PromptNewAsync("ask Which?\nfinish Answered.");
        await StateAsync(turn, TurnState.Waiting);
        var behind = await PromptAsync(turn, "finish Behind.");
        await HeldUpAsync(behind);
        foreach (var sweep in host.All<IJobSweep>()) await sweep.SweepAsync(Stop);
        await HeldUpAsync(behind);
        await host.Get<AnswerTurn>().HandleAsync(turn.Id, "This.", editor, Stop);
        Assert.Equal((TurnState.Done, 1), Tell(await EndAsync(turn)));
        Assert.Equal((TurnState.Done, 2), Tell(await EndAsync(behind)));
    }

    /// <summary>What a database that was restored from a backup, or a hand in it, may leave behind.</summary>
    private async Task LoseJobsAsync(string how)
    {
        await using var database = await host.OpenAsync();
        if (how == "lost") await database.Set<JobRow>().ExecuteDeleteAsync(Stop);
        else await database.Set<JobRow>().ExecuteUpdateAsync(row => row.SetProperty(job => job.State, JobState.Failed), Stop);
    }
}
