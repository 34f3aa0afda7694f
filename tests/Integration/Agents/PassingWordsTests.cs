using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Vitrine.Access.SignIn;
using Vitrine.Agents;
using Vitrine.Agents.Turns;

namespace Vitrine.Integration.Agents;

/// <summary>A model's words from the server that works on a turn to the one whose page shows it: two servers over one PostgreSQL.</summary>
public sealed class PassingWordsTests(PostgresServer postgres) : IAsyncLifetime
{
    private const string Mine = "the values of Ada";

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-words-").FullName;
    private readonly Guid turn = Guid.CreateVersion7();
    private StateHost worker = null!;
    private StateHost page = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var url = await postgres.NewDatabaseAsync(Stop);
        worker = await StateHost.StartAsync(url, Add, TimeProvider.System);
        page = await StateHost.StartAsync(url, Add, TimeProvider.System, worker.Folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await worker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Words_come_in_their_order_and_together_and_a_long_one_whole()
    {
        await using var heard = await HearAsync(Mine);
        var text = new StringBuilder();
        for (var number = 0; number < 3_000; number++) text.Append(number).Append(" 😀ü ");
        Say(PassingKind.Thinking, "Which ");
        Say(PassingKind.Thinking, "fields?");
        Say(PassingKind.File, "src/App.tsx", 5);
        Say(PassingKind.File, "src/App.tsx", 10);
        Say(PassingKind.Text, text.ToString());
        Say(PassingKind.Over, "");

        var words = await UntilOverAsync(heard);
        Assert.Equal("Which fields?", string.Concat(words.Where(word => word.Kind == PassingKind.Thinking).Select(word => word.Text)));
        Assert.Equal(10, words.Last(word => word.Kind == PassingKind.File).Lines);
        Assert.Equal(text.ToString(), string.Concat(words.Where(word => word.Kind == PassingKind.Text).Select(word => word.Text)));
        Assert.Equal([PassingKind.Thinking, PassingKind.File, PassingKind.Text, PassingKind.Over], words.Select(word => word.Kind).Distinct());
    }

    [Fact]
    public async Task Who_begins_to_listen_while_the_last_one_stops_hears()
    {
        // As when a page is loaded again. The two meet in a moment that is short, so they do many times.
        var words = worker.Get<PassingWords>();
        for (var round = 0; round < 3_000; round++)
        {
            using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var before = words.ListenAsync(turn, Mine, leave.Token).GetAsyncEnumerator(Stop);
            var last = before.MoveNextAsync().AsTask();
            await using var after = words.ListenAsync(turn, Mine, Stop).GetAsyncEnumerator(Stop);
            using var both = new Barrier(2);
            var leaving = Task.Run(async () => { both.SignalAndWait(Stop); await leave.CancelAsync(); await last.ContinueWith(_ => { }, TaskScheduler.Default); }, Stop);
            var joining = Task.Run(() => { both.SignalAndWait(Stop); return (Heard: after.MoveNextAsync().AsTask(), true); }, Stop);
            await leaving;
            await before.DisposeAsync();
            var (heard, _) = await joining;
            words.Say(turn, Mine, new PassingWord(PassingKind.Over, ""));
            Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(20), Stop));
        }
    }

    [Fact]
    public async Task Who_sees_other_data_hears_only_that_it_is_over()
    {
        await using var others = await HearAsync("the values of somebody else");
        Say(PassingKind.Text, "West: 4,711");
        Say(PassingKind.Over, "");
        Assert.Equal([new PassingWord(PassingKind.Over, "")], await UntilOverAsync(others));
    }

    [Fact]
    public async Task Who_listens_to_the_database_reads_nothing_and_what_they_say_is_not_believed()
    {
        await using var database = await worker.OpenAsync();
        await using var spy = new NpgsqlConnection(database.Database.GetConnectionString());
        var read = new List<string>();
        spy.Notification += (_, notice) => read.Add(notice.Payload);
        await spy.OpenAsync(Stop);
        await RunAsync(spy, "LISTEN vitrine_words");
        await using var heard = await HearAsync(Mine);
        var forged = $$$"""{"from":"{{{Guid.Empty}}}","words":[{"turn":"{{{turn}}}","fingerprint":"{{{Mine}}}","word":{"kind":"text","text":"forged"}}]}""";
        await RunAsync(spy, $"SELECT pg_notify('vitrine_words', '{forged}')");
        await RunAsync(spy, "SELECT pg_notify('vitrine_words', 'Zm9yZ2Vk')");
        Say(PassingKind.Text, "West: 4,711");
        Say(PassingKind.Over, "");
        Assert.Equal("West: 4,711", string.Concat((await UntilOverAsync(heard)).Select(word => word.Text)));
        Assert.NotEmpty(read);
        Assert.DoesNotContain(read, text => text.Contains("4,711", StringComparison.Ordinal) || Encoding.UTF8.GetString(Convert.TryFromBase64String(text, new byte[text.Length], out _) ? Convert.FromBase64String(text) : []).Contains("4,711", StringComparison.Ordinal));
        Assert.All(read, text => Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 7_999));
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_made_again()
    {
        await using var heard = await HearAsync(Mine);
        await using var database = await worker.OpenAsync();
        await database.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'vitrine listening'", Stop);
        await ReachAsync(heard);
        Say(PassingKind.Text, "again");
        Say(PassingKind.Over, "");
        Assert.Equal("again", string.Concat((await UntilOverAsync(heard)).Select(word => word.Text)));
    }

    [Fact]
    public async Task Each_word_is_heard_once_by_the_server_that_says_it()
    {
        await using var here = worker.Get<PassingWords>().ListenAsync(turn, Mine, Stop).GetAsyncEnumerator(Stop);
        var first = here.MoveNextAsync();
        await using var there = await HearAsync(Mine);
        Say(PassingKind.Text, "once");
        Say(PassingKind.Over, "");
        // When the other server has it, this one's own notice has come as well.
        await UntilOverAsync(there);
        Say(PassingKind.Text, "twice");
        Say(PassingKind.Over, "end");
        var words = new List<PassingWord>();
        Assert.True(await first);
        do words.Add(here.Current);
        while (words[^1].Text != "end" && await here.MoveNextAsync());
        Assert.Equal("oncetwice", string.Concat(words.Where(word => word.Kind == PassingKind.Text).Select(word => word.Text)));
    }

    private static void Add(IServiceCollection services) => services.AddVitrineAuthentication().AddSingleton<TurnSignals>().AddSingleton<WordCarrier>().AddSingleton<PassingWords>();

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private void Say(PassingKind kind, string text, int lines = 0) => worker.Get<PassingWords>().Say(turn, Mine, new PassingWord(kind, text, lines));

    /// <summary>Somebody on the other server who hears.</summary>
    private async Task<IAsyncEnumerator<PassingWord>> HearAsync(string fingerprint)
    {
        var heard = page.Get<PassingWords>().ListenAsync(turn, fingerprint, Stop).GetAsyncEnumerator(Stop);
        await ReachAsync(heard);
        return heard;
    }

    /// <summary>Says that it is over, which everybody hears, until it is heard there, and all of it.</summary>
    private async Task ReachAsync(IAsyncEnumerator<PassingWord> heard)
    {
        var next = heard.MoveNextAsync().AsTask();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!next.IsCompleted && await timer.WaitForNextTickAsync(Stop)) Say(PassingKind.Over, "");
        // The last of them: a tool that is called so is heard after those that are still on their way.
        var mark = Guid.CreateVersion7().ToString();
        worker.Get<PassingWords>().Say(turn, Mine, new PassingWord(PassingKind.Over, mark));
        while (await next && heard.Current.Text != mark) next = heard.MoveNextAsync().AsTask();
    }

    private static async Task<List<PassingWord>> UntilOverAsync(IAsyncEnumerator<PassingWord> heard)
    {
        var words = new List<PassingWord>();
        while (await heard.MoveNextAsync())
        {
            words.Add(heard.Current);
            if (heard.Current.Kind == PassingKind.Over) return words;
        }

        throw new InvalidOperationException("Nobody speaks any more.");
    }
}
