using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using Vitrine.Primitives;

namespace Vitrine.Storage.Database;

/// <summary>Which database: PostgreSQL when <c>DATABASE_URL</c> says so, else SQLite in the data folder.</summary>
internal sealed record DatabaseTarget(bool IsSqlite, string ConnectionString)
{
    public static DatabaseTarget From(IConfiguration configuration, DataFolder folder)
    {
        var address = configuration["DATABASE_URL"];
        return string.IsNullOrWhiteSpace(address) ? Sqlite(folder.Combine("vitrine.db")) : Postgres(address);
    }

    public static DatabaseTarget Sqlite(string file)
        => new(true, new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString);

    public static DatabaseTarget Postgres(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("postgres" or "postgresql") || url.AbsolutePath.Length < 2)
            throw Unreadable();
        var who = url.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : 5432,
            Database = Uri.UnescapeDataString(url.AbsolutePath[1..]),
            Username = Uri.UnescapeDataString(who[0]),
            ApplicationName = "vitrine",
        };
        if (who.Length > 1) builder.Password = Uri.UnescapeDataString(who[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
            switch (parts[0])
            {
                case "host": builder.Host = value; break; // a socket folder
                case "sslmode": builder.SslMode = ReadSslMode(value); break;
                default: builder[parts[0]] = value; break;
            }
        }

        return new DatabaseTarget(false, builder.ConnectionString);
    }

    public void Apply(DbContextOptionsBuilder options)
    {
        if (IsSqlite)
        {
            options.UseSqlite(ConnectionString, sqlite => sqlite.MigrationsAssembly("Vitrine.Migrations.Sqlite"));
            options.AddInterceptors(new SqlitePragmas(), new DiskFaults());
        }
        else
        {
            options.UseNpgsql(ConnectionString, postgres => postgres.MigrationsAssembly("Vitrine.Migrations.Postgres"));
        }

        // Every statement at information level would bury what an operator looks for.
        options.ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
        options.ReplaceService<IModelCacheKeyFactory, ModelKeyFactory>();
    }

    private static SslMode ReadSslMode(string value)
        => Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode) ? mode : throw Unreadable();

    private static RefusalException Unreadable()
        => new("storage.database-url", "DATABASE_URL is not of the form postgres://user:password@host:5432/database. Correct it, or remove it to use SQLite.");
}
