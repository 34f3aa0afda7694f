using Vitrine.Access;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Primitives;
using Vitrine.Projects;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>The main job in the terminal: prompt, watch, report.</summary>
internal static class PromptRun
{
    /// <summary>How long a stop may take: it is done when the worker has put away what was written; then it is told how the turn ended.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    public static async Task<PromptReport> RunAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        PromptOutput.Prepare(request.Folder);
        var images = PromptImages.Read(request.Images);
        await using var server = await ServerConnection.OpenAsync(request.Person, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        // Not given up half-way: a turn of which nobody knows could not be stopped.
        var begun = await StartAsync(server, request, images, CancellationToken.None);
        try
        {
            return await WatchAsync(server, begun, request, cancellationToken);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw new RefusalException("prompt.server-gone", $"The server at {server.PagesAt} has gone. What it was told stays: the work on {begun.Turn.AppSlug} goes on when it is started again, and its page shows how.", RefusalKind.Unavailable);
        }
    }

    private static async Task<PromptReport> WatchAsync(ServerConnection server, Begun begun, PromptRequest request, CancellationToken cancellationToken)
    {
        var turn = begun.Turn;
        var progress = new PromptProgress(turn) { Estimate = begun.Estimate };
        try
        {
            await PromptScreen.ShowAsync(progress, TurnFollowing.FollowAsync(server, turn.Id, begun.After, cancellationToken), request.IsJson, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C stops the work too, not just the watching.
            await StopAsync(server, turn, progress);
        }

        var ended = await server.GetAsync<TurnRecord>($"/api/v1/turns/{turn.Id}", CancellationToken.None);
        return await PromptReport.OfAsync(server, ended, progress, request, CancellationToken.None);
    }

    private static async Task StopAsync(ServerConnection server, TurnRecord turn, PromptProgress progress)
    {
        await server.PostAsync<TurnRecord>($"/api/v1/turns/{turn.Id}/cancel", new { }, CancellationToken.None);
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await foreach (var entry in TurnFollowing.FollowAsync(server, turn.Id, progress.Last, limit.Token)) progress.Take(entry);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // It is told as it stands.
        }
    }

    /// <summary>What was begun.</summary>
    /// <param name="Turn">The turn.</param>
    /// <param name="After">The number of the event after which it is followed.</param>
    /// <param name="Estimate">What it is expected to cost; null for nothing.</param>
    private sealed record Begun(TurnRecord Turn, long After, TurnEstimate? Estimate);

    private static async Task<Begun> StartAsync(ServerConnection server, PromptRequest request, IReadOnlyList<(string Name, byte[] Bytes)> images, CancellationToken cancellationToken)
    {
        if (request is { FollowUp: not null, PlanFirst: true }) throw new RefusalException("prompt.no-plan", "A plan comes before the first build, and --follow-up goes on with an app. Leave one of the two out.");
        if (request.FollowUp is { } app) return await FollowUpAsync(server, $"/api/v1/apps/{(await AppAsync(server, app, request.Project, cancellationToken)).Id}", request, images, cancellationToken);
        var project = $"/api/v1/projects/{Uri.EscapeDataString(await ProjectAsync(server, request.Project, cancellationToken))}";
        var attachments = await PromptImages.SendAsync(server, project, images, cancellationToken);
        var estimate = await PromptEstimate.TellAsync(server, project, request, cancellationToken);
        return new Begun(await server.PostAsync<TurnRecord>($"{project}/apps", new { prompt = request.Prompt, kind = request.Kind, name = request.Name, model = request.Model, attachments, plan = request.PlanFirst }, cancellationToken), 0, estimate);
    }

    private static async Task<Begun> FollowUpAsync(
        ServerConnection server, string app, PromptRequest request, IReadOnlyList<(string Name, byte[] Bytes)> images, CancellationToken cancellationToken)
    {
        var turns = $"{app}/turns";
        // What is said to a turn that waits for an answer is its answer.
        if ((await server.GetAsync<IReadOnlyList<TurnRecord>>(turns, cancellationToken)).FirstOrDefault(turn => turn.State == TurnState.Waiting) is not { } waiting)
        {
            var attachments = await PromptImages.SendAsync(server, app, images, cancellationToken);
            var estimate = await PromptEstimate.TellAsync(server, app, request, cancellationToken);
            return new Begun(await server.PostAsync<TurnRecord>(turns, new { prompt = request.Prompt, model = request.Model, attachments }, cancellationToken), 0, estimate);
        }

        if (images.Count > 0) throw new RefusalException("prompt.answer-without-images", "This app waits for an answer, and an answer takes no pictures. Answer without --image, and send them with the next prompt.", RefusalKind.Conflict);
        var known = await server.GetAsync<IReadOnlyList<TurnEvent>>($"/api/v1/turns/{waiting.Id}/events", cancellationToken);
        var more = await PromptEstimate.TellOfAnswerAsync(server, waiting.Id, request, cancellationToken);
        return new Begun(await server.PostAsync<TurnRecord>($"/api/v1/turns/{waiting.Id}/answer", new { answer = request.Prompt, questionId = waiting.QuestionId }, cancellationToken), known is [.., var last] ? last.Sequence : 0, more);
    }

    /// <summary>The app that is to be changed. Apps of several projects may have one name in their address; where a project is named, it is one of that project.</summary>
    private static async Task<AppRecord> AppAsync(ServerConnection server, string app, string? project, CancellationToken cancellationToken)
    {
        var within = project is null ? "" : $"?project={Uri.EscapeDataString(await ProjectAsync(server, project, cancellationToken))}";
        try
        {
            return await server.GetAsync<AppRecord>($"/api/v1/apps/{Uri.EscapeDataString(app)}{within}", cancellationToken);
        }
        catch (RefusalException cause) when (cause.Code == AccessGuard.NotFoundCode)
        {
            throw new RefusalException("prompt.no-app", $"There is no app {app}{(project is null ? "" : $" in the project {project}")}, or this person may not see it. --follow-up takes an app's name as it stands in its address, or its id.");
        }
    }

    /// <summary>The slug or id of the project that is meant: the one that is named, else the first.</summary>
    private static async Task<string> ProjectAsync(ServerConnection server, string? named, CancellationToken cancellationToken)
    {
        var projects = await server.GetAsync<IReadOnlyList<ProjectRecord>>("/api/v1/projects", cancellationToken);
        if (projects.Count == 0) throw new RefusalException("prompt.no-project", "There is no project yet, or none that this person may see. Make one, or start with ./run, which makes the demo.");
        if (named is null) return projects.OrderBy(project => project.CreatedAt).First().Slug;
        return projects.Any(project => project.Slug == named || project.Id.ToString() == named)
            ? named
            : throw new RefusalException("prompt.no-project", $"There is no project {named}, or this person may not see it. --project takes one of: {string.Join(", ", projects.Select(project => project.Slug))}.");
    }
}
