using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Jobs;
using Vitrine.Jobs.Queue;

namespace Vitrine.Integration.Agents;

/// <summary>
/// Kills a real server, without a word of warning, at every state of a turn and at moments drawn by lot, starts it again, and looks whether everything is as if nothing had happened. Even
/// seeds use SQLite, odd ones PostgreSQL.
/// </summary>
public sealed class KilledServerTests(PostgresServer postgres)
{
    private static readonly TimeSpan Promise = TimeSpan.FromMinutes(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("open", 1, TurnState.Preparing, 0)]
    [InlineData("agent", 1, TurnState.Generating, 1)]
    [InlineData("line", 2, TurnState.Generating, 2)]
    [InlineData("bench", 1, TurnState.Checking, 3)]
    [InlineData("put", 1, TurnState.Checking, 4)]
    [InlineData("put", 2, TurnState.Storing, 5)]
    [InlineData("put", 4, TurnState.Storing, 6)]
    public async Task A_server_that_is_killed_in_a_state_goes_on_where_it_was(string point, int count, TurnState state, int seed)
    {
        await using var shop = await Shop.OpenAsync(postgres, seed);
        var turns = await shop.PromptAsync();
        await using (var server = await shop.StartAsync(point, count))
        {
            await server.ReachedAsync();
            Assert.Equal(state, (await shop.FindAsync(turns[0])).State);
            await server.KillAsync();
        }

        await shop.ProveAsync(turns);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_server_that_is_killed_at_any_moment_goes_on_where_it_was(int seed)
    {
        var random = new Random(seed);
        await using var shop = await Shop.OpenAsync(postgres, seed);
        var turns = await shop.PromptAsync();
        // How often each point is passed until the third turn waits for its answer.
        (string Name, int Most)[] points = [("open", 3), ("agent", 3), ("line", 4), ("bench", 2), ("put", 4)];
        var (name, most) = points[random.Next(points.Length)];
        await using (var server = await shop.StartAsync("~" + name, random.Next(1, most + 1)))
        {
            await server.ReachedAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 30)), Stop);
            await server.KillAsync();
        }

        await using (var server = await shop.StartAsync(null, 0))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 3000)), Stop);
            await server.KillAsync();
        }

        await shop.ProveAsync(turns);
    }

    [Fact]
    public async Task A_turn_at_which_servers_die_again_and_again_ends_with_a_reason()
    {
        await using var shop = await Shop.OpenAsync(postgres, 0);
        var turns = await shop.PromptAsync();
        for (var kill = 0; kill < 3; kill++)
        {
            await using var server = await shop.StartAsync("agent", 1);
            await server.ReachedAsync();
            await server.KillAsync();
        }

        await using var last = await shop.StartAsync(null, 0);
        var ended = await shop.EndAsync(turns[0]);
        Assert.Equal((TurnState.Failed, "turns.interrupted"), (ended.State, ended.Code));
        Assert.Equal(TurnState.Done, (await shop.EndAsync(turns[1])).State);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(100, SlowTests.AreAskedFor ? 40 : 2)];

    /// <summary>An organization with prompts that wait for a server.</summary>
    private sealed class Shop(StateHost host, string folder, string? databaseUrl, Principal editor) : IAsyncDisposable
    {
        public static async Task<Shop> OpenAsync(PostgresServer postgres, int seed)
        {
            var folder = Directory.CreateTempSubdirectory("vitrine-killed-").FullName;
            var url = seed % 2 == 0 ? null : await postgres.NewDatabaseAsync(Stop);
            var host = await StateHost.StartAsync(url, services => TurnParts.Add(services, folder, (_, _) => Task.CompletedTask), TimeProvider.System);
            return new Shop(host, folder, url, await TurnParts.OpenShopAsync(host.Services, folder, Stop));
        }

        public Task<TurnServer> StartAsync(string? point, int count) => TurnServer.StartAsync(host, folder, databaseUrl, point, count);

        public async Task<IReadOnlyList<TurnRecord>> PromptAsync()
        {
            var first = await StartTurnAsync(null, "write src/App.tsx one\nwrite src/pages/One.tsx one\nfinish One.");
            return
            [
                first,
                await StartTurnAsync(first.AppId, "write src/App.tsx two\nfinish Two."),
                await StartTurnAsync(first.AppId, "write src/App.tsx three\nask Which?\nfinish Three."),
                await StartTurnAsync(first.AppId, "write src/App.tsx four\ngive-up No way."),
            ];
        }

        public Task<TurnRecord> FindAsync(TurnRecord turn) => host.Get<FindTurn>().HandleAsync(turn.Id, editor, Stop);

        public Task<TurnRecord> EndAsync(TurnRecord turn) => UntilAsync(turn, record => record.HasEnded);

        /// <summary>Starts the server a last time, lets it finish, and looks at everything.</summary>
        public async Task ProveAsync(IReadOnlyList<TurnRecord> turns)
        {
            await using var server = await StartAsync(null, 0);
            var since = Stopwatch.StartNew();
            await UntilAsync(turns[2], record => record.State == TurnState.Waiting);
            await host.Get<AnswerTurn>().HandleAsync(turns[2].Id, "This.", editor, Stop);
            var ended = new List<TurnRecord>();
            foreach (var turn in turns) ended.Add(await EndAsync(turn));
            Assert.InRange(since.Elapsed, TimeSpan.Zero, Promise);

            Assert.Equal(
                [(TurnState.Done, 1, null), (TurnState.Done, 2, null), (TurnState.Done, 3, null), (TurnState.Failed, 4, "test.gave-up")],
                ended.Select(turn => (turn.State, turn.VersionNumber ?? 0, turn.Code)));
            var versions = await host.Get<ListVersions>().HandleAsync(turns[0].AppId, editor, Stop);
            Assert.Equal([4, 3, 2, 1], versions.Select(version => version.Number));
            Assert.Equal(Enumerable.Reverse(turns).Select(turn => turn.Id), versions.Select(version => version.TurnId));
            Assert.Equal(3, (await host.Get<FindApp>().HandleAsync(turns[0].AppId.ToString(), editor, Stop)).DraftVersion);
            var (again, events) = (0, 0);
            foreach (var turn in turns)
            {
                var seen = await ProveEventsAsync(turn);
                again += seen.Count(entry => entry.Kind == TurnEventKinds.Stage && entry.Data.GetProperty("stage").GetString() == "preparing") - (turn == turns[2] ? 2 : 1);
                events += seen.Count;
            }

            await ProveJobsAsync();
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{turns.Count} turns ended, {again} of their attempts were begun again after a kill; {events} events without a gap, {versions.Count} versions without a gap; {since.Elapsed.TotalSeconds:0.0} s after the last start.");
        }

        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        private async Task<IReadOnlyList<TurnEvent>> ProveEventsAsync(TurnRecord turn)
        {
            var events = await host.Get<FollowTurn>().ListAsync(turn.Id, 0, editor, Stop);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(entry => entry.Sequence));
            Assert.Equal(TurnEventKinds.Ended, events[^1].Kind);
            Assert.Single(events, entry => entry.Kind == TurnEventKinds.Ended);
            return events;
        }

        /// <summary>A server ends the job a moment after the turn.</summary>
        private async Task ProveJobsAsync()
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await timer.WaitForNextTickAsync(Stop))
            {
                await using var database = await host.OpenAsync();
                if (!await database.Set<JobRow>().AnyAsync(job => job.State == JobState.Queued || job.State == JobState.Running, Stop)) return;
            }
        }

        private async Task<TurnRecord> UntilAsync(TurnRecord turn, Func<TurnRecord, bool> isSo)
        {
            var since = Stopwatch.StartNew();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await timer.WaitForNextTickAsync(Stop))
            {
                var record = await FindAsync(turn);
                if (isSo(record)) return record;
                Assert.False(record.HasEnded, $"It ended as {record.State}: {record.Code} {record.Message}");
                Assert.True(since.Elapsed < Promise, $"After {Promise} turn {record.Number} is still {record.State}.");
            }

            throw new InvalidOperationException("The timer ended.");
        }

        private Task<TurnRecord> StartTurnAsync(Guid? appId, string prompt)
            => host.Get<StartTurn>().HandleAsync(new(TurnParts.Project, appId, prompt, AppName: appId is null ? "App" : null), editor, Stop);
    }
}
