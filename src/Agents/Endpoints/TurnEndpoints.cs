using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Access;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Serving.Http;

namespace Vitrine.Agents.Endpoints;

/// <summary>The HTTP face of turns; thin over the use cases.</summary>
internal static class TurnEndpoints
{
    private static readonly StrictForm FirstPrompt = PromptBody.Form("prompt", "kind", "name", "model", "attachments", "plan");
    private static readonly StrictForm NextPrompt = PromptBody.Form("prompt", "fromVersion", "model", "attachments");
    private static readonly StrictForm Answer = PromptBody.Form("answer", "answers", "plan", "skip", "questionId") with
    {
        Depth = 8,
        TooLarge = () => new RefusalException("turns.answer-too-long", "An answer has at most 20,000 characters, and a plan is one screen of names. Say the rest in words when it is built.", RefusalKind.TooLarge),
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Turns").AddEndpointFilter<RefusalFilter>();
        api.MapPost("/projects/{project}/apps", BeginAsync).RequireAccess(AccessAction.CreateDataApp).WithName("PromptNewApp").Produces<TurnRecord>(StatusCodes.Status202Accepted);
        api.MapPost("/apps/{app}/turns", PromptAsync).RequireAccess(AccessAction.ManageDataApp).WithName("PromptApp").Produces<TurnRecord>(StatusCodes.Status202Accepted);
        api.MapGet("/apps/{app}/turns", ListAsync).RequireAccess(AccessAction.ManageDataApp).WithName("ListTurns");
        api.MapGet("/turns/{turn:guid}", FindAsync).RequireAccess(AccessAction.ManageDataApp).WithName("FindTurn");
        api.MapGet("/turns/{turn:guid}/events", FollowAsync).RequireAccess(AccessAction.ManageDataApp).WithName("FollowTurn").Produces<IReadOnlyList<TurnEvent>>();
        api.MapGet("/turns/{turn:guid}/screenshots/{blob}", PictureAsync).RequireAccess(AccessAction.ManageDataApp).WithName("FindTurnPicture").Produces<byte[]>(StatusCodes.Status200OK, "image/png");
        api.MapPost("/turns/{turn:guid}/cancel", CancelAsync).RequireAccess(AccessAction.ManageDataApp).WithName("CancelTurn");
        api.MapPost("/turns/{turn:guid}/answer", AnswerAsync).RequireAccess(AccessAction.ManageDataApp).WithName("AnswerTurn").Produces<TurnRecord>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> BeginAsync(string project, HttpRequest http, FindProject projects, StartTurn start, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var principal = current.Require();
        var body = await StrictBody.ReadAsync(http, FirstPrompt, cancellationToken);
        var record = await projects.HandleAsync(project, principal, cancellationToken);
        var request = new StartTurn.Request(record.Id, null, body.Text("prompt") ?? "", body.Kind("kind"), body.Text("name"), Model: body.Text("model"), Attachments: body.Ids("attachments"), PlanFirst: body.Flag("plan"));
        return Accepted(await start.HandleAsync(request, principal, cancellationToken));
    }

    private static async Task<IResult> PromptAsync(string app, HttpRequest http, FindApp apps, StartTurn start, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var principal = current.Require();
        var body = await StrictBody.ReadAsync(http, NextPrompt, cancellationToken);
        var record = await apps.HandleAsync(app, principal, cancellationToken);
        var request = new StartTurn.Request(record.ProjectId, record.Id, body.Text("prompt") ?? "", FromVersion: body.Count("fromVersion"), Model: body.Text("model"), Attachments: body.Ids("attachments"));
        return Accepted(await start.HandleAsync(request, principal, cancellationToken));
    }

    private static async Task<IReadOnlyList<TurnRecord>> ListAsync(string app, FindApp apps, ListTurns list, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await apps.HandleAsync(app, current.Require(), cancellationToken);
        return await list.HandleAsync(record.Id, current.Require(), cancellationToken);
    }

    private static Task<TurnRecord> FindAsync(Guid turn, FindTurn find, ICurrentPrincipal current, CancellationToken cancellationToken)
        => find.HandleAsync(turn, current.Require(), cancellationToken);

    private static async Task<IResult> FollowAsync(
        Guid turn, long? after, bool? words, HttpRequest http, FindTurn find, FollowTurn follow, HearTurn hear, TimeProvider clock, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var principal = current.Require();
        await find.HandleAsync(turn, principal, cancellationToken);
        var last = after ?? (long.TryParse(http.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0);
        return http.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase)
            ? Results.Ok(await follow.ListAsync(turn, last, principal, cancellationToken))
            : new EventStream(follow.HandleAsync(turn, last, principal, cancellationToken), words is true ? hear.HandleAsync(turn, principal, cancellationToken) : null, clock);
    }

    private static async Task<IResult> PictureAsync(Guid turn, string blob, FindTurnPicture find, HttpResponse http, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var png = await find.HandleAsync(turn, blob, current.Require(), cancellationToken);
        http.Headers.CacheControl = "private, max-age=3600, immutable";
        return Results.Bytes(png, "image/png");
    }

    private static Task<TurnRecord> CancelAsync(Guid turn, CancelTurn cancel, ICurrentPrincipal current, CancellationToken cancellationToken)
        => cancel.HandleAsync(turn, current.Require(), cancellationToken);

    private static async Task<IResult> AnswerAsync(Guid turn, HttpRequest http, AnswerTurn answer, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var body = await StrictBody.ReadAsync(http, Answer, cancellationToken);
        var said = new TurnAnswer
        {
            Words = body.Text("answer"),
            Answers = body.Texts("answers"),
            Plan = body.OptionalObject("plan") is { } plan ? PlanForm.Read(plan) : null,
            IsSkipped = body.Flag("skip"),
            QuestionId = body.Id("questionId"),
        };
        return Accepted(await answer.HandleAsync(turn, said, current.Require(), cancellationToken));
    }

    private static IResult Accepted(TurnRecord turn) => Results.Accepted($"/api/v1/turns/{turn.Id}", turn);
}
