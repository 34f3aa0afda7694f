namespace Vitrine.Semantics.Formulas;

internal enum FormulaTokenKind
{
    Number,
    Text,
    Word,
    Sign,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">The token; of a text, what stands between the quotes.</param>
/// <param name="Position">Where it begins, from 1.</param>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text, int Position)
{
    public bool IsWord(string word) => Kind == FormulaTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(string sign) => Kind == FormulaTokenKind.Sign && Text == sign;
}

/// <summary>Cuts a formula into tokens.</summary>
internal static class FormulaLexer
{
    private static readonly string[] Signs = ["<>", ">=", "<=", "=", ">", "<", "+", "-", "*", "/", "%", "^", "(", ")", ","];

    public static List<FormulaToken> Read(string formula)
    {
        var tokens = new List<FormulaToken>();
        for (var at = 0; at < formula.Length;)
        {
            var start = at;
            var letter = formula[at];
            if (char.IsWhiteSpace(letter))
            {
                at++;
            }
            else if (char.IsAsciiDigit(letter))
            {
                at = Digits(formula, at);
                if (at + 1 < formula.Length && formula[at] == '.' && char.IsAsciiDigit(formula[at + 1])) at = Digits(formula, at + 1);
                tokens.Add(new FormulaToken(FormulaTokenKind.Number, formula[start..at], start + 1));
            }
            else if (letter is '"' or '\'')
            {
                var end = formula.IndexOf(letter, at + 1);
                if (end < 0) throw new FormulaProblemException($"has a text that is not closed, at {start + 1}");
                tokens.Add(new FormulaToken(FormulaTokenKind.Text, formula[(at + 1)..end], start + 1));
                at = end + 1;
            }
            else if (IsFirst(letter))
            {
                at = Word(formula, at);
                // table.field
                if (at + 1 < formula.Length && formula[at] == '.' && IsFirst(formula[at + 1])) at = Word(formula, at + 1);
                tokens.Add(new FormulaToken(FormulaTokenKind.Word, formula[start..at], start + 1));
            }
            else
            {
                var sign = Array.Find(Signs, sign => string.CompareOrdinal(formula, start, sign, 0, sign.Length) == 0)
                    ?? throw new FormulaProblemException($"has a character that no formula knows, {letter}, at {start + 1}");
                tokens.Add(new FormulaToken(FormulaTokenKind.Sign, sign, start + 1));
                at += sign.Length;
            }
        }

        tokens.Add(new FormulaToken(FormulaTokenKind.End, "", formula.Length + 1));
        return tokens;
    }

    private static bool IsFirst(char letter) => letter == '_' || char.IsAsciiLetter(letter);

    private static int Digits(string formula, int at)
    {
        while (at < formula.Length && char.IsAsciiDigit(formula[at])) at++;
        return at;
    }

    private static int Word(string formula, int at)
    {
        while (at < formula.Length && (IsFirst(formula[at]) || char.IsAsciiDigit(formula[at]))) at++;
        return at;
    }
}
