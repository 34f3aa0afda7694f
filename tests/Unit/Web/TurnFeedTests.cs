using System.Text.Json;
using Vitrine.Agents;
using Vitrine.Agents.Turns;
using Vitrine.Web.Pages.Building;

namespace Vitrine.Unit.Web;

public sealed class TurnFeedTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Seconds_of_work_are_without_those_in_the_queue_and_those_of_a_person()
    {
        var seconds = new Dictionary<string, double> { ["queued"] = 40, ["preparing"] = 1, ["generating"] = 9, ["waiting"] = 604_800, ["storing"] = 0.5 };
        Assert.Equal(10.5, new TurnFeed(Turn(TurnState.Done, seconds)).WorkSeconds, 6);
        // Answered a week later, and at work again.
        Assert.Equal(30, new TurnFeed(Turn(TurnState.Generating, seconds)).ElapsedSeconds(Sent.AddSeconds(604_870)), 6);
    }

    [Fact]
    public void In_the_queue_they_are_those_since_it_was_sent()
        => Assert.Equal(12, new TurnFeed(Turn(TurnState.Queued, new Dictionary<string, double>())).ElapsedSeconds(Sent.AddSeconds(12)), 6);

    [Theory]
    [InlineData(0, 0, "Waiting to start")]
    [InlineData(1, 4, "Waiting for the prompt before it")]
    [InlineData(3, 0, "Waiting for 3 prompts before it")]
    [InlineData(0, 1, "Waiting for a place; a prompt of another app came earlier")]
    [InlineData(0, 2, "Waiting for a place; 2 prompts of other apps came earlier")]
    public void What_is_before_it_is_told_by_whether_it_has_to_end_first(int ahead, int others, string text)
        => Assert.Equal(text, new TurnFeed(Turn(TurnState.Queued, []) with { Ahead = ahead, AheadOfOthers = others }).StageText);

    [Fact]
    public void The_cost_grows_and_never_falls()
    {
        var feed = new TurnFeed(Turn(TurnState.Generating, new Dictionary<string, double>()));
        foreach (var (sequence, dollars) in new[] { (1, 0.02m), (2, 0.05m), (3, 0.04m) }) feed.Take(new TurnEvent(sequence, Sent, TurnEventKinds.Cost, JsonSerializer.SerializeToElement(new { dollars })));
        Assert.Equal(0.05m, feed.Cost);
    }

    [Fact]
    public void A_plan_stands_where_it_was_made_or_changed_last()
    {
        var feed = new TurnFeed(Turn(TurnState.Generating, []));
        var plan = new { pages = Array.Empty<object>(), contracts = Array.Empty<object>(), filters = Array.Empty<string>() };
        (string Kind, object Data)[] events =
        [
            (TurnEventKinds.Step, new { label = "Reading what is asked for" }), (TurnEventKinds.Plan, new { plan }), (TurnEventKinds.Answer, new { text = "No map, please." }), (TurnEventKinds.Plan, new { plan }),
            (TurnEventKinds.Text, new { text = "I look for the fields." }),
        ];
        foreach (var (one, at) in events.Select((one, at) => (one, at))) feed.Take(new TurnEvent(at + 1, Sent, one.Kind, JsonSerializer.SerializeToElement(one.Data)));
        Assert.Equal(["step", "answer", "plan", "text"], feed.Entries.Select(entry => entry.Kind));
        Assert.NotNull(feed.Plan);
    }

    private static TurnRecord Turn(TurnState state, Dictionary<string, double> seconds) => new()
    {
        Id = Guid.Empty,
        AppId = Guid.Empty,
        AppSlug = "app",
        ProjectId = Guid.Empty,
        Number = 1,
        State = state,
        Kind = AppKind.Dashboard,
        Prompt = "Show one.",
        PersonId = Guid.Empty,
        Agent = "composer",
        Choices = [],
        Ahead = 0,
        Cost = 0,
        RepairCost = 0,
        QueuedAt = Sent,
        StageSeconds = seconds,
    };
}
