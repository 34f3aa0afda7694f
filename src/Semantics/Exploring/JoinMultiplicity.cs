using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Exploring;

/// <summary>
/// Whether a join multiplies rows, by its relationship; where its author says nothing, by primary keys: a join on the whole key of one
/// side meets at most one row there. What cannot be known counts as multiplying.
/// </summary>
internal static class JoinMultiplicity
{
    public static (bool MultipliesParents, bool IsMultipliedByParents) Of(
        JoinRelationship? relationship, SqlTemplate on, string table, IReadOnlyList<string> parents, ExploreFields fields, Func<string, IReadOnlyList<string>> primaryKey)
        => relationship switch
        {
            JoinRelationship.OneToMany => (true, false),
            JoinRelationship.ManyToOne => (false, true),
            JoinRelationship.OneToOne => (false, false),
            JoinRelationship.ManyToMany => (true, true),
            _ => Infer(on, table, parents, fields, primaryKey),
        };

    private static (bool, bool) Infer(SqlTemplate on, string table, IReadOnlyList<string> parents, ExploreFields fields, Func<string, IReadOnlyList<string>> primaryKey)
    {
        if (parents.Count != 1 || Equalities(on, table, fields) is not { } equal) return (true, true);
        bool Covers(string side)
        {
            var key = primaryKey(side);
            return key.Count > 0 && key.All(name => equal.Contains(new FieldReference(side, name)));
        }

        return (!Covers(table), !Covers(parents[0]));
    }

    /// <summary>The fields that are set equal across the join, when it is nothing but such equalities.</summary>
    private static HashSet<FieldReference>? Equalities(SqlTemplate on, string table, ExploreFields fields)
    {
        var equal = new HashSet<FieldReference>();
        var pieces = on.Pieces;
        for (var i = 0; i < pieces.Count; i += 4)
        {
            if (i + 2 >= pieces.Count || !IsText(pieces[i + 1], "=") || (i + 3 < pieces.Count && !IsText(pieces[i + 3], "and"))) return null;
            if (pieces[i] is not FieldPiece left || pieces[i + 2] is not FieldPiece right) return null;
            if (!fields.TryResolve(table, left, out var one) || !fields.TryResolve(table, right, out var two) || one.Reference.Table == two.Reference.Table) return null;
            equal.Add(one.Reference);
            equal.Add(two.Reference);
        }

        return equal;
    }

    private static bool IsText(TemplatePiece piece, string word)
        => piece is TextPiece text && text.Text.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
