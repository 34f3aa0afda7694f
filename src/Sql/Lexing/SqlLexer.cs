namespace Vitrine.Sql.Lexing;

/// <summary>
/// Cuts SQL of a dbt project into tokens, so that references inside texts and comments are told from real ones and nothing that
/// ends the statement or takes a bound value gets through. It knows no grammar.
/// </summary>
internal static class SqlLexer
{
    public static List<SqlToken> Read(string source)
    {
        var tokens = new List<SqlToken>();
        var depth = 0;
        for (var at = 0; at < source.Length;)
        {
            var token = Next(source, at);
            if (token.Is('(')) depth++;
            if (token.Is(')') && --depth < 0) throw new SqlProblemException("closes a parenthesis that was not opened");
            tokens.Add(token);
            at += token.Length;
        }

        if (depth != 0) throw new SqlProblemException("leaves a parenthesis open");
        return tokens;
    }

    private static SqlToken Next(string source, int at)
    {
        var first = source[at];
        var second = at + 1 < source.Length ? source[at + 1] : '\0';
        if (TagLexer.Begins(source, at)) return TagLexer.Read(source, at);
        if (char.IsWhiteSpace(first)) return Take(SqlTokenKind.Space, source, at, End(source, at, char.IsWhiteSpace));
        if (first == '-' && second == '-') return Take(SqlTokenKind.Comment, source, at, End(source, at, letter => letter is not ('\n' or '\r')));
        if (first == '/' && second == '*') return Take(SqlTokenKind.Comment, source, at, EndOfComment(source, at));
        if (first == '\'') return TakeText(source, at, EndOfText(source, at, hasBackslashes: false));
        if (first is 'E' or 'e' && second == '\'') return TakeText(source, at, EndOfText(source, at + 1, hasBackslashes: true));
        if (first is '"' or '`') return TakeText(source, at, EndOfQuoted(source, at, first)) with { Kind = SqlTokenKind.QuotedName };
        if (first == '$') return Dollar(source, at, second);
        if (first == '_' || char.IsLetter(first)) return Take(SqlTokenKind.Word, source, at, End(source, at, letter => letter is '_' or '$' || char.IsLetterOrDigit(letter)));
        if (char.IsDigit(first)) return Take(SqlTokenKind.Number, source, at, End(source, at, letter => letter is '.' or '_' || char.IsLetterOrDigit(letter)));
        if (first == ';') throw new SqlProblemException("holds a semicolon; one expression must stand there");
        if (first == '?') throw new SqlProblemException("holds a question mark, which would take a bound value");
        if (first is '@' or ':' or '{' && TakesBoundValue(source.AsSpan(at + 1))) throw new SqlProblemException($"holds {first}bound and a number, which would take a bound value");
        if (first == '\0') throw new SqlProblemException("holds a character of code zero");
        return Take(SqlTokenKind.Symbol, source, at, at + 1);
    }

    /// <summary>Whether it goes on as the name that some dialects give to the place of a bound value: <c>@bound1</c>, <c>:bound1</c>, <c>{bound1:String}</c>.</summary>
    private static bool TakesBoundValue(ReadOnlySpan<char> rest) => rest.TrimStart() is var name && name.StartsWith("bound", StringComparison.OrdinalIgnoreCase) && name.Length > 5 && char.IsAsciiDigit(name[5]);

    private static SqlToken Dollar(string source, int at, char second)
    {
        if (second == '{')
        {
            var end = source.IndexOf('}', at);
            if (end < 0) throw new SqlProblemException("leaves ${ open");
            return Take(SqlTokenKind.Reference, source, at, end + 1);
        }

        // $$text$$ and $tag$text$tag$; anything else after a dollar would take a bound value.
        var close = End(source, at + 1, letter => letter == '_' || char.IsLetterOrDigit(letter));
        if (close >= source.Length || source[close] != '$' || char.IsDigit(second)) throw new SqlProblemException("holds a dollar sign that would take a bound value");
        var tag = source[at..(close + 1)];
        var stop = source.IndexOf(tag, close + 1, StringComparison.Ordinal);
        if (stop < 0) throw new SqlProblemException($"leaves {tag} open");
        return TakeText(source, at, stop + tag.Length);
    }

    private static SqlToken TakeText(string source, int at, int end)
    {
        if (source.AsSpan(at, end - at).Contains("${", StringComparison.Ordinal))
            throw new SqlProblemException("has a reference inside a quoted text; write it without quotes, a value is quoted by itself");
        // Lightdash would fill it in; as plain text it would be compared with itself.
        if (Holds(source, at, end, "{{", "}}")) throw new SqlProblemException("has {{ … }} inside quotes; write it without them, a value is quoted by itself, and no value becomes a name");
        if (Holds(source, at, end, "{%", "%}")) throw new SqlProblemException("has {% … %} inside quotes; put the whole quoted text into each branch");
        return Take(SqlTokenKind.Text, source, at, end);
    }

    private static bool Holds(string source, int at, int end, string open, string close)
        => source.AsSpan(at, end - at) is var text && text.IndexOf(open, StringComparison.Ordinal) is >= 0 and var from && text[from..].Contains(close, StringComparison.Ordinal);

    private static SqlToken Take(SqlTokenKind kind, string source, int at, int end) => new(kind, source, at, end - at);

    private static int End(string source, int at, Func<char, bool> belongs)
    {
        while (at < source.Length && belongs(source[at])) at++;
        return at;
    }

    private static int EndOfText(string source, int at, bool hasBackslashes)
    {
        for (var i = at + 1; i < source.Length; i++)
        {
            if (hasBackslashes && source[i] == '\\') i++;
            else if (source[i] == '\'' && i + 1 < source.Length && source[i + 1] == '\'') i++;
            else if (source[i] == '\'') return i + 1;
        }

        throw new SqlProblemException("leaves a quoted text open" + (source.Contains("\\'", StringComparison.Ordinal) ? "; a quote in a text is written as two, not with a backslash" : ""));
    }

    private static int EndOfQuoted(string source, int at, char quote)
    {
        for (var i = at + 1; i < source.Length; i++)
        {
            if (source[i] != quote) continue;
            if (i + 1 < source.Length && source[i + 1] == quote) i++;
            else return i + 1;
        }

        throw new SqlProblemException("leaves a quoted name open");
    }

    private static int EndOfComment(string source, int at)
    {
        var depth = 0;
        for (var i = at; i + 1 < source.Length; i++)
        {
            if (source[i] == '/' && source[i + 1] == '*') (depth, i) = (depth + 1, i + 1);
            else if (source[i] == '*' && source[i + 1] == '/') (depth, i) = (depth - 1, i + 1);
            else continue;
            if (depth == 0) return i + 1;
        }

        throw new SqlProblemException("leaves a comment open");
    }
}
