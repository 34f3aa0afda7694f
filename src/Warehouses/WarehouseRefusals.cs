using Vitrine.Primitives;

namespace Vitrine.Warehouses;

/// <summary>
/// What went wrong with a statement, without what the warehouse says of it: its messages hold values of rows that the viewer may not see. Those go with the refusal, for the log.
/// </summary>
internal static class WarehouseRefusals
{
    /// <summary>Under this key a refusal carries the warehouse's own words.</summary>
    public const string Detail = "warehouse";

    public static RefusalException OutOfMemory(string detail)
        => Of("warehouses.out-of-memory", "The question needs more memory than the warehouse may use. Narrow its filters or use fewer dimensions.", RefusalKind.TooLarge, detail);

    public static RefusalException Mismatch(string detail)
        => Of("warehouses.mismatch", "The semantic layer does not fit the warehouse: a table, a column or a type that the question needs is not there. Build the dbt project again, or correct the field.", RefusalKind.Conflict, detail);

    public static RefusalException Conversion(string detail)
        => Of("warehouses.conversion", "A value in the warehouse does not have the type that its field declares. Correct the field's type or SQL.", RefusalKind.Conflict, detail);

    public static RefusalException NotAllowed(string detail)
        => Of("warehouses.not-allowed", "The warehouse does not let the user of this project's connection read what the question needs. Grant it SELECT on the tables that dbt builds.", RefusalKind.Conflict, detail);

    public static RefusalException Failed(string detail) => Of("warehouses.failed", "The warehouse could not answer this question.", RefusalKind.Conflict, detail);

    public static RefusalException Busy(string detail)
        => Of("warehouses.busy", "The warehouse has no connection to spare. Try again in a moment.", RefusalKind.Unavailable, detail);

    /// <summary>The connection cannot be opened. Its message names no more than an administrator wrote into the connection, and never a password.</summary>
    public static RefusalException Unavailable(string message, string detail) => Of("warehouses.unavailable", message, RefusalKind.Unavailable, detail);

    public static RefusalException TookTooLong(TimeSpan limit)
        => new("warehouses.timeout", $"The question took longer than {limit.TotalSeconds:0.#} seconds and was stopped. Narrow its filters or use fewer dimensions.", RefusalKind.TimedOut);

    private static RefusalException Of(string code, string message, RefusalKind kind, string detail)
    {
        var refusal = new RefusalException(code, message, kind);
        refusal.Data[Detail] = detail;
        return refusal;
    }
}
