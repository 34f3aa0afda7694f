namespace Vitrine.Sql.Lexing;

/// <summary>Finds where the parts of Liquid that stand in SQL end. What they say is read elsewhere.</summary>
internal static class TagLexer
{
    private const string CommentEnd = "endcomment";

    /// <summary>Whether a part of Liquid, or what only Jinja knows, begins there.</summary>
    public static bool Begins(string source, int at) => source[at] == '{' && at + 1 < source.Length && source[at + 1] is '{' or '%' or '#';

    public static SqlToken Read(string source, int at)
    {
        if (source[at + 1] == '#') throw new SqlProblemException("holds {# … #}, which is Jinja; write a comment of SQL");
        var isTag = source[at + 1] == '%';
        // What {% # … %} comments out may hold a quote.
        if (isTag && source.AsSpan(at + 2).TrimStart("- \t\r\n").StartsWith('#') && source.IndexOf("%}", at, StringComparison.Ordinal) is >= 0 and var close)
            return new SqlToken(SqlTokenKind.Comment, source, at, close + 2 - at);
        var end = End(source, at + 2, isTag ? "%}" : "}}");
        var token = new SqlToken(isTag ? SqlTokenKind.Tag : SqlTokenKind.Output, source, at, end - at);
        if (!isTag) return token;
        return token.TagInner == "comment" ? new SqlToken(SqlTokenKind.Comment, source, at, EndOfComment(source, end) - at) : token;
    }

    /// <summary>Past the closing braces, which do not close inside of quotes.</summary>
    private static int End(string source, int at, string close)
    {
        var quote = '\0';
        for (var i = at; i + 1 < source.Length; i++)
        {
            if (quote != '\0') quote = source[i] == quote ? '\0' : quote;
            else if (source[i] is '\'' or '"') quote = source[i];
            else if (source[i] == close[0] && source[i + 1] == close[1]) return i + 2;
        }

        throw new SqlProblemException($"leaves {{{(close == "}}" ? "{" : "%")} open");
    }

    /// <summary>Past <c>{% endcomment %}</c>. What is commented out may be anything, open quotes too.</summary>
    private static int EndOfComment(string source, int at)
    {
        for (var open = source.IndexOf("{%", at, StringComparison.Ordinal); open >= 0; open = source.IndexOf("{%", open + 2, StringComparison.Ordinal))
        {
            var close = source.IndexOf("%}", open + 2, StringComparison.Ordinal);
            if (close >= 0 && source.AsSpan(open + 2, close - open - 2).Trim(" \t\r\n-").SequenceEqual(CommentEnd)) return close + 2;
        }

        throw new SqlProblemException("leaves {% comment %} open");
    }
}
