namespace Vitrine.Sql.Lexing;

internal enum SqlTokenKind
{
    Space,
    Comment,
    Word,
    QuotedName,
    Text,
    Number,
    Symbol,

    /// <summary><c>${…}</c>.</summary>
    Reference,

    /// <summary><c>{% … %}</c>, which decides over what follows.</summary>
    Tag,

    /// <summary><c>{{ … }}</c>, which stands for a value.</summary>
    Output,
}

/// <summary>A piece of SQL that somebody wrote.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Source, int Start, int Length)
{
    public ReadOnlySpan<char> Span => Source.AsSpan(Start, Length);

    public bool Is(char symbol) => Kind == SqlTokenKind.Symbol && Source[Start] == symbol;

    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Span.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands between the braces of a reference.</summary>
    public string Inner => Source.Substring(Start + 2, Length - 3).Trim();

    /// <summary>What stands between the braces of Liquid, without the dashes that trim spaces.</summary>
    public string TagInner
    {
        get
        {
            var inside = Source.AsSpan(Start + 2, Length - 4);
            if (inside.StartsWith('-')) inside = inside[1..];
            if (inside.EndsWith('-')) inside = inside[..^1];
            return inside.Trim().ToString();
        }
    }
}
