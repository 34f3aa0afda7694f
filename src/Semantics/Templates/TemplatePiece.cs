namespace Vitrine.Semantics.Templates;

/// <summary>A piece of SQL with references. Closed.</summary>
internal abstract record TemplatePiece
{
    /// <summary>Pieces, and those in all branches of them.</summary>
    public static IEnumerable<TemplatePiece> Within(IEnumerable<TemplatePiece> pieces)
        => pieces.SelectMany(piece => piece is ChoicePiece choice
            ? choice.Branches.SelectMany(branch => TemplateCondition.ValuesOf(branch.When).Concat(Within(branch.Pieces))).Prepend(piece)
            : [piece]);
}

internal sealed record TextPiece(string Text) : TemplatePiece;

/// <summary><c>${TABLE}</c>.</summary>
internal sealed record TablePiece : TemplatePiece
{
    public static TablePiece Instance { get; } = new();
}

/// <summary>A column of the table itself: what a field without SQL of its own reads.</summary>
/// <param name="Name">The column.</param>
/// <param name="IsExact">Whether the name stands as the warehouse writes it.</param>
internal sealed record ColumnPiece(string Name, bool IsExact) : TemplatePiece;

/// <summary><c>${field}</c> or <c>${table.field}</c>.</summary>
internal sealed record FieldPiece(string? Table, string Name) : TemplatePiece
{
    /// <summary>Whether the value is wanted on the clock of the query's zone, as what cuts a time needs it.</summary>
    public bool IsOnClock { get; init; }

    /// <summary><c>${COLUMN}</c>, which stands for the time in a granularity of the project's own.</summary>
    public bool IsColumn => Table is null && Name is "COLUMN";
}

/// <summary><c>${lightdash.attributes.x}</c>.</summary>
/// <param name="Name">The user attribute.</param>
/// <param name="IsList">Whether it stands in <c>IN (…)</c>, where several values fit.</param>
internal sealed record AttributePiece(string Name, bool IsList) : TemplatePiece;

/// <summary><c>${lightdash.user.email}</c>.</summary>
internal sealed record EmailPiece : TemplatePiece
{
    public static EmailPiece Instance { get; } = new();
}

/// <summary><c>${lightdash.parameters.x}</c>.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="IsList">Whether it stands in <c>IN (…)</c>.</param>
internal sealed record ParameterPiece(string Name, bool IsList) : TemplatePiece;

/// <summary><c>{% if %}</c>, <c>{% unless %}</c> or <c>{% case %}</c>: the first branch whose condition holds, or nothing.</summary>
internal sealed record ChoicePiece(IReadOnlyList<TemplateBranch> Branches) : TemplatePiece
{
    /// <summary>Whether some branch always holds.</summary>
    public bool HasElse => Branches[^1].When is null;
}

/// <summary>A branch of a choice.</summary>
/// <param name="Tag">What its author wrote between <c>{%</c> and <c>%}</c>.</param>
/// <param name="When">When it is taken; null for always.</param>
/// <param name="Pieces">Its SQL.</param>
internal sealed record TemplateBranch(string Tag, TemplateCondition? When, IReadOnlyList<TemplatePiece> Pieces);
