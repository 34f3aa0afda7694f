using System.CommandLine;
using Vitrine.Primitives;
using Vitrine.Projects.Connections;
using Vitrine.Sql;
using Vitrine.Warehouses;

namespace Vitrine.Web.Commands.Semantic;

/// <summary>The options that say what is asked, and in whose SQL.</summary>
internal sealed class WarehouseOptions
{
    private readonly Option<DirectoryInfo?> tables = new("--tables") { Description = "A folder of .parquet and .csv files; each is the table of its name in the schema main of a DuckDB database." };
    private readonly Option<string?> warehouse = new("--warehouse") { Description = $"Instead of --tables: {WarehouseAddress.Forms}. The password is the variable WAREHOUSE_PASSWORD." };
    private readonly Option<string?> dialect = new("--dialect") { Description = "The kind of warehouse whose SQL is written. That of --tables or --warehouse, else the manifest's adapter." };

    /// <summary>Adds them.</summary>
    public void Add(Command command)
    {
        foreach (Option option in new Option[] { dialect, tables, warehouse }) command.Options.Add(option);
    }

    /// <summary>The warehouse that is asked, or a refusal: none is named, or one that does not read the SQL that is wished for.</summary>
    public IWarehouse Open(ParseResult parsed)
    {
        var source = Find(parsed) ?? throw new RefusalException("semantics.no-warehouse", $"Name what is asked: --tables FOLDER, or --warehouse ADDRESS, which is {WarehouseAddress.Forms}.");
        if (parsed.GetValue(dialect) is { } wished && SqlDialect.For(wished).GetType() != source.Dialect.GetType())
            throw new RefusalException("semantics.wrong-dialect", $"--dialect {wished} is not the SQL of what is asked, which is {source.Kind}. Leave --dialect out, or compile without running.");
        return source;
    }

    /// <summary>Whose SQL is written where nothing is asked.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="adapter">That of the manifest.</param>
    public async Task<SqlDialect> DialectAsync(ParseResult parsed, string adapter)
    {
        if (parsed.GetValue(dialect) is { } wished) return SqlDialect.For(wished);
        await using var source = Find(parsed);
        return source?.Dialect ?? SqlDialect.For(adapter);
    }

    private IWarehouse? Find(ParseResult parsed) => (parsed.GetValue(tables), parsed.GetValue(warehouse)) switch
    {
        (null, null) => null,
        ({ } folder, null) => WarehouseKinds.Make(new WarehouseConnection("duckdb") { Folder = folder.FullName, Database = "tables" }),
        (null, { } address) => WarehouseKinds.Make(WarehouseAddress.Parse(address, Environment.GetEnvironmentVariable("WAREHOUSE_PASSWORD") is { Length: > 0 } password ? new Secret(password) : null)),
        _ => throw new RefusalException("semantics.no-warehouse", "Name one of --tables and --warehouse, not both."),
    };
}
