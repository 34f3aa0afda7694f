using DuckDB.NET.Data;
using Vitrine.Primitives;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>Says what went wrong without what DuckDB says of it: its messages hold values of rows that the viewer may not see.</summary>
internal static class DuckDbRefusals
{
    /// <summary>Under this key a refusal carries DuckDB's own words, for the log.</summary>
    public const string Detail = "warehouse";

    public static RefusalException Of(DuckDBException exception)
    {
        // The driver gives no error type for what fails while a statement is prepared; the text always begins with it.
        var (code, message, kind) = exception.Message.Split(" Error:")[0] switch
        {
            "Out of Memory" => ("warehouses.out-of-memory", "The question needs more memory than the warehouse may use. Narrow its filters or use fewer dimensions.", RefusalKind.TooLarge),
            "Catalog" or "Binder" => ("warehouses.mismatch", "The semantic layer does not fit the warehouse: a table, a column or a type that the question needs is not there. Build the dbt project again, or correct the field.", RefusalKind.Conflict),
            "Conversion" or "Mismatch Type" or "Invalid type" or "Out of Range"
                => ("warehouses.conversion", "A value in the warehouse does not have the type that its field declares. Correct the field's type or SQL.", RefusalKind.Conflict),
            _ => ("warehouses.failed", "The warehouse could not answer this question.", RefusalKind.Conflict),
        };
        var refusal = new RefusalException(code, message, kind);
        refusal.Data[Detail] = exception.Message;
        return refusal;
    }

    public static RefusalException TookTooLong(TimeSpan limit)
        => new("warehouses.timeout", $"The question took longer than {limit.TotalSeconds:0.#} seconds and was stopped. Narrow its filters or use fewer dimensions.", RefusalKind.TimedOut);
}
