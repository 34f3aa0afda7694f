using Vitrine.Agents.Turns;
using Vitrine.Integration.Agents;
using Vitrine.Projects;

namespace Vitrine.Integration.LanguageModels;

/// <summary>What a project has lowered its data exposure for is not told to a model again.</summary>
public abstract partial class ModelTurnSpecification
{
    [Theory]
    [InlineData(DataExposure.Rows, true)]
    [InlineData(DataExposure.Samples, false)]
    public async Task What_was_said_when_a_model_could_see_more_is_not_told_again(DataExposure later, bool isTold)
    {
        await AllowAsync(DataExposure.Rows);
        server.Script = MessagesServer.InOrder(Reply.Call(Write("one")), Finish("The West had 6386042.69."), Reply.Call(Write("two")), Finish("It shows two."));
        var first = await PromptAsync("Show one.");
        await AllowAsync(later);
        await PromptAsync("Show two.", first);

        var opened = server.Requests.ElementAt(2);
        Assert.Contains("Show one.", opened.Body["messages"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(isTold, opened.Body["messages"]!.ToJsonString().Contains("6386042", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_turn_that_waits_while_a_model_may_see_less_begins_its_conversation_anew()
    {
        await AllowAsync(DataExposure.Rows);
        server.Script = MessagesServer.InOrder(
            Reply.Call(Reply.TextOf("The West had 6386042.69."), Write("half"), Reply.Tool("ask_user", new { question = "The West had 6386042.69: which one?" })), Reply.Call(Edit("half", "whole")), Finish("Answered."));
        var turn = await StartAsync("Show one of them.");
        await UntilAsync(turn, record => record.State == TurnState.Waiting);
        await AllowAsync(DataExposure.SchemaOnly);
        await host.Get<AnswerTurn>().HandleAsync(turn.Id, "The East.", admin, Stop);

        Assert.Equal(TurnState.Done, (await UntilAsync(turn, record => record.HasEnded)).State);
        Assert.Equal("whole", (await SourceAsync(turn, 1)).Files["src/App.tsx"]);
        var opened = server.Requests.ElementAt(1).Body["messages"]!.ToJsonString();
        Assert.DoesNotContain("6386042", opened, StringComparison.Ordinal);
        foreach (var said in new[] { "Show one of them.", "The East.", "no values" }) Assert.Contains(said, opened, StringComparison.Ordinal);
    }

    private Task<ProjectRecord> AllowAsync(DataExposure exposure) => host.Get<ChangeProject>().HandleAsync(new(TurnParts.Project, Settings: settings => settings with { DataExposure = exposure }), admin, Stop);
}
