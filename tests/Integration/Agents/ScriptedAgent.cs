using System.Text.Json;
using Vitrine.Agents;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Primitives;

namespace Vitrine.Integration.Agents;

/// <summary>
/// An agent whose prompt says what it does, a line for each thing: <c>write PATH TEXT</c>, <c>pause NAME</c>, <c>check</c>, <c>step</c>, <c>say</c>, <c>plan</c>, <c>ask QUESTION|CHOICE|…</c>,
/// <c>decline</c>, <c>give-up</c>, <c>refuse</c>, <c>throw</c>, <c>count FOLDER</c>, <c>finish SUMMARY</c>; or, without ever getting there, <c>mend</c>, <c>insist</c> (the same by the names of
/// tools) and <c>shift</c> (a repair that changes nothing). With an answer it goes on after the question and writes the answer to a file.
/// </summary>
/// <param name="reached">Told at each point; it may hold the agent there.</param>
internal sealed class ScriptedAgent(Func<string, CancellationToken, Task> reached) : ICodingAgent
{
    public string Name => "scripted";

    public async Task<AgentEnding> RunAsync(AgentTask task, ToolBox tools, CancellationToken cancellationToken)
    {
        await reached("agent", cancellationToken);
        var lines = task.Prompt.Split('\n');
        if (task.Answer is { } answer)
        {
            lines = [.. lines.SkipWhile(line => !line.StartsWith("ask ", StringComparison.Ordinal)).Skip(1)];
            await tools.WriteFileAsync("src/components/Answer.tsx", answer, cancellationToken);
        }

        foreach (var line in lines)
        {
            var (command, rest) = Cut(line);
            if (await DoAsync(command, rest, task, tools, cancellationToken) is { } ending) return ending;
            await reached("line", cancellationToken);
        }

        return await FinishAsync("Done.", tools, cancellationToken);
    }

    private async Task<AgentEnding?> DoAsync(string command, string rest, AgentTask task, ToolBox tools, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case "write":
                var (path, text) = Cut(rest);
                await tools.WriteFileAsync(path, text, cancellationToken);
                return null;
            case "pause":
                await reached(rest, cancellationToken);
                return null;
            case "check":
                await tools.CheckAsync(CheckScope.Quick, cancellationToken);
                return null;
            case "step":
                await task.Events.StepAsync(rest, cancellationToken);
                return null;
            case "say":
                await task.Events.TextAsync(rest, cancellationToken);
                return null;
            case "plan":
                await task.Events.PlanAsync(rest, cancellationToken);
                return null;
            case "count":
                var count = tools.ListFiles().Count(file => file.StartsWith(rest + "/", StringComparison.Ordinal)) + 1;
                await tools.WriteFileAsync($"{rest}/P{count}.tsx", $"{count}", cancellationToken);
                return null;
            case "mend":
                return await MendAsync(tools, letter => $"BROKEN{letter}", cancellationToken);
            case "shift":
                return await MendAsync(tools, letter => $"{new string('\n', letter - 'a')}BROKEN", cancellationToken);
            case "insist":
                return await InsistAsync(tools, cancellationToken);
            case "remember":
                await tools.WriteFileAsync("src/components/Memory.tsx", string.Join(';', task.Earlier.Select(turn => turn.Summary)) + "|" + task.PlanJson, cancellationToken);
                return null;
            case "ask":
                var parts = rest.Split('|');
                return new AgentEnding.Asking(parts[0], parts[1..]);
            case "decline":
                return new AgentEnding.Declined(rest);
            case "give-up":
                return new AgentEnding.GaveUp("test.gave-up", rest);
            case "refuse":
                throw new RefusalException("test.refused", rest);
            case "throw":
                throw new InvalidOperationException(rest);
            case "finish":
                return await FinishAsync(rest, tools, cancellationToken);
            case "call":
                return await FinishAsync("Called.", tools, cancellationToken) is AgentEnding.Finished finished ? finished with { Name = rest } : null;
            default:
                return null;
        }
    }

    private static async Task<AgentEnding?> MendAsync(ToolBox tools, Func<char, string> text, CancellationToken cancellationToken)
    {
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            await tools.WriteFileAsync("src/App.tsx", text(letter), cancellationToken);
            await tools.FinishAsync(cancellationToken);
        }

        return null;
    }

    private static async Task<AgentEnding?> InsistAsync(ToolBox tools, CancellationToken cancellationToken)
    {
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            await tools.InvokeAsync("write_file", JsonSerializer.SerializeToElement(new { path = "src/App.tsx", text = $"BROKEN{letter}" }), cancellationToken);
            if ((await tools.InvokeAsync("finish", JsonSerializer.SerializeToElement(new { summary = "It is done." }), cancellationToken)).Ending is { } ending) return ending;
        }

        return null;
    }

    private static async Task<AgentEnding> FinishAsync(string summary, ToolBox tools, CancellationToken cancellationToken)
    {
        var outcome = await tools.FinishAsync(cancellationToken);
        return outcome.Report.Status == GateStatus.Failed ? new AgentEnding.GaveUp("test.broken", "The app is broken.") : new AgentEnding.Finished(summary, null, outcome);
    }

    private static (string First, string Remainder) Cut(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
    }
}
