using Microsoft.EntityFrameworkCore;
using Vitrine.Ledger.Budgets;
using Vitrine.Storage;

namespace Vitrine.Ledger;

/// <summary>The tables of this module.</summary>
internal sealed class LedgerModelPart : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<LedgerRow>(entry =>
        {
            entry.ToTable("ledger_entries");
            entry.HasKey(row => row.Id);
            entry.Property(row => row.Id).ValueGeneratedNever();
            entry.Property(row => row.Provider).HasMaxLength(80);
            entry.Property(row => row.Model).HasMaxLength(120);
            entry.HasIndex(row => new { row.OrganizationId, row.Day });
            entry.HasIndex(row => row.AppId);
            entry.HasIndex(row => row.TurnId);
        });
        model.Entity<BudgetRow>(budget =>
        {
            budget.ToTable("budgets");
            budget.HasKey(row => new { row.OrganizationId, row.Scope, row.TargetId, row.Period });
        });
        model.Entity<ReservationRow>(reservation =>
        {
            reservation.ToTable("reservations");
            reservation.HasKey(row => row.Id);
            reservation.Property(row => row.Id).ValueGeneratedNever();
            reservation.Property(row => row.Provider).HasMaxLength(80);
            reservation.Property(row => row.Model).HasMaxLength(120);
            reservation.HasIndex(row => new { row.OrganizationId, row.Day });
            reservation.HasIndex(row => row.TurnId);
            reservation.HasIndex(row => row.Expires);
        });
        model.Entity<SpendingGateRow>(gate =>
        {
            gate.ToTable("spending_gates");
            gate.HasKey(row => row.OrganizationId);
            gate.Property(row => row.OrganizationId).ValueGeneratedNever();
        });
    }
}
