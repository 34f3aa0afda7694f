using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Access;
using Vitrine.Agents.Spending;
using Vitrine.Apps;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Serving.Http;

namespace Vitrine.Agents.Endpoints;

/// <summary>What things cost, over HTTP: estimates for those who prompt; spending, budgets and the switch for administrators.</summary>
internal static class SpendingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Spending").AddEndpointFilter<RefusalFilter>();
        api.MapGet("/projects/{project}/estimate", EstimateNewAsync).RequireAccess(AccessAction.CreateDataApp).WithName("EstimateNewApp");
        api.MapGet("/apps/{app}/estimate", EstimateAsync).RequireAccess(AccessAction.ManageDataApp).WithName("EstimatePrompt");
        api.MapGet("/turns/{turn:guid}/estimate", EstimateTurnAsync).RequireAccess(AccessAction.ManageDataApp).WithName("EstimateTurn");
        api.MapGet("/spending", FindAsync).RequireAccess(AccessAction.ManageOrganization).WithName("FindSpending");
        api.MapGet("/spending.csv", ExportAsync).RequireAccess(AccessAction.ManageOrganization).WithName("ExportSpending").Produces<string>(StatusCodes.Status200OK, "text/csv");
        api.MapGet("/budgets", ListAsync).RequireAccess(AccessAction.ManageOrganization).WithName("ListBudgets");
        api.MapPut("/budgets", SetAsync).RequireAccess(AccessAction.ManageOrganization).WithName("SetBudget").Produces<IReadOnlyList<BudgetState>>();
        api.MapGet("/models/stop", FindStopAsync).RequireAccess(AccessAction.ManageOrganization).WithName("FindModelStop");
        api.MapPut("/models/stop", SetStopAsync).RequireAccess(AccessAction.ManageOrganization).WithName("StopModels").Produces<BudgetTable.StopState>();
    }

    private static async Task<TurnEstimate> EstimateNewAsync(string project, string? kind, string? model, FindProject projects, EstimateTurn estimate, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await projects.HandleAsync(project, current.Require(), cancellationToken);
        return await estimate.HandleAsync(record.Id, KindOf(kind), model, current.Require(), cancellationToken);
    }

    // As it is written in bodies.
    private static AppKind? KindOf(string? kind) => kind is null ? null : Enum.GetValues<AppKind>().Cast<AppKind?>().FirstOrDefault(one => JsonNamingPolicy.CamelCase.ConvertName(one.ToString()!) == kind)
        ?? throw new RefusalException("request.malformed", $"The request cannot be read: 'kind' is one of {string.Join(", ", Enum.GetNames<AppKind>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");

    private static async Task<TurnEstimate> EstimateAsync(string app, string? model, FindApp apps, EstimateTurn estimate, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var record = await apps.HandleAsync(app, current.Require(), cancellationToken);
        return await estimate.HandleForAppAsync(record.Id, model, current.Require(), cancellationToken);
    }

    private static Task<TurnEstimate> EstimateTurnAsync(Guid turn, EstimateTurn estimate, ICurrentPrincipal current, CancellationToken cancellationToken)
        => estimate.HandleForTurnAsync(turn, current.Require(), cancellationToken);

    private static Task<FindSpending.Spending> FindAsync(DateOnly? from, DateOnly? until, FindSpending find, ICurrentPrincipal current, CancellationToken cancellationToken)
        => find.HandleAsync(from, until, current.Require(), cancellationToken);

    private static async Task<IResult> ExportAsync(DateOnly? from, DateOnly? until, FindSpending find, HttpResponse http, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        var spending = await find.HandleAsync(from, until, current.Require(), cancellationToken);
        http.Headers.CacheControl = "no-store";
        return Results.Bytes(SpendingCsv.Write(spending), "text/csv; charset=utf-8", $"spending-{spending.From:yyyy-MM-dd}-{spending.Until:yyyy-MM-dd}.csv");
    }

    private static Task<IReadOnlyList<BudgetState>> ListAsync(ManageBudgets budgets, ICurrentPrincipal current, CancellationToken cancellationToken)
        => budgets.ListAsync(current.Require(), cancellationToken);

    private static async Task<IReadOnlyList<BudgetState>> SetAsync(BudgetBody body, ManageBudgets budgets, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await budgets.SetAsync(body.Scope, body.TargetId, body.Period, body.Dollars, current.Require(), cancellationToken);
        return await budgets.ListAsync(current.Require(), cancellationToken);
    }

    private static Task<BudgetTable.StopState> FindStopAsync(ManageBudgets budgets, ICurrentPrincipal current, CancellationToken cancellationToken)
        => budgets.FindStopAsync(current.Require(), cancellationToken);

    private static async Task<BudgetTable.StopState> SetStopAsync(StopBody body, ManageBudgets budgets, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await budgets.SetStopAsync(body.IsStopped, current.Require(), cancellationToken);
        return await budgets.FindStopAsync(current.Require(), cancellationToken);
    }

    /// <summary>A budget; null dollars remove it. Which one has to be said: a word that was forgotten would change another.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record BudgetBody([property: JsonRequired] BudgetScope Scope, Guid? TargetId, [property: JsonRequired] BudgetPeriod Period, decimal? Dollars);

    /// <summary>Whether language models are to be stopped.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record StopBody([property: JsonRequired] bool IsStopped);
}
