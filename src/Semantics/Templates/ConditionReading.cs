using System.Text.RegularExpressions;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Templates;

/// <summary>
/// Reads conditions such as <c>ld.parameters.x == "a" or ld.parameters.n > 5</c>. As in Liquid there are no parentheses, and what stands further right binds first:
/// <c>a and b or c</c> is <c>a and (b or c)</c>.
/// </summary>
internal sealed partial class ConditionReading
{
    private const int MostTerms = 100;

    private readonly string source;
    private readonly List<string> words;
    private int at;

    private ConditionReading(string source)
    {
        this.source = source;
        words = [.. Words().Matches(source).Select(match => match.Value)];
    }

    /// <summary>Reads a whole condition.</summary>
    public static TemplateCondition Read(string source)
    {
        var reading = new ConditionReading(source);
        var condition = reading.Condition(0);
        return reading.at == reading.words.Count ? condition : throw reading.Unexpected();
    }

    /// <summary>Reads values with commas or <c>or</c> between them, as <c>when</c> has them.</summary>
    public static IReadOnlyList<ConditionOperand> ReadList(string source)
    {
        var reading = new ConditionReading(source);
        var values = new List<ConditionOperand> { reading.Operand() };
        while (reading.Skip(",", "or")) values.Add(reading.Operand());
        return reading.at == reading.words.Count ? values : throw reading.Unexpected();
    }

    /// <summary>Reads a choice of texts, <c>condition ? "a" : "b"</c>, or a single value, as formats have them.</summary>
    public static TemplatePiece ReadChoice(string source)
    {
        var reading = new ConditionReading(source);
        var piece = reading.Choice(0);
        return reading.at == reading.words.Count ? piece : throw reading.Unexpected();
    }

    private TemplatePiece Choice(int depth)
    {
        if (depth > MostTerms) throw new SqlProblemException("chooses too often");
        var start = at;
        if (at + 1 >= words.Count || words[at + 1] is ":")
        {
            var value = Operand();
            return value.Piece ?? new TextPiece(value.Text ?? "");
        }

        var condition = Condition(0);
        if (!Skip("?")) throw Unexpected();
        var yes = Choice(depth + 1);
        if (!Skip(":")) throw Unexpected();
        var no = Choice(depth + 1);
        return new ChoicePiece([new TemplateBranch(string.Join(' ', words.Skip(start)), condition, [yes]), new TemplateBranch("else", null, [no])]);
    }

    private TemplateCondition Condition(int terms)
    {
        if (terms >= MostTerms) throw new SqlProblemException($"has a condition of more than {MostTerms} terms");
        var left = Term();
        if (Skip("and", "&&")) return new BothHold(left, Condition(terms + 1));
        return Skip("or", "||") ? new EitherHolds(left, Condition(terms + 1)) : left;
    }

    private TemplateCondition Term()
    {
        var left = Operand();
        if (at >= words.Count || OperatorOf(words[at]) is not { } comparison) return new IsGiven(left);
        at++;
        return new Compared(left, comparison, Operand());
    }

    private static ConditionOperator? OperatorOf(string word) => word switch
    {
        "==" or "===" => ConditionOperator.Equal,
        "!=" or "!==" or "<>" => ConditionOperator.NotEqual,
        "<" => ConditionOperator.Less,
        "<=" => ConditionOperator.LessOrEqual,
        ">" => ConditionOperator.Greater,
        ">=" => ConditionOperator.GreaterOrEqual,
        "contains" => ConditionOperator.Contains,
        _ => null,
    };

    private ConditionOperand Operand()
    {
        if (at >= words.Count) throw new SqlProblemException($"has the condition {source}, which ends too early");
        var word = words[at];
        ConditionOperand operand = word switch
        {
            "nil" or "null" or "blank" or "empty" => ConditionOperand.Nothing,
            "true" => new(Text: "true"),
            "false" => new(Text: "false", IsFalse: true),
            _ when word[0] is '\'' or '"' => new(Text: word[1..^1]),
            _ when char.IsAsciiDigit(word[0]) || (word[0] == '-' && word.Length > 1) => new(Text: word, IsNumber: true),
            _ => new(Piece: ReferenceReading.Outside(word, isList: true) ?? throw Unknown(word)),
        };
        at++;
        return operand;
    }

    private bool Skip(params ReadOnlySpan<string> expected)
    {
        if (at >= words.Count || !expected.Contains(words[at])) return false;
        at++;
        return true;
    }

    private SqlProblemException Unknown(string word)
        => char.IsLetter(word[0])
            ? new($"has the condition {source}, and there is no {word}; there are ld.parameters.…, ld.attributes.… and ld.user.email, texts in quotes and numbers")
            : Unexpected();

    private SqlProblemException Unexpected()
        => at >= words.Count
            ? new($"has the condition {source}, which ends too early")
            : new($"has the condition {source}, in which {words[at]} cannot stand there{(words[at] is "|" ? "; filters are not filled in here" : words[at] is "=" ? "; write == to compare" : words[at] is "(" or ")" ? "; Liquid has no parentheses in conditions" : "")}");

    [GeneratedRegex("""'[^']*'|"[^"]*"|-?[0-9]+(?:\.[0-9]+)?|[A-Za-z_][\w-]*(?:\.[\w-]+)*|===|!==|==|!=|<>|<=|>=|&&|\|\||\S""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
