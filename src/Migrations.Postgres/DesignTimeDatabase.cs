using Microsoft.EntityFrameworkCore.Design;
using Vitrine.Storage;

namespace Vitrine.Migrations.Postgres;

/// <summary>What dotnet-ef asks for the model: the tables of every module. No database is opened.</summary>
internal sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<VitrineDatabase>
{
    public VitrineDatabase CreateDbContext(string[] args) => DesignTime.Create(isSqlite: false);
}
