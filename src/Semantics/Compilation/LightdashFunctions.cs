using System.Collections.Frozen;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Compilation;

/// <summary>Functions that Lightdash writes into the SQL of calculations and that no warehouse has: each is refused by its name, with what says the same here.</summary>
internal static class LightdashFunctions
{
    private const string Pivoted = "a window with PARTITION BY, or totals";

    private static readonly FrozenDictionary<string, string> Instead = new Dictionary<string, string>
    {
        ["row"] = "the formula =ROW_NUMBER()",
        ["index"] = "the formula =FIRST(column) or =LAST(column)",
        ["offset"] = "the formula =LAG(column, rows) or =LEAD(column, rows)",
        ["offset_list"] = "the formula =MOVING_SUM(column, rows) or =MOVING_AVG(column, rows)",
        ["lookup"] = "a join in the dbt project",
        ["list"] = "a formula over the columns themselves",
        ["row_total"] = "totals by the columns that stay",
        ["pivot_column"] = Pivoted,
        ["pivot_index"] = Pivoted,
        ["pivot_offset"] = Pivoted,
        ["pivot_offset_list"] = Pivoted,
        ["pivot_row"] = Pivoted,
        ["pivot_where"] = Pivoted,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses the first of them that SQL calls.</summary>
    public static void Check(string sql)
    {
        var tokens = SqlLexer.Read(sql).Where(token => token.Kind is not (SqlTokenKind.Space or SqlTokenKind.Comment)).ToList();
        for (var at = 0; at + 2 < tokens.Count; at++)
        {
            if (tokens[at].Kind != SqlTokenKind.Word || !tokens[at + 1].Is('(') || !Instead.TryGetValue(tokens[at].Span.ToString(), out var instead)) continue;
            // array[OFFSET(0)] and ROW(a, b) are SQL.
            if (at > 0 && (tokens[at - 1].Is('[') || tokens[at - 1].Is('.'))) continue;
            if (tokens[at].IsWord("row") && !tokens[at + 2].Is(')')) continue;
            throw new SqlProblemException($"calls {tokens[at].Span.ToString().ToLowerInvariant()}(), which no warehouse has; use {instead}");
        }
    }
}
