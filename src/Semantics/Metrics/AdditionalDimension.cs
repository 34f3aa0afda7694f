using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>A dimension that a query makes up by SQL of its own, for whoever may use raw SQL (<see cref="CompilationContext.MayUseRawSql"/>). Dimensions, sorts and filters name it as any other.</summary>
public sealed record AdditionalDimension
{
    /// <summary>Its name: a table of the explore, and a name that no field of that table has.</summary>
    public required FieldReference Reference { get; init; }

    /// <summary>SQL over the columns of its table and the fields of the explore, written <c>${TABLE}.column</c> and <c>${table.field}</c>.</summary>
    public required string Sql { get; init; }

    /// <summary>The type of its values.</summary>
    public FieldType Type { get; init; } = FieldType.String;

    /// <summary>What people call it; null: its name.</summary>
    public string? Label { get; init; }
}
