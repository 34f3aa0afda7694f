using System.Text.Json.Nodes;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Primitives;

namespace Vitrine.Integration.LanguageModels;

/// <summary>The clients around the official SDK, against the loopback server: what goes out, what comes back, and every way in which it can fail.</summary>
public sealed class ModelClientTests
{
    private static readonly LanguageModelSettings Impatient = new() { Silence = TimeSpan.FromSeconds(1.5), Patience = TimeSpan.FromHours(10) };

    [Fact]
    public async Task An_answer_comes_in_pieces_and_is_kept_whole()
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(Reply.Call(
            Reply.Thinking("First the fields, then the contracts.", "c2ln"),
            Reply.Redacted("aGlkZGVu"),
            Reply.TextOf("I look for fields — “größer”, 數據, 🎉."),
            Reply.Tool("search_fields", new { words = "revenue" }),
            Reply.Tool("get_explore", new { name = "orders" }))));
        var answer = await desk.AskAsync();

        Assert.Equal(ModelFinish.Tools, answer.Finish);
        Assert.Equal("thought, hidden, text, search_fields {\"words\":\"revenue\"}, get_explore {\"name\":\"orders\"}", Tell(answer.Message));
        Assert.Equal(("I look for fields — “größer”, 數據, 🎉.", "First the fields, then the contracts."), (desk.Heard.Words, desk.Heard.Thoughts));
        Assert.Equal("[search_fields]{\"words\":\"revenue\"}[get_explore]{\"name\":\"orders\"}", desk.Heard.Inputs);
        Assert.Equal(["begin", "answer"], desk.Kept.Lines);
        Assert.Empty(desk.Server.Complaints);
    }

    [Fact]
    public async Task What_was_thought_and_called_goes_back_as_it_came_also_after_it_was_stored()
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(
            Reply.Call(Reply.Thinking("Think.", "c2ln"), Reply.Redacted("aGlkZGVu"), Reply.Tool("search_fields", new { words = "revenue", limit = 3 })), Reply.Say("Done.")));
        var first = await desk.AskAsync();
        var stored = ModelMessage.Parse(first.Message.ToJson());
        var call = Assert.Single(stored.Calls);
        await desk.AskAsync(ModelMessage.Said("Make an app."), stored, ModelMessage.Said(new ModelPart.Result(call.Id, "orders.revenue", IsError: true)));

        var messages = desk.Server.Requests.Last().Messages;
        Assert.Equal(
            """[{"type":"thinking","thinking":"Think.","signature":"c2ln"},{"type":"redacted_thinking","data":"aGlkZGVu"},{"type":"tool_use","name":"search_fields","input":{"words":"revenue","limit":3}}]""",
            Bare(messages[1]["content"]!, "id"));
        Assert.Equal("""[{"type":"tool_result","is_error":true,"content":"orders.revenue"}]""", Bare(messages[2]["content"]!, "tool_use_id", "cache_control"));
        Assert.Empty(desk.Server.Complaints);
    }

    [Fact]
    public async Task What_stays_the_same_is_read_from_the_cache()
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("Yes."));
        var first = await desk.AskAsync();
        var second = await desk.AskAsync(ModelMessage.Said("Make an app."), first.Message, ModelMessage.Said("And now?"));
        Assert.Equal((0, true), (first.Usage.CacheRead, first.Usage.CacheWrite > 1000));
        Assert.True(second.Usage.CacheRead >= first.Usage.CacheWrite, $"{second.Usage}");
        Assert.InRange(second.Usage.CacheWrite + second.Usage.Input, 1, 200);
        Assert.Equal(desk.Server.Told.Select(told => (told.Input, told.Output, told.CacheRead, told.CacheWrite)), new[] { first, second }.Select(answer => (answer.Usage.Input, answer.Usage.Output, answer.Usage.CacheRead, answer.Usage.CacheWrite)));
    }

    [Fact]
    public async Task Each_call_stands_in_the_ledger_with_its_tokens_and_its_price()
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("Yes."));
        var answer = await desk.AskAsync();
        var row = Assert.Single(await desk.BookedAsync());
        Assert.Equal((answer.CallId, "anthropic", desk.Model.Prices.Of(answer.Usage)), (row.Id, row.Provider, row.Price));
        Assert.Equal((desk.Model.Name, answer.Usage.Input, answer.Usage.Output, 0, answer.Usage.CacheWrite, null), (row.Model, row.Input, row.Output, row.CacheRead, row.CacheWrite, row.Details));
        Assert.True(row.Price > 0);
    }

    [Theory]
    [InlineData(401, "authentication_error", "model.key-refused", "ANTHROPIC_API_KEY")]
    [InlineData(403, "permission_error", "model.forbidden", "ANTHROPIC_API_KEY")]
    [InlineData(404, "not_found_error", "model.unknown", "ANTHROPIC_BASE_URL")]
    [InlineData(400, "invalid_request_error", "model.bad-request", "did not understand")]
    [InlineData(413, "request_too_large", "model.context-too-long", "too long")]
    public async Task What_does_not_pass_is_said_at_once_and_names_what_to_set(int status, string type, string code, string word)
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Refuse(status, type, "x-api-key sk-secret-of-theirs is wrong"));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => desk.AskAsync());
        Assert.Equal(code, refusal.Code);
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", desk.Kept.Said, StringComparison.Ordinal);
        Assert.Single(desk.Server.Requests);
        Assert.Empty(desk.Heard.Waits);
    }

    [Fact]
    public async Task A_wrong_key_and_no_credit_are_told_apart()
    {
        await using var wrong = await ModelDesk.OpenAsync(_ => Reply.Say("Never."), key: "sk-wrong");
        Assert.Equal("model.key-refused", (await Assert.ThrowsAsync<RefusalException>(() => wrong.AskAsync())).Code);
        await using var poor = await ModelDesk.OpenAsync(_ => Reply.Refuse(400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API."));
        Assert.Equal("model.no-credit", (await Assert.ThrowsAsync<RefusalException>(() => poor.AskAsync())).Code);
    }

    [Theory]
    [InlineData("prompt is too long: 210000 tokens > 200000 maximum")]
    [InlineData("input length and `max_tokens` exceed context limit: 190000 + 32000 > 200000")]
    public async Task A_conversation_that_is_too_long_is_known_by_what_providers_say(string message)
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Refuse(400, "invalid_request_error", message));
        Assert.Equal(TranslatingClient.TooLong, (await Assert.ThrowsAsync<RefusalException>(() => desk.AskAsync())).Code);
    }

    [Theory]
    [InlineData(429, "rate_limit_error", nameof(ModelFailure.RateLimited))]
    [InlineData(529, "overloaded_error", nameof(ModelFailure.Overloaded))]
    [InlineData(500, "api_error", nameof(ModelFailure.Server))]
    [InlineData(502, "api_error", nameof(ModelFailure.Server))]
    public async Task What_may_pass_is_tried_again(int status, string type, string failure)
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(Reply.Refuse(status, type, "No."), Reply.Refuse(status, type, "No."), Reply.Say("Yes.")));
        Assert.Equal("Yes.", (await desk.AskAsync()).Message.Text);
        Assert.Equal([failure, failure], desk.Heard.Waits.Select(wait => wait.Failure.ToString()));
        Assert.Equal(["begin", $"fail {failure}", "begin", $"fail {failure}", "begin", "answer"], desk.Kept.Lines);
        Assert.Single(await desk.BookedAsync());
    }

    [Fact]
    public async Task The_time_that_a_provider_asks_for_is_waited()
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(
            Reply.Refuse(429, "rate_limit_error", "Slowly.", ("retry-after", "37")), Reply.Refuse(529, "overloaded_error", "Busy.", ("retry-after-ms", "90500")), Reply.Say("Yes.")));
        await desk.AskAsync();
        Assert.InRange(desk.Heard.Waits[0].Wait.TotalSeconds, 37, 38);
        Assert.InRange(desk.Heard.Waits[1].Wait.TotalSeconds, 90.5, 91);
    }

    [Theory]
    [InlineData("36000", "and asks to be left alone for 10 hours. Try again then, or choose another model.")]
    [InlineData("901", "and asks to be left alone for 16 minutes. Try again then, or choose another model.")]
    public async Task Who_asks_for_more_time_than_a_turn_has_is_not_waited_for_and_the_time_is_said(string seconds, string says)
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Refuse(429, "rate_limit_error", "Slowly.", ("retry-after", seconds)), new LanguageModelSettings());
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => desk.AskAsync());
        Assert.Equal(("model.rate-limited", 1), (refusal.Code, desk.Server.Requests.Count));
        Assert.Empty(desk.Heard.Waits);
        Assert.EndsWith(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_minutes_it_is_given_up_and_the_waits_have_doubled()
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Refuse(529, "overloaded_error", "Busy."), new LanguageModelSettings());
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => desk.AskAsync());
        Assert.Equal("model.overloaded", refusal.Code);
        Assert.Contains("(529)", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(desk.Heard.Waits.Sum(wait => wait.Wait.TotalSeconds), 10, 600);
        for (var at = 0; at < Math.Min(6, desk.Heard.Waits.Count); at++) Assert.InRange(desk.Heard.Waits[at].Wait.TotalSeconds, Math.Pow(2, at) / 2, Math.Pow(2, at));
        Assert.All(desk.Heard.Waits, wait => Assert.InRange(wait.Wait.TotalSeconds, 0.5, 60));
    }

    [Theory]
    [InlineData("drop", nameof(ModelFailure.Dropped))]
    [InlineData("end", nameof(ModelFailure.Dropped))]
    [InlineData("error", nameof(ModelFailure.Overloaded))]
    [InlineData("stall", nameof(ModelFailure.Stalled))]
    public async Task A_stream_that_does_not_come_to_its_end_is_asked_for_again_and_booked_for_what_was_told(string how, string failure)
    {
        var calls = 0;
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("Never."), Impatient);
        var broken = Reply.Call(Reply.TextOf("I begin with something that is quite long."), Reply.Tool("list_files", new { })) with { Breaks = (5, how), Heard = desk.Heard.Begun.Task };
        desk.Server.Script = _ => calls++ == 0 ? broken : Reply.Say("Yes.");
        Assert.Equal("Yes.", (await desk.AskAsync()).Message.Text);
        Assert.Equal([failure], desk.Heard.Waits.Select(wait => wait.Failure.ToString()));
        await EqualAsync(desk);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_not_asked_for_again_and_booked_for_what_was_told()
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("I begin with something that is quite long.") with { Breaks = (4, "garble") });
        Assert.Equal("model.garbled", (await Assert.ThrowsAsync<RefusalException>(() => desk.AskAsync())).Code);
        Assert.Single(desk.Server.Requests);
        await EqualAsync(desk);
    }

    [Fact]
    public async Task A_call_that_is_given_up_is_booked_for_what_was_told()
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("I begin with something that is quite long.") with { Breaks = (4, "stall") });
        using var given = new CancellationTokenSource();
        var asking = desk.AskAsync([ModelMessage.Said("Make an app.")], given.Token);
        await desk.Heard.Begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await EqualAsync(desk);
        var row = Assert.Single(await desk.BookedAsync());
        Assert.Contains("Cancelled", row.Details, StringComparison.Ordinal);
        // One token was told of; the words that were heard have several, and are paid for.
        var heard = TokenEstimate.Of(desk.Heard.Words);
        Assert.Equal((1, true), (row.Output, heard > 1));
        Assert.Equal(desk.Model.Prices.Of(new ModelUsage(row.Input, heard, row.CacheRead, row.CacheWrite)), row.Price);
        Assert.Contains($"\"heard\":{heard}", row.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_word_about_how_it_ended_is_no_answer()
    {
        // Everything came but message_delta: a client that trusts the end of the stream would act on it.
        var half = Reply.Call(Reply.Tool("finish", new { summary = "x" }));
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(half with { Breaks = (6, "end") }, Reply.Say("Yes.")));
        Assert.Equal("Yes.", (await desk.AskAsync()).Message.Text);
        Assert.Equal("fail Dropped", desk.Kept.Lines[1]);
    }

    [Fact]
    public async Task Pings_show_that_a_provider_is_still_at_work()
    {
        using var pinged = new CancellationTokenSource();
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("Long.") with { Breaks = (2, "ping") }, Impatient);
        var asking = desk.AskAsync([ModelMessage.Said("Think.")], pinged.Token);
        // Longer than the silence that is allowed.
        await Assert.ThrowsAsync<TimeoutException>(() => asking.WaitAsync(Impatient.Silence * 2.5, TestContext.Current.CancellationToken));
        Assert.Empty(desk.Heard.Waits);
        await pinged.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_unreachable()
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("Never."), new LanguageModelSettings { Patience = TimeSpan.FromSeconds(20) }, address: "http://127.0.0.1:9");
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => desk.AskAsync());
        Assert.Equal("model.unreachable", refusal.Code);
        Assert.Contains("ANTHROPIC_BASE_URL", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_that_is_no_json_comes_back_as_a_flaw_of_its_call()
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(Reply.Call(Reply.BrokenTool("write_file", "{\"path\": \"src/App.tsx\", \"text\": \"half")), Reply.Say("Oh.")));
        var answer = await desk.AskAsync();
        var call = Assert.Single(answer.Message.Calls);
        Assert.NotNull(call.Flaw);
        await desk.AskAsync(ModelMessage.Said("Make an app."), answer.Message, ModelMessage.Said(new ModelPart.Result(call.Id, "No JSON.", IsError: true)));
        Assert.Empty(desk.Server.Complaints);
        Assert.Equal("{}", desk.Server.Requests.Last().Messages[1]["content"]![0]!["input"]!.ToJsonString());
    }

    [Theory]
    [InlineData("[1, 2]", "It is no JSON object.")]
    [InlineData("\"src/App.tsx\"", "It is no JSON object.")]
    [InlineData("{\"path\": src}", "'s' is an invalid start of a value.")]
    public async Task A_flaw_says_what_is_wrong_and_names_nothing_of_the_server(string input, string says)
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(Reply.Call(Reply.BrokenTool("write_file", input))));
        var flaw = Assert.Single((await desk.AskAsync()).Message.Calls).Flaw!;
        Assert.StartsWith(says, flaw, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"path":"src/\ud800.tsx"}""")]
    [InlineData("""{"\ud800":"x"}""")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    public async Task Input_that_cannot_be_kept_is_a_flaw_of_its_call_and_no_end_of_the_answer(string input)
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(Reply.Call(Reply.BrokenTool("write_file", input))));
        var call = Assert.Single((await desk.AskAsync()).Message.Calls);
        Assert.Equal(("It holds half of a character, or is nested deeper than 32 levels.", "{}"), (call.Flaw, call.Input.GetRawText()));
    }

    [Theory]
    [InlineData("toolu_1", "toolu_1", "toolu_1_2")]
    [InlineData("", "call", "call_2")]
    public async Task Calls_without_an_id_of_their_own_get_one(string id, string first, string second)
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(Reply.Call(Named(id), Named(id)), Reply.Say("Yes.")));
        var answer = await desk.AskAsync();
        Assert.Equal([first, second], answer.Message.Calls.Select(call => call.Id));
        await desk.AskAsync(ModelMessage.Said("Make an app."), answer.Message, ModelMessage.Said([.. answer.Message.Calls.Select(call => new ModelPart.Result(call.Id, "None."))]));
        Assert.Empty(desk.Server.Complaints);

        static JsonObject Named(string id)
        {
            var block = Reply.Tool("list_files", new { });
            block["id"] = id;
            return block;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2ln")]
    public async Task An_answer_that_was_cut_while_it_was_thought_can_be_gone_on_with(string signature)
    {
        await using var desk = await ModelDesk.OpenAsync(MessagesServer.InOrder(Reply.Call(Reply.Redacted("aGlkZGVu"), Reply.Thinking("First the", signature)) with { StopReason = "max_tokens" }, Reply.Say("Yes.")));
        var answer = await desk.AskAsync();
        Assert.Equal((ModelFinish.Length, "hidden, thought"), (answer.Finish, Tell(answer.Message)));
        Assert.Equal("Yes.", (await desk.AskAsync(ModelMessage.Said("Make an app."), answer.Message, ModelMessage.Said("Go on in smaller steps."))).Message.Text);
        Assert.Empty(desk.Server.Complaints);
    }

    [Theory]
    [InlineData("max_tokens", nameof(ModelFinish.Length))]
    [InlineData("refusal", nameof(ModelFinish.Refusal))]
    [InlineData("end_turn", nameof(ModelFinish.Stop))]
    [InlineData("model_context_window_exceeded", nameof(ModelFinish.Length))]
    [InlineData("pause_turn", nameof(ModelFinish.Pause))]
    public async Task Each_way_to_end_is_told_apart(string reason, string finish)
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("So far.") with { StopReason = reason });
        Assert.Equal(finish, (await desk.AskAsync()).Finish.ToString());
    }

    [Fact]
    public async Task A_model_that_thinks_is_asked_to_say_what_and_one_that_does_not_is_not()
    {
        await using var desk = await ModelDesk.OpenAsync(_ => Reply.Say("Yes."));
        await desk.AskAsync();
        Assert.Equal(("adaptive", "summarized"), ((string)desk.Server.Requests.Last().Body["thinking"]!["type"]!, (string)desk.Server.Requests.Last().Body["thinking"]!["display"]!));
        var plain = desk.Table.All.First(model => model.Name == "claude-haiku-4-5");
        await desk.Client.AskAsync(new ModelRequest { Model = plain, System = ["s"], Tools = [], Messages = [ModelMessage.Said("x")], MaximumOutput = 10 }, desk.Heard, TestContext.Current.CancellationToken);
        Assert.Null(desk.Server.Requests.Last().Body["thinking"]);
    }

    /// <summary>What the server told of tokens is what the ledger has, call by call.</summary>
    private static async Task EqualAsync(ModelDesk desk)
    {
        var booked = (await desk.BookedAsync()).Select(row => (row.Input, row.Output, row.CacheRead, row.CacheWrite));
        Assert.Equal(desk.Server.Told.Select(told => (told.Input, told.Output, told.CacheRead, told.CacheWrite)), booked);
    }

    private static string Tell(ModelMessage message) => string.Join(", ", message.Parts.Select(part => part switch
    {
        ModelPart.Thought => "thought",
        ModelPart.HiddenThought => "hidden",
        ModelPart.Text => "text",
        ModelPart.Call call => $"{call.Tool} {call.Input.GetRawText()}",
        _ => "?",
    }));

    private static string Bare(JsonNode node, params string[] without)
    {
        var copy = node.DeepClone();
        foreach (var block in copy.AsArray())
        {
            foreach (var name in without) block!.AsObject().Remove(name);
        }

        return copy.ToJsonString();
    }
}
