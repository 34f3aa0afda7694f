using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Apps;
using Vitrine.Jobs;
using Vitrine.Jobs.Queue;
using Vitrine.Ledger;

namespace Vitrine.Integration.LanguageModels;

/// <summary>After the first version of an app that nobody named, a language model names and describes it.</summary>
public sealed class NameAppTests : IAsyncLifetime
{
    private const string Prompt = "Show me the revenue of every region";

    private AsideHost host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await AsideHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_app_that_nobody_named_gets_a_name_and_a_description()
    {
        host.Server.Script = Script(Named("  \"Revenue\nby\u0000 region\" ", "Revenue of all orders by region. <b>Bold</b> " + new string('x', 500)));
        var turn = await host.PromptAsync(Prompt, name: null);
        var app = await AppAsync(await host.UntilAsync(turn, "done"), record => record.Description is not null);
        Assert.Equal("Revenue by region", app.Name);
        Assert.InRange(app.Description!.Length, 100, 200);
        Assert.StartsWith("show-me-the-revenue", app.Slug, StringComparison.Ordinal);

        var asked = host.Server.Requests.Last();
        Assert.Equal(200, (int)asked.Body["max_tokens"]!);
        Assert.Contains(Prompt, asked.Last, StringComparison.Ordinal);
        Assert.Contains("<data from=\"contracts\">\nversion: 1\n", asked.Last, StringComparison.Ordinal);
        // What was said of it may hold data of the author, and everybody who sees the app reads its name.
        Assert.DoesNotContain("It shows one.", asked.Last, StringComparison.Ordinal);
        Assert.Equal([LedgerCause.Clarify, LedgerCause.User, LedgerCause.User, LedgerCause.Metadata], (await host.BookedAsync(turn)).Select(row => row.Cause));
        await host.EqualAsync(turn);
        // The end stays the last thing that is told.
        Assert.Empty(await host.EventsAsync(turn, "cost") is { } costs ? costs.Where(entry => entry.GetProperty("sequence").GetInt64() > EndOf(turn).Result) : []);

        // Once: the next version leaves the name as it is.
        await host.UntilAsync(await host.FollowAsync(turn, "Show two."), "done");
        await IdleAsync();
        Assert.Single(host.Server.Requests, request => request.Tools is ["name_app"]);
    }

    [Fact]
    public async Task Who_named_an_app_is_asked_nothing()
    {
        host.Server.Script = Script(Named("Another", "Another."));
        var app = await AppAsync(await host.UntilAsync(await host.PromptAsync(Prompt, name: "Mine"), "done"), _ => true);
        await IdleAsync();
        Assert.Equal(("Mine", null), (app.Name, app.Description));
        Assert.DoesNotContain(host.Server.Requests, request => request.Tools is ["name_app"]);
    }

    [Fact]
    public async Task Who_renamed_it_meanwhile_was_first()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously), renamed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Server.Script = Script(Named("Revenue by region", "All of it.") with
        {
            Before = stop =>
            {
                asked.TrySetResult();
                return renamed.Task.WaitAsync(stop);
            },
        });
        var done = await host.UntilAsync(await host.PromptAsync(Prompt, name: null), "done");
        await asked.Task.WaitAsync(Stop);
        await host.Get<ChangeApp>().HandleAsync(done.GetProperty("appId").GetGuid(), new("Ours"), host.Admin, Stop);
        renamed.SetResult();
        await IdleAsync();
        Assert.Single(host.Server.Requests, request => request.Tools is ["name_app"]);
        Assert.Equal("Ours", (await AppAsync(done, _ => true)).Name);
    }

    [Fact]
    public async Task What_somebody_said_of_it_meanwhile_stays()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously), described = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Server.Script = Script(Named("Revenue by region", "All of it.") with
        {
            Before = stop =>
            {
                asked.TrySetResult();
                return described.Task.WaitAsync(stop);
            },
        });
        var done = await host.UntilAsync(await host.PromptAsync(Prompt, name: null), "done");
        await asked.Task.WaitAsync(Stop);
        await host.Get<ChangeApp>().HandleAsync(done.GetProperty("appId").GetGuid(), new(Description: "Ours."), host.Admin, Stop);
        described.SetResult();
        Assert.Equal("Ours.", (await AppAsync(done, app => app.Name == "Revenue by region")).Description);
    }

    [Theory]
    [InlineData("529")]
    [InlineData("401")]
    [InlineData("words")]
    [InlineData("nothing")]
    public async Task Where_nothing_comes_of_it_the_app_keeps_its_name(string how)
    {
        host.Server.Script = Script(how switch
        {
            "529" => Reply.Refuse(529, "overloaded_error", "Busy."),
            "401" => Reply.Refuse(401, "authentication_error", "No."),
            "words" => Reply.Say("Revenue by region"),
            _ => Named(" \u202E ", "x"),
        });
        var done = await host.UntilAsync(await host.PromptAsync(Prompt, name: null), "done");
        await IdleAsync();
        Assert.Equal(Prompt, (await AppAsync(done, _ => true)).Name);
        Assert.Single(host.Server.Requests, request => request.Tools is ["name_app"]);
    }

    private async Task<AppRecord> AppAsync(JsonElement turn, Func<AppRecord, bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            var app = await host.Get<FindApp>().HandleAsync(turn.GetProperty("appId").GetString()!, host.Admin, Stop);
            if (isSo(app)) return app;
        }

        throw new InvalidOperationException("The timer ended.");
    }

    private async Task<long> EndOf(string turn) => (await host.EventsAsync(turn, "ended")).Single().GetProperty("sequence").GetInt64();

    /// <summary>Returns when no job is left to do.</summary>
    private async Task IdleAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            await using var database = await host.OpenAsync();
            if (!await database.Set<JobRow>().IgnoreQueryFilters().AnyAsync(row => row.State == JobState.Queued || row.State == JobState.Running, Stop)) return;
        }
    }

    private static Reply Named(string name, string description) => Reply.Call(Reply.Tool("name_app", new { name, description }));

    private static Func<ReceivedRequest, Reply> Script(Reply name) => request => request.Tools switch
    {
        ["before_building"] => Reply.Say("It is all clear."),
        ["name_app"] => name,
        _ => AsideHost.Work(request),
    };
}
