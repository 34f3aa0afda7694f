using System.Text.Json;
using Vitrine.Integration.Agents;
using Vitrine.Integration.LanguageModels;

namespace Vitrine.Integration.Web;

/// <summary><c>vitrine prompt</c> where a language model writes: what it will cost before it is sent, and what it has cost while it works.</summary>
public sealed class PromptMoneyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-money-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_terminal_says_what_a_prompt_will_cost_and_what_it_has_cost_so_far()
    {
        await using var messages = await MessagesServer.StartAsync(request => request.Request.Contains("Ask me.", StringComparison.Ordinal) && request.AnswersSinceRequest == 0
            ? Reply.Call(Reply.Tool("ask_user", new { question = "Which one?" }))
            : AsideHost.Work(request));
        await using var server = await WebServer.StartAsync(
            folder, new StopPoints(), ("ANTHROPIC_API_KEY", MessagesServer.Key), ("ANTHROPIC_BASE_URL", messages.Address.ToString()), ("LanguageModels__Clarify", "false"), ("LanguageModels__NameApps", "false"));
        var run = await VitrineProcess.RunAsync(folder, "prompt", "--name", "Costly", "Show one.");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var lines = run.Output.Split('\n').ToList();
        Assert.StartsWith("About $", lines[0], StringComparison.Ordinal);
        Assert.Contains("From the model's prices", run.Output, StringComparison.Ordinal);
        var (told, ready) = (lines.FindIndex(line => line.Contains("it has cost $", StringComparison.Ordinal)), lines.FindIndex(line => line.StartsWith("ready", StringComparison.Ordinal)));
        Assert.True(told > 0 && told < ready, run.Output);

        // A follow-up has an estimate of its own; where JSON is wanted, it stands in it, and the words are beside it.
        var later = await VitrineProcess.RunAsync(folder, "prompt", "--json", "--follow-up", "costly", "Show two.");
        var estimate = later.Json.GetProperty("estimate");
        Assert.True(estimate.GetProperty("usual").GetDecimal() is > 0 and var usual && usual < estimate.GetProperty("upTo").GetDecimal(), estimate.GetRawText());
        Assert.Contains("About $", later.Errors, StringComparison.Ordinal);
        var free = await VitrineProcess.RunAsync(folder, "prompt", "--json", "--model", "scripted", "write src/App.tsx one\nfinish One.");
        Assert.Equal(JsonValueKind.Null, free.Json.GetProperty("estimate").ValueKind);
        Assert.DoesNotContain("$", free.Errors, StringComparison.Ordinal);

        // Whoever answers sends something that costs, like whoever prompts.
        Assert.Equal(6, (await VitrineProcess.RunAsync(folder, "prompt", "--name", "Asked", "Ask me.")).ExitCode);
        var answered = await VitrineProcess.RunAsync(folder, "prompt", "--follow-up", "asked", "West");
        Assert.Equal(0, answered.ExitCode);
        Assert.Matches(@"^About \$[0-9.]+ more\. From the model's prices, less the \$[0-9.]+ that it has cost so far", answered.Output);
        Assert.Empty(messages.Complaints);
    }
}
