using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;

namespace Vitrine.Storage.Database;

/// <summary>Looks at the database: whether it answers, and whether its tables are this version's.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<VitrineDatabase> databases, DataFolder folder) : IDoctorCheck
{
    public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await LookAsync(cancellationToken);
    }

    private async Task<DoctorFinding> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            var kind = database.IsSqlite ? "SQLite" : "PostgreSQL";
            if (database.IsSqlite && !File.Exists(folder.Combine("vitrine.db")))
                return new DoctorFinding("Database", DoctorStatus.Fine, "SQLite; the file is made at the first start.");
            var pending = (await database.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            return pending.Count == 0
                ? new DoctorFinding("Database", DoctorStatus.Fine, $"{kind} answers, tables are up to date.")
                : new DoctorFinding("Database", DoctorStatus.Limited, $"{kind} answers; {pending.Count} changes of tables are applied at the next start.");
        }
        catch (RefusalException refusal)
        {
            return new DoctorFinding("Database", DoctorStatus.Broken, refusal.Message, "Correct DATABASE_URL.");
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or TimeoutException)
        {
            return new DoctorFinding("Database", DoctorStatus.Broken, "The database does not answer.", "Check DATABASE_URL: host, port, name, user and password.");
        }
    }
}
