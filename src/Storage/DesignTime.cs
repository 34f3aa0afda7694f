using Microsoft.EntityFrameworkCore;
using Vitrine.Storage.Database;

namespace Vitrine.Storage;

/// <summary>The database as migrations see it: every module's tables, and no server behind it.</summary>
public static class DesignTime
{
    /// <summary>A context that is good for its model only.</summary>
    public static VitrineDatabase Create(bool isSqlite)
    {
        var options = new DbContextOptionsBuilder<VitrineDatabase>();
        (isSqlite ? DatabaseTarget.Sqlite("design.db") : DatabaseTarget.Postgres("postgres://design@localhost/design")).Apply(options);
        return new VitrineDatabase(options.Options);
    }
}
