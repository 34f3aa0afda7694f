using System.Collections.Concurrent;
using System.Globalization;

namespace Vitrine.Semantics.Formats;

/// <summary>An expression of ECMA-376 (18.8.31), such as <c>#,##0.00;(#,##0.00)</c>, read once and kept.</summary>
internal sealed class SpreadsheetExpression
{
    private const int MostKept = 2000;

    private static readonly ConcurrentDictionary<string, SpreadsheetExpression?> Known = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Names = new(["km", "mi", "si", "usd", "gbp", "eur", "jpy", "dkk", "id", "percent"], StringComparer.OrdinalIgnoreCase);

    private SpreadsheetExpression(IReadOnlyList<ExpressionSection> sections) => Sections = sections;

    public IReadOnlyList<ExpressionSection> Sections { get; }

    public bool IsTime => Sections[0].IsTime;

    public bool IsText => Sections.Count == 1 && Sections[0].IsText;

    /// <summary>The expression, or null for a named format and for what is no expression.</summary>
    public static SpreadsheetExpression? Find(string? text)
    {
        if (string.IsNullOrEmpty(text) || Names.Contains(text)) return null;
        if (Known.TryGetValue(text, out var known)) return known;
        if (Known.Count > MostKept) Known.Clear();
        return Known[text] = Parse(text);
    }

    private static SpreadsheetExpression? Parse(string text)
    {
        var sections = new List<ExpressionSection>();
        var at = 0;
        do
        {
            if (sections.Count == 4 || ReadSection(text, ref at) is not { } section) return null;
            sections.Add(section);
        }
        while (at++ < text.Length);

        return sections[0].Tokens.Count == 0 && sections.Count == 1 ? null : new SpreadsheetExpression(sections);
    }

    /// <summary>Reads up to a semicolon or the end; null when a letter stands there that means nothing.</summary>
    private static ExpressionSection? ReadSection(string text, ref int at)
    {
        var tokens = new List<ExpressionToken>();
        string? comparison = null;
        ExactNumber bound = default;
        var style = NumberStyle.Default;
        for (; at < text.Length && text[at] != ';'; at++)
        {
            var letter = text[at];
            if (letter == '"')
            {
                var end = text.IndexOf('"', at + 1);
                if (end < 0) return null;
                tokens.Add(new(ExpressionTokenKind.Literal, text[(at + 1)..end]));
                at = end;
            }
            else if (letter is '\\' or '_' or '*')
            {
                if (++at >= text.Length) return null;
                // An underscore keeps the width of the letter, an asterisk fills a cell: text has neither.
                if (letter != '*') tokens.Add(new(ExpressionTokenKind.Literal, letter == '_' ? " " : text[at].ToString()));
            }
            else if (letter == '[')
            {
                var end = text.IndexOf(']', at);
                if (end < 0) return null;
                if (!ReadBracket(text[(at + 1)..end], tokens, ref comparison, ref bound, ref style)) return null;
                at = end;
            }
            else if (Word(text, at) is { } word)
            {
                tokens.Add(word);
                at += word.Text.Length - 1;
            }
            else if (char.IsLetter(letter))
            {
                return null;
            }
            else
            {
                tokens.Add(Sign(letter));
            }
        }

        return new ExpressionSection { Tokens = TimeExpression.TellMinutes(tokens), Comparison = comparison, Bound = bound, Style = style };
    }

    private static ExpressionToken Sign(char letter) => letter switch
    {
        '0' or '#' or '?' => new(ExpressionTokenKind.Digit, letter.ToString()),
        '.' => new(ExpressionTokenKind.Point, "."),
        ',' => new(ExpressionTokenKind.Comma, ","),
        '%' => new(ExpressionTokenKind.Percent, "%"),
        '@' => new(ExpressionTokenKind.Text, "@"),
        _ => new(ExpressionTokenKind.Literal, letter.ToString()),
    };

    private static ExpressionToken? Word(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("General", StringComparison.OrdinalIgnoreCase)) return new(ExpressionTokenKind.General, text.Substring(at, 7));
        if (rest.StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase)) return new(ExpressionTokenKind.Time, text.Substring(at, 5));
        if (rest.StartsWith("A/P", StringComparison.OrdinalIgnoreCase)) return new(ExpressionTokenKind.Time, text.Substring(at, 3));
        if (rest.Length > 1 && rest[0] is 'E' or 'e' && rest[1] is '+' or '-') return new(ExpressionTokenKind.Exponent, text.Substring(at, 2));
        if (!"ymdhsYMDHS".Contains(text[at], StringComparison.Ordinal)) return null;
        var end = at + 1;
        while (end < text.Length && char.ToLowerInvariant(text[end]) == char.ToLowerInvariant(text[at])) end++;
        return new(ExpressionTokenKind.Time, text[at..end].ToLowerInvariant());
    }

    private static bool ReadBracket(string inside, List<ExpressionToken> tokens, ref string? comparison, ref ExactNumber bound, ref NumberStyle style)
    {
        if (inside.StartsWith('$'))
        {
            var dash = inside.LastIndexOf('-');
            var symbol = dash < 0 ? inside[1..] : inside[1..dash];
            if (dash >= 0 && int.TryParse(inside.AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var language)) style = NumberStyle.OfLanguage(language & 0xffff);
            if (symbol.Length > 0) tokens.Add(new(ExpressionTokenKind.Literal, symbol));
            return true;
        }

        if (inside.Length > 1 && inside[0] is '<' or '>' or '=')
        {
            var length = inside[1] is '=' or '>' ? 2 : 1;
            if (ExactNumber.Parse(inside[length..].Trim()) is not { } number) return false;
            (comparison, bound) = (inside[..length], number);
            return true;
        }

        // Hours, minutes or seconds that count on beyond a day; everything else in brackets is a colour.
        if (inside.Length > 0 && inside.ToLowerInvariant() is var unit && unit.All(letter => letter == unit[0]) && unit[0] is 'h' or 'm' or 's')
            tokens.Add(new(ExpressionTokenKind.Time, "[" + unit + "]"));
        return true;
    }
}
