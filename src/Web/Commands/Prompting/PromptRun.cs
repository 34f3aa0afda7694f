using Vitrine.Agents.Turns;
using Vitrine.Primitives;
using Vitrine.Projects;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>The main job in the terminal: prompt, watch, report.</summary>
internal static class PromptRun
{
    public static async Task<PromptReport> RunAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        await using var server = await ServerConnection.OpenAsync(request.Person, cancellationToken);
        var turn = await StartAsync(server, request, cancellationToken);
        var progress = new PromptProgress(turn);
        try
        {
            await PromptScreen.ShowAsync(progress, TurnFollowing.FollowAsync(server, turn.Id, cancellationToken), request.IsJson, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C stops the work too, not just the watching.
            await server.PostAsync<TurnRecord>($"/api/v1/turns/{turn.Id}/cancel", new { }, CancellationToken.None);
        }

        var ended = await server.GetAsync<TurnRecord>($"/api/v1/turns/{turn.Id}", CancellationToken.None);
        return await PromptReport.OfAsync(server, ended, progress, request, CancellationToken.None);
    }

    private static async Task<TurnRecord> StartAsync(ServerConnection server, PromptRequest request, CancellationToken cancellationToken)
    {
        if (request.FollowUp is { } app)
            return await server.PostAsync<TurnRecord>($"/api/v1/apps/{Uri.EscapeDataString(app)}/turns", new { prompt = request.Prompt }, cancellationToken);
        var project = request.Project ?? await FirstProjectAsync(server, cancellationToken);
        return await server.PostAsync<TurnRecord>(
            $"/api/v1/projects/{Uri.EscapeDataString(project)}/apps", new { prompt = request.Prompt, kind = request.Kind, name = request.Name }, cancellationToken);
    }

    private static async Task<string> FirstProjectAsync(ServerConnection server, CancellationToken cancellationToken)
    {
        var projects = await server.GetAsync<IReadOnlyList<ProjectRecord>>("/api/v1/projects", cancellationToken);
        return projects.OrderBy(project => project.CreatedAt).FirstOrDefault()?.Slug
            ?? throw new RefusalException("prompt.no-project", "There is no project yet, or none that this person may see. Make one, or start with ./run, which makes the demo.");
    }
}
