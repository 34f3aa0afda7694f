using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vitrine.Storage;

namespace Vitrine.Ledger;

/// <summary>The door of this module.</summary>
public static class LedgerModule
{
    /// <summary>Adds the ledger.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IModelPart, LedgerModelPart>();
        services.AddSingleton<LedgerBook>();
        return services;
    }

    private sealed class LedgerModelPart : IModelPart
    {
        public void Configure(ModelBuilder model) => model.Entity<LedgerRow>(entry =>
        {
            entry.ToTable("ledger_entries");
            entry.HasKey(row => row.Id);
            entry.Property(row => row.Id).ValueGeneratedNever();
            entry.Property(row => row.Provider).HasMaxLength(80);
            entry.HasIndex(row => new { row.OrganizationId, row.Started });
            entry.HasIndex(row => row.AppId);
            entry.HasIndex(row => row.TurnId);
        });
    }
}
