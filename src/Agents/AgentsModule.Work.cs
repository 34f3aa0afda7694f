using Microsoft.Extensions.DependencyInjection;
using Vitrine.Agents.Attachments;
using Vitrine.Agents.Naming;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Turns;
using Vitrine.Agents.Workbenches;
using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Storage;

namespace Vitrine.Agents;

public static partial class AgentsModule
{
    static partial void AddWork(IServiceCollection services)
    {
        services.AddSingleton<OpenWorkbench>(provider =>
            (owner, source) => new SandboxWorkbench(
                provider.GetRequiredService<WorkspacePool>(), provider.GetRequiredService<BrowserPool>(), provider.GetRequiredService<BuildPipeline>(), owner, source));
        services.AddSingleton(provider => new ConversationStore(provider.GetRequiredService<IObjectStore>()));
        services.AddTransient<TurnPreparation>();
        services.AddTransient<TurnEnding>();
        services.AddTransient<TurnMoney>();
        services.AddTransient<IJobSweep, TurnSweep>();
        services.AddTransient<IJobSweep, SpendingSweep>();
        services.AddTransient<IJobSweep, AttachmentSweep>();
        // One for each claim: it holds what the claim worked with.
        services.AddTransient<IJobHandler, TurnHandler>();
        services.AddTransient<IJobHandler, NameApp>();
    }
}
