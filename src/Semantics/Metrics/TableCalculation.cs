using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>
/// A column that is computed over the rows of an answer: after metrics were computed and filtered, before rows are cut by the limit. Exactly one of <see cref="Formula"/>, <see cref="Template"/> and <see cref="Sql"/> says how.
/// </summary>
public sealed record TableCalculation
{
    /// <summary>Its name, unique in the query; other calculations, sorts and filters refer to it by <see cref="FieldReference.OfCalculation"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it; null: its name.</summary>
    public string? Label { get; init; }

    /// <summary>The type of its values; null: that of its formula, else a number.</summary>
    public FieldType? Type { get; init; }

    /// <summary>How values are shown, or null for the plain way.</summary>
    public FieldFormat? Format { get; init; }

    /// <summary>A formula over the answer's columns, such as <c>=orders_revenue / SUM(orders_revenue)</c>, or null. See <see cref="Formulas.Formula"/>.</summary>
    public string? Formula { get; init; }

    /// <summary>One of the ready-made ways, or null.</summary>
    public CalculationTemplate? Template { get; init; }

    /// <summary>
    /// SQL over the answer's columns, written <c>${table.field}</c>, <c>${table_field}</c> or <c>${calculation}</c>; or null. Only whoever may use raw SQL may bring it
    /// (<see cref="CompilationContext.MayUseRawSql"/>).
    /// </summary>
    public string? Sql { get; init; }
}
