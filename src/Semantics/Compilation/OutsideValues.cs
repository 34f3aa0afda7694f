using Vitrine.Primitives;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Lexing;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>What SQL takes from outside: user attributes, the email address, parameters. It is bound, or decides which SQL of an author stands; nothing of it becomes text.</summary>
internal sealed class OutsideValues(CompilationContext context, SemanticOptions options)
{
    private readonly SortedDictionary<string, IReadOnlyList<string>> used = new(StringComparer.Ordinal);

    /// <summary>The parameters that were looked at so far, with their values; none for one that nobody gave.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UsedParameters => used;

    public SqlExpression Attribute(AttributePiece piece)
    {
        if (!context.Identity.Attributes.TryGetValue(piece.Name, out var values) || values.Count == 0) throw Missing(piece);
        if (values.Count > 1 && !piece.IsList)
            throw new RefusalException("semantics.several-attribute-values", $"You have several values of the user attribute {piece.Name}, and this data compares it with one. It should compare with IN (…).", RefusalKind.Forbidden);
        return List([.. values.Select(value => new BoundValue(value, SqlType.Unstated))]);
    }

    public SqlExpression Email()
        => context.Identity.Email is { Length: > 0 } email ? new BoundValue(email, SqlType.Unstated) : throw Missing(EmailPiece.Instance);

    public SqlExpression Parameter(ParameterPiece piece, ExploreTable table)
    {
        var values = ValuesOf(piece, table);
        if (values.Count == 0) throw Missing(piece);
        if (values.Count > 1 && !piece.IsList) throw new RefusalException("semantics.several-parameter-values", $"The parameter {piece.Name} has several values where one is expected.");
        var type = Declared(piece.Name, table)?.Type ?? FieldType.String;
        return List([.. values.Select(value => Typed(piece.Name, value, type))]);
    }

    /// <summary>The branch whose condition holds; nothing when none does.</summary>
    public IReadOnlyList<TemplatePiece> Choose(ChoicePiece choice, ExploreTable table)
        => choice.Branches.FirstOrDefault(branch => branch.When is null || new ConditionValues(this, table).Holds(branch.When))?.Pieces ?? [];

    /// <summary>A format with what its author let parameters decide; as it is where they decide nothing.</summary>
    public FieldFormat? Filled(FieldFormat? format, ExploreTable table)
    {
        if (format is null || !(FormatTemplate.IsOne(format.Format) || FormatTemplate.IsOne(format.Custom))) return format;
        return format with { Format = Filled(format.Format, table), Custom = Filled(format.Custom, table) };
    }

    /// <summary>The values of something outside; empty where there are none.</summary>
    public IReadOnlyList<string> ValuesOf(TemplatePiece piece, ExploreTable table) => piece switch
    {
        AttributePiece attribute => context.Identity.Attributes.GetValueOrDefault(attribute.Name) ?? [],
        EmailPiece => context.Identity.Email is { Length: > 0 } email ? [email] : [],
        ParameterPiece parameter => ValuesOf(parameter, table),
        _ => throw new InvalidOperationException($"{piece.GetType().Name} does not come from outside."),
    };

    /// <summary>What a parameter is declared as, or null.</summary>
    public Parameter? Declared(string name, ExploreTable table) => table.Parameters.GetValueOrDefault(name) ?? options.Parameters.GetValueOrDefault(name);

    public static RefusalException Missing(TemplatePiece piece) => piece switch
    {
        AttributePiece attribute => new("semantics.missing-attribute", $"You lack the user attribute {attribute.Name}, which decides what you see of this data. Ask an administrator to set it.", RefusalKind.Forbidden),
        EmailPiece => new("semantics.missing-email", "This data is shown by email address, and yours is not known.", RefusalKind.Forbidden),
        ParameterPiece parameter => new("semantics.missing-parameter", $"The parameter {parameter.Name} has no value. Give it one in the project's settings."),
        _ => throw new InvalidOperationException($"{piece.GetType().Name} does not come from outside."),
    };

    private IReadOnlyList<string> ValuesOf(ParameterPiece piece, ExploreTable table)
    {
        if (used.TryGetValue(piece.Name, out var known)) return known;
        var declared = Declared(piece.Name, table);
        if (!context.Parameters.TryGetValue(piece.Name, out var values) || values.Count == 0) return used[piece.Name] = declared?.Default ?? [];
        if (declared is not null) Check(declared, values);
        return used[piece.Name] = values;
    }

    /// <summary>Refuses what its author did not mean a parameter to be.</summary>
    private static void Check(Parameter declared, IReadOnlyList<string> values)
    {
        if (values.Count > 1 && !declared.IsMultiple) throw new RefusalException("semantics.several-parameter-values", $"The parameter {declared.Name} takes one value, and it was given {values.Count}.");
        // Values of a dimension are offered, and others find nothing.
        if (declared.Options.Count == 0 || declared.AllowsOtherValues || declared.OptionsFrom is not null) return;
        if (values.FirstOrDefault(value => !declared.Options.Contains(value, StringComparer.Ordinal)) is { } other)
            throw new RefusalException("semantics.bad-parameter", $"The parameter {declared.Name} takes {string.Join(", ", declared.Options.Take(20))}, and not {(other.Length > 80 ? other[..80] + "…" : other)}.");
    }

    /// <summary>The text of a format; null, the plain way, where it lacks a value: a format never fails a query.</summary>
    private string? Filled(string? format, ExploreTable table)
    {
        if (!FormatTemplate.IsOne(format)) return format;
        try
        {
            return FormatTemplate.Fill(format!, piece => piece is ChoicePiece choice ? Choose(choice, table)[0] : piece, piece => ValuesOf(piece, table) is [var value] ? value : throw Missing(piece));
        }
        catch (Exception problem) when (problem is RefusalException or SqlProblemException)
        {
            return null;
        }
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
