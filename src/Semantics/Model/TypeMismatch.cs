namespace Vitrine.Semantics.Model;

/// <summary>Tells when a dimension is declared as something that its column is not. Showing it works; comparing and cutting it would not.</summary>
internal static class TypeMismatch
{
    /// <summary>A sentence for the author, or null.</summary>
    public static string? Of(Dimension dimension)
    {
        var (declared, column) = (dimension.BaseType, dimension.ColumnType);
        var fits = column is null || declared == column || declared == FieldType.String
            || (declared is FieldType.Date or FieldType.Timestamp && column is FieldType.Date or FieldType.Timestamp)
            || (declared is FieldType.Number or FieldType.Boolean && column is FieldType.Number or FieldType.Boolean);
        return fits ? null : $"{dimension.IntervalBase ?? dimension.Reference} is declared as a {Name(declared)}, and the warehouse holds a {Name(column!.Value)}. Correct its type, or convert it in its sql.";
    }

    private static string Name(FieldType type) => type == FieldType.String ? "text" : type.ToString().ToLowerInvariant();
}
