using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Templates;

/// <summary>What can be told of SQL by its tokens, spaces left out.</summary>
internal static class WordReading
{
    public static bool HasAggregate(List<SqlToken> tokens)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Kind == SqlTokenKind.Word && tokens[i + 1].Is('(') && SqlWords.IsAggregate(tokens[i].Span.ToString()) && !IsWindow(tokens, i + 1)) return true;
        }

        return false;
    }

    public static bool HasBareColumns(List<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName)) continue;
            var isQualified = (i > 0 && tokens[i - 1].Is('.')) || (i + 1 < tokens.Count && (tokens[i + 1].Is('.') || tokens[i + 1].Is('(')));
            var isType = i > 0 && (tokens[i - 1].Is(':') || tokens[i - 1].IsWord("as"));
            // "interval '1' day", "date '2026-01-01'": the word before a text says what it is.
            var isPrefix = i + 1 < tokens.Count && tokens[i + 1].Kind == SqlTokenKind.Text;
            if (isQualified || isType || isPrefix) continue;
            if (tokens[i].Kind == SqlTokenKind.QuotedName || !SqlWords.IsKeyword(tokens[i].Span.ToString())) return true;
        }

        return false;
    }

    /// <summary>Whether the call that opens there is followed by OVER, past a FILTER.</summary>
    private static bool IsWindow(List<SqlToken> tokens, int open)
    {
        var after = Close(tokens, open) + 1;
        if (after < tokens.Count && tokens[after].IsWord("filter") && after + 1 < tokens.Count && tokens[after + 1].Is('(')) after = Close(tokens, after + 1) + 1;
        return after < tokens.Count && tokens[after].IsWord("over");
    }

    private static int Close(List<SqlToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            if (tokens[i].Is('(')) depth++;
            if (tokens[i].Is(')') && --depth == 0) return i;
        }

        return tokens.Count;
    }
}
