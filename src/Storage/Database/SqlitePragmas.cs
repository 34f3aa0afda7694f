using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Vitrine.Storage.Database;

/// <summary>
/// What each SQLite connection starts with. A writer waits for another one inside SQLite (busy_timeout, milliseconds) instead of failing;
/// synchronous=NORMAL is safe with WAL: a power cut may lose the last commits, never the file.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout=15000; PRAGMA synchronous=NORMAL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
