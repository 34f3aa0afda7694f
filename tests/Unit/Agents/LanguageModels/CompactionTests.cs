using System.Text.Json;
using Vitrine.Agents.LanguageModels.Conversations;

namespace Vitrine.Unit.Agents.LanguageModels;

public sealed class CompactionTests
{
    [Fact]
    public void A_conversation_that_fits_stays_as_it_is()
    {
        var talk = Talk(3, 100);
        Assert.Same(talk, Shorten(talk, 100_000));
    }

    [Fact]
    public void Old_results_and_files_go_first_and_the_newest_messages_stay_whole()
    {
        var talk = Talk(8, 10_000);
        var shorter = Shorten(talk, TokenEstimate.Of(talk) / 2);
        Assert.Equal(talk.Count, shorter.Count);
        Assert.InRange(TokenEstimate.Of(shorter), 1, TokenEstimate.Of(talk) / 2);
        for (var back = 1; back <= 6; back++) Assert.Same(talk[^back], shorter[^back]);
        Assert.Contains("left out to save room", Assert.IsType<ModelPart.Result>(shorter[2].Parts[0]).Value, StringComparison.Ordinal);
        Assert.Contains("left out to save room", shorter[1].Calls.Single().Input.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("src/App.tsx", shorter[1].Calls.Single().Input.GetProperty("path").GetString());
        // A thought goes back whole or not at all.
        Assert.DoesNotContain(shorter[1].Parts, part => part is ModelPart.Thought);
        Holds(shorter);
    }

    [Fact]
    public void Whole_turns_go_when_that_is_not_enough_the_oldest_first()
    {
        List<ModelMessage> talk = [.. Talk(20, 200), ModelMessage.Said("<request>\nAnd now?\n</request>"), .. Talk(4, 4_000).Skip(1)];
        var shorter = Shorten(talk, 6_000);
        Assert.Equal("<request>\nAnd now?\n</request>", shorter[0].Text);
        Assert.InRange(TokenEstimate.Of(shorter), 1, 6_000);
        Holds(shorter);
    }

    [Fact]
    public void Another_turn_remembers_what_was_said_and_nothing_of_what_tools_answered()
    {
        var remembered = Compaction.Remember(Talk(4, 5_000), 10_000);
        Assert.All(remembered.SelectMany(message => message.Parts), part => Assert.True(part is not (ModelPart.Thought or ModelPart.HiddenThought or ModelPart.Picture)));
        Assert.All(remembered.SelectMany(message => message.Parts).OfType<ModelPart.Result>(), result => Assert.InRange(result.Value.Length, 1, 300));
        Holds(remembered);
        Assert.Empty(Compaction.Remember(Talk(4, 5_000), 20));
    }

    [Fact]
    public void Pictures_and_halves_of_characters_do_not_stay_behind()
    {
        var call = Call("a", "{}");
        List<ModelMessage> talk =
        [
            ModelMessage.Said("x"), new ModelMessage(true, [call]), ModelMessage.Said(new ModelPart.Result("a", string.Concat(Enumerable.Repeat("🎉", 2_000)), false, new string('a', 64))), .. Talk(5, 3_000).Skip(1),
        ];
        var result = Assert.IsType<ModelPart.Result>(Shorten(talk, TokenEstimate.Of(talk) / 2)[2].Parts[0]);
        Assert.Null(result.Blob);
        Assert.DoesNotContain('\uFFFD', JsonSerializer.Serialize(result.Value));
        Assert.False(char.IsHighSurrogate(result.Value[result.Value.IndexOf('…', StringComparison.Ordinal) - 1]));
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(150)] // The cut goes through the mark that ends it.
    public void What_is_cut_between_marks_of_data_ends_with_its_mark(int length)
    {
        var text = Fence.Around("search_fields", new string('x', length)) + "\nMore of it is not shown: ask with other words." + new string('.', 100);
        List<ModelMessage> talk = [ModelMessage.Said("x"), new ModelMessage(true, [Call("a", "{}")]), ModelMessage.Said(new ModelPart.Result("a", text))];
        var cut = Assert.IsType<ModelPart.Result>(Compaction.Remember(talk, 10_000)[2].Parts[0]).Value;
        Assert.Equal(1, cut.Split("</data>").Length - 1);
        Assert.DoesNotContain("</da…", cut, StringComparison.Ordinal);
        if (length > 200) Assert.EndsWith("left out to save room)\n</data>", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_attached_stays_as_long_as_there_is_room_and_another_turn_hears_that_it_was_there()
    {
        var picture = new ModelPart.Picture(new string('b', 64), "image/png");
        List<ModelMessage> talk = [ModelMessage.Said(picture, new ModelPart.Text("<request>\nLike this.\n</request>")), .. Talk(8, 10_000).Skip(1)];
        Assert.Same(picture, Shorten(talk, TokenEstimate.Of(talk) / 2)[0].Parts[0]);
        // With no room even for itself it is said that it was there, and the words stay.
        var least = Shorten(talk, 100);
        Assert.Equal(["(A picture was here.)", "<request>\nLike this.\n</request>"], least[0].Parts.OfType<ModelPart.Text>().Select(part => part.Value));
        Assert.Equal("(A picture was here.)", Assert.IsType<ModelPart.Text>(Compaction.Remember(talk, 100_000)[0].Parts[0]).Value);
        Holds(least);
    }

    [Fact]
    public void What_was_answered_just_now_is_cut_only_where_it_would_not_fit_at_all()
    {
        List<ModelMessage> talk =
        [
            ModelMessage.Said("<request>\nLike this.\n</request>"),
            new ModelMessage(true, [Call("a", "{}"), Call("b", "{}"), Call("c", "{}")]),
            ModelMessage.Said(new ModelPart.Result("a", new string('x', 40_000)), new ModelPart.Result("b", new string('y', 30_000)), new ModelPart.Result("c", "Short.")),
        ];
        // It is longer than wished, and may be sent.
        Assert.Equal(JsonSerializer.Serialize(talk), JsonSerializer.Serialize(Compaction.Shorten(talk, 10_000, 30_000)));
        var shorter = Compaction.Shorten(talk, 10_000, 10_000);
        var results = shorter[^1].Parts.OfType<ModelPart.Result>().ToList();
        Assert.Equal(["a", "b", "c"], results.Select(result => result.Id));
        Assert.Equal("Short.", results[2].Value);
        Assert.All(results.Take(2), result => Assert.StartsWith(result.Value[..10_000] + "… (", result.Value, StringComparison.Ordinal));
        Assert.InRange(TokenEstimate.Of(shorter), 6_000, 10_000);
        Holds(shorter);
    }

    private static IReadOnlyList<ModelMessage> Shorten(IReadOnlyList<ModelMessage> talk, long most) => Compaction.Shorten(talk, most, most);

    // Every call has its result right after it, and nothing else is answered.
    private static void Holds(IReadOnlyList<ModelMessage> messages)
    {
        Assert.False(messages[0].IsAnswer);
        var open = new HashSet<string>();
        foreach (var message in messages)
        {
            if (message.IsAnswer)
            {
                Assert.Empty(open);
                foreach (var call in message.Calls) open.Add(call.Id);
            }
            else
            {
                foreach (var result in message.Parts.OfType<ModelPart.Result>()) Assert.True(open.Remove(result.Id));
                Assert.Empty(open);
            }
        }
    }

    private static List<ModelMessage> Talk(int steps, int size)
    {
        var messages = new List<ModelMessage> { ModelMessage.Said("<request>\nShow one.\n</request>") };
        for (var step = 0; step < steps; step++)
        {
            var id = $"{steps}-{size}-{step}";
            messages.Add(new ModelMessage(true, [new ModelPart.Thought("Hm.", "c2ln"), new ModelPart.Text("I write."), Call(id, JsonSerializer.Serialize(new { path = "src/App.tsx", text = new string('t', size) }))]));
            messages.Add(ModelMessage.Said(new ModelPart.Result(id, new string('r', size))));
        }

        return messages;
    }

    private static ModelPart.Call Call(string id, string input) => new(id, "write_file", JsonSerializer.Deserialize<JsonElement>(input));
}
