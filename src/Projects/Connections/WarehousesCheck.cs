using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Projects.Connections;

/// <summary>Tests the connection of every project.</summary>
internal sealed class WarehousesCheck(IDbContextFactory<VitrineDatabase> databases, ConnectionVault vault) : IDoctorCheck
{
    public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(cancellationToken);
        if (rows.Count == 0) yield return new DoctorFinding("Warehouses", DoctorStatus.NotUsed, "No project has one yet.");
        foreach (var row in rows) yield return await LookAsync(row, cancellationToken);
    }

    private async Task<DoctorFinding> LookAsync(ProjectRow row, CancellationToken cancellationToken)
    {
        var name = $"Warehouse of {row.Slug}";
        try
        {
            await using var warehouse = WarehouseKinds.Make(vault.Read(row));
            await warehouse.TestAsync(cancellationToken);
            return new DoctorFinding(name, DoctorStatus.Fine, $"{row.WarehouseKind} answers.");
        }
        catch (RefusalException refusal)
        {
            return new DoctorFinding(name, DoctorStatus.Broken, refusal.Message, "Correct the project's connection, or what it points to.");
        }
    }

    // A database that is not there or not as it should be is another check's finding.
    private async Task<IReadOnlyList<ProjectRow>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            return await database.Set<ProjectRow>().AsNoTracking().OrderBy(row => row.Slug).ToListAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or TimeoutException or RefusalException)
        {
            return [];
        }
    }
}
