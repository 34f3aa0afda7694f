using DuckDB.NET.Data;
using Vitrine.Primitives;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>What DuckDB's errors mean.</summary>
internal static class DuckDbRefusals
{
    // The driver gives no error type for what fails while a statement is prepared; the text always begins with it.
    public static RefusalException Of(DuckDBException exception) => exception.Message.Split(" Error:")[0] switch
    {
        "Out of Memory" => WarehouseRefusals.OutOfMemory(exception.Message),
        "Catalog" or "Binder" => WarehouseRefusals.Mismatch(exception.Message),
        "Conversion" or "Mismatch Type" or "Invalid type" or "Out of Range" => WarehouseRefusals.Conversion(exception.Message),
        _ => WarehouseRefusals.Failed(exception.Message),
    };
}
