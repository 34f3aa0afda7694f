namespace Vitrine.Warehouses;

/// <summary>
/// What is sent is one SELECT. Only SQL that the semantic layer compiled comes to a warehouse, and it reads only: this is the third lock,
/// for the mistake that nobody has thought of.
/// </summary>
internal static class SingleSelect
{
    public static void Check(string text)
    {
        var sql = text.AsSpan().TrimStart();
        if (!sql.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) && !sql.StartsWith("WITH", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("A statement that is no SELECT was sent to a warehouse.");
        if (HasSemicolon(sql)) throw new InvalidOperationException("Several statements were sent to a warehouse at once.");
    }

    // Skips strings, quoted names and comments.
    private static bool HasSemicolon(ReadOnlySpan<char> sql)
    {
        for (var at = 0; at < sql.Length; at++)
        {
            switch (sql[at])
            {
                case ';': return true;
                case '\'' when at > 0 && sql[at - 1] is 'e' or 'E' && (at == 1 || !char.IsLetterOrDigit(sql[at - 2]) && sql[at - 2] != '_'):
                    for (at++; at < sql.Length && sql[at] != '\''; at++)
                    {
                        if (sql[at] == '\\') at++;
                    }

                    break;
                case '\'' or '"' or '`':
                    at = End(sql, at + 1, sql[at].ToString());
                    break;
                case '-' when At(sql, at + 1) == '-':
                    at = End(sql, at + 2, "\n");
                    break;
                case '/' when At(sql, at + 1) == '*':
                    at = End(sql, at + 2, "*/");
                    break;
            }
        }

        return false;
    }

    private static char At(ReadOnlySpan<char> sql, int at) => at < sql.Length ? sql[at] : '\0';

    private static int End(ReadOnlySpan<char> sql, int from, string mark)
    {
        var found = from < sql.Length ? sql[from..].IndexOf(mark, StringComparison.Ordinal) : -1;
        return found < 0 ? sql.Length : from + found + mark.Length - 1;
    }
}
