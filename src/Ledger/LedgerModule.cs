using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vitrine.Ledger.Budgets;
using Vitrine.Ledger.Prices;
using Vitrine.Ledger.Reports;
using Vitrine.Storage;

namespace Vitrine.Ledger;

/// <summary>The door of this module.</summary>
public static class LedgerModule
{
    /// <summary>Adds the ledger and its budgets.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IModelPart, LedgerModelPart>();
        services.AddSingleton(provider => provider.GetService<IConfiguration>()?.GetSection("SandboxPrices").Get<SandboxPrices>() ?? new SandboxPrices());
        services.AddSingleton<LedgerBook>();
        services.AddSingleton<BudgetBook>();
        services.AddSingleton<BudgetTable>();
        services.AddSingleton<SpendingReport>();
        return services;
    }
}
