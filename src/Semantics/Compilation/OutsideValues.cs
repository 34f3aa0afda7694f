using Vitrine.Primitives;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>Binds what SQL takes from outside: user attributes, the email address, parameters. Nothing of it becomes text.</summary>
internal sealed class OutsideValues(CompilationContext context, SemanticOptions options)
{
    public SqlExpression Attribute(AttributePiece piece)
    {
        if (!context.Identity.Attributes.TryGetValue(piece.Name, out var values) || values.Count == 0)
            throw new RefusalException("semantics.missing-attribute", $"You lack the user attribute {piece.Name}, which decides what you see of this data. Ask an administrator to set it.", RefusalKind.Forbidden);
        if (values.Count > 1 && !piece.IsList)
            throw new RefusalException("semantics.several-attribute-values", $"You have several values of the user attribute {piece.Name}, and this data compares it with one. It should compare with IN (…).", RefusalKind.Forbidden);
        return List([.. values.Select(value => new BoundValue(value, SqlType.Unstated))]);
    }

    public SqlExpression Email()
        => context.Identity.Email is { Length: > 0 } email
            ? new BoundValue(email, SqlType.Unstated)
            : throw new RefusalException("semantics.missing-email", "This data is shown by email address, and yours is not known.", RefusalKind.Forbidden);

    public SqlExpression Parameter(ParameterPiece piece, ExploreTable table)
    {
        var known = table.Parameters.GetValueOrDefault(piece.Name) ?? options.Parameters.GetValueOrDefault(piece.Name);
        var values = context.Parameters.TryGetValue(piece.Name, out var given) && given.Count > 0 ? given : known?.Default ?? [];
        if (values.Count == 0) throw new RefusalException("semantics.missing-parameter", $"The parameter {piece.Name} has no value. Give it one in the project's settings.");
        if (values.Count > 1 && !piece.IsList) throw new RefusalException("semantics.several-parameter-values", $"The parameter {piece.Name} has several values where one is expected.");
        return List([.. values.Select(value => Typed(piece.Name, value, known?.Type ?? FieldType.String))]);
    }

    private static BoundValue Typed(string name, string value, FieldType type) => type switch
    {
        FieldType.Number => NumberLiteral.Read(value) ?? throw new RefusalException("semantics.bad-parameter", $"The parameter {name} must be a number."),
        FieldType.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) => new BoundValue(value, SqlType.Date),
        FieldType.Date => throw new RefusalException("semantics.bad-parameter", $"The parameter {name} must be a day such as 2026-01-31."),
        _ => new BoundValue(value, SqlType.Unstated),
    };

    private static SqlExpression List(IReadOnlyList<SqlExpression> values) => values.Count == 1 ? values[0] : new ValueList(values);
}
