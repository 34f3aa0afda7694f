using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vitrine.Access;
using Vitrine.Agents.Attachments;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.Endpoints;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Jobs;
using Vitrine.Ledger.Budgets;
using Vitrine.Projects.Catalog;
using Vitrine.Storage;

namespace Vitrine.Agents;

/// <summary>The door of this module.</summary>
public static partial class AgentsModule
{
    /// <summary>Adds turns and the tools. The host adds the one <c>ICodingAgent</c> that works on them.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IModelPart, AgentsModelPart>();
        services.AddSingleton<TurnSignals>();
        services.AddSingleton<WordCarrier>();
        services.AddSingleton<PassingWords>();
        services.AddSingleton<TurnBook>();
        services.AddSingleton<TurnOrder>();
        services.AddSingleton<IDeclinedApps, DeclinedApps>();
        services.AddTransient<TurnAccess>();
        services.AddTransient<EndTurn>();
        services.AddTransient<SandboxMoney>();
        services.AddTransient<TurnEstimates>();
        services.AddTransient(provider => new StartTurn(
            Get<IDbContextFactory<VitrineDatabase>>(provider), Get<CreateApp>(provider), Get<ServableVersion>(provider), Get<TurnAccess>(provider), Get<TurnBook>(provider), Get<TurnOrder>(provider), Get<CodingAgents>(provider), Get<TurnEstimates>(provider), Get<BudgetBook>(provider), Get<AttachmentTray>(provider)));
        services.AddTransient(provider => new FindTurn(Get<TurnAccess>(provider)));
        services.AddTransient(provider => new ListTurns(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<TurnAccess>(provider)));
        services.AddTransient(provider => new AnswerTurn(Get<TurnAccess>(provider), Get<TurnBook>(provider), Get<TurnOrder>(provider), Get<ProjectCatalog>(provider), Get<PrincipalSource>(provider)));
        services.AddTransient(provider => new SearchPlanFields(Get<TurnAccess>(provider), Get<ProjectCatalog>(provider), Get<PrincipalSource>(provider)));
        services.AddTransient(provider => new CancelTurn(Get<TurnAccess>(provider), Get<TurnBook>(provider), Get<EndTurn>(provider), Get<JobQueue>(provider), Get<PrincipalSource>(provider)));
        services.AddTransient(provider => new FindTurnPicture(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<TurnAccess>(provider), Get<IObjectStore>(provider)));
        services.AddTransient(provider => new FindBuild(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<TurnAccess>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new FollowTurn(
            Get<IDbContextFactory<VitrineDatabase>>(provider), Get<TurnAccess>(provider), Get<PrincipalSource>(provider), Get<TurnSignals>(provider), Get<TimeProvider>(provider)));
        services.AddTransient(provider => new HearTurn(Get<TurnAccess>(provider), Get<PassingWords>(provider)));
        services.AddTransient(provider => new FindTranscript(Get<IDbContextFactory<VitrineDatabase>>(provider), Get<TurnAccess>(provider), Get<IObjectStore>(provider)));
        services.AddTransient(provider => new EstimateTurn(
            Get<IDbContextFactory<VitrineDatabase>>(provider), Get<TurnAccess>(provider), Get<AccessGuard>(provider), Get<CodingAgents>(provider), Get<TurnEstimates>(provider)));
        AddAttachments(services);
        services.AddTransient<FindSpending>();
        services.AddTransient<ManageBudgets>();
        AddLanguageModels(services);
        AddWork(services);
        return services;
    }

    /// <summary>Maps turns: <c>/api/v1/projects/{project}/apps</c>, <c>/api/v1/apps/{app}/turns</c> and <c>/api/v1/turns</c>; spending and budgets.</summary>
    public static IEndpointRouteBuilder MapAgents(this IEndpointRouteBuilder routes)
    {
        TurnEndpoints.Map(routes);
        AttachmentEndpoints.Map(routes);
        ModelEndpoints.Map(routes);
        SpendingEndpoints.Map(routes);
        return routes;
    }

    // The kinds in their order. One more: its file, and its line here.
    private static void AddAttachments(IServiceCollection services)
    {
        services.AddSingleton<IAttachmentKind, ImageAttachment>();
        services.AddSingleton<AttachmentKinds>();
        services.AddSingleton<AttachmentTray>();
        services.AddTransient(provider => new AddAttachment(Get<AccessGuard>(provider), Get<TurnAccess>(provider), Get<DataAppsSwitch>(provider), Get<AttachmentKinds>(provider), Get<AttachmentTray>(provider)));
        services.AddTransient(provider => new FindAttachment(Get<TurnAccess>(provider), Get<AttachmentTray>(provider), Get<IObjectStore>(provider)));
    }

    /// <summary>What a process that works on turns needs.</summary>
    static partial void AddWork(IServiceCollection services);

    private static T Get<T>(IServiceProvider provider)
        where T : notnull
        => provider.GetRequiredService<T>();
}
