using System.Globalization;
using Vitrine.Primitives;

namespace Vitrine.Semantics.Formulas;

/// <summary>Reads a formula by descent. From loose to tight: OR, AND, NOT, comparisons, sums, products, powers, signs.</summary>
internal sealed class FormulaParser
{
    private const int Longest = 5000;
    private const int Deepest = 60;
    private static readonly string[] Comparisons = ["=", "<>", "<", "<=", ">", ">="];

    private readonly List<FormulaToken> tokens;
    private int next;
    private int depth;

    private FormulaParser(List<FormulaToken> tokens) => this.tokens = tokens;

    private FormulaToken Token => tokens[next];

    /// <summary>Reads a formula, or throws what is wrong.</summary>
    public static FormulaNode Parse(string formula)
    {
        var trimmed = formula.Trim();
        if (!trimmed.StartsWith('=')) throw new FormulaProblemException("does not begin with =");
        if (trimmed.Length > Longest) throw new FormulaProblemException(string.Create(CultureInfo.InvariantCulture, $"is longer than {Longest} characters"));
        var parser = new FormulaParser(FormulaLexer.Read(trimmed));
        parser.next++;
        var node = parser.Or();
        if (parser.Token.Kind != FormulaTokenKind.End) throw parser.Unexpected("an operator or the end");
        return node;
    }

    private FormulaNode Or() => Nested(() => Chain(And, "OR"));

    private FormulaNode And() => Chain(Not, "AND");

    private FormulaNode Chain(Func<FormulaNode> operand, string word)
    {
        var left = operand();
        while (Token.IsWord(word))
        {
            var at = Take().Position;
            left = new OperatorNode(word, left, operand()) { Position = at };
        }

        return left;
    }

    private FormulaNode Not()
    {
        // With parentheses it is the function of that name, which is the same.
        if (!Token.IsWord("NOT") || tokens[next + 1].IsSign("(")) return Comparison();
        var at = Take().Position;
        return Nested(() => new NotNode(Not()) { Position = at });
    }

    private FormulaNode Comparison()
    {
        var left = Sum();
        if (Token.Kind != FormulaTokenKind.Sign || !Comparisons.Contains(Token.Text)) return left;
        var sign = Take();
        var compared = new OperatorNode(sign.Text, left, Sum()) { Position = sign.Position };
        if (Token.Kind == FormulaTokenKind.Sign && Comparisons.Contains(Token.Text)) throw new FormulaProblemException($"compares twice in a row, at {Token.Position}; write AND between two comparisons");
        return compared;
    }

    private FormulaNode Sum() => Chain(Product, ["+", "-"]);

    private FormulaNode Product() => Chain(Power, ["*", "/", "%"]);

    private FormulaNode Power() => Chain(Signed, ["^"]);

    private FormulaNode Chain(Func<FormulaNode> operand, string[] signs)
    {
        var left = operand();
        while (Token.Kind == FormulaTokenKind.Sign && signs.Contains(Token.Text))
        {
            var sign = Take();
            left = new OperatorNode(sign.Text, left, operand()) { Position = sign.Position };
        }

        return left;
    }

    private FormulaNode Signed()
    {
        if (!Token.IsSign("-")) return Primary();
        var at = Take().Position;
        return Nested(() => new NegationNode(Signed()) { Position = at });
    }

    private FormulaNode Primary()
    {
        if (Token.Kind == FormulaTokenKind.End || (Token.Kind == FormulaTokenKind.Sign && Token.Text != "(")) throw Unexpected("a value");
        var token = Take();
        switch (token.Kind)
        {
            case FormulaTokenKind.Number:
                return new NumberNode(token.Text) { Position = token.Position };
            case FormulaTokenKind.Text:
                return new TextNode(token.Text) { Position = token.Position };
            case FormulaTokenKind.Word when Token.IsSign("("):
                return Call(token);
            case FormulaTokenKind.Word when token.IsWord("TRUE") || token.IsWord("FALSE"):
                return new TruthNode(token.IsWord("TRUE")) { Position = token.Position };
            case FormulaTokenKind.Word:
                return new ColumnNode(token.Text) { Position = token.Position };
            default:
                var inner = Or();
                Expect(")");
                return inner;
        }
    }

    private CallNode Call(FormulaToken name)
    {
        var function = FormulaFunction.Find(name.Text) ?? throw new FormulaProblemException(
            $"calls {name.Text}, which is no function, at {name.Position}. {NearestName.Hint(name.Text.ToUpperInvariant(), FormulaFunction.Names) ?? $"There are: {string.Join(", ", FormulaFunction.Names)}."}");
        Expect("(");
        var arguments = new List<FormulaNode>();
        var partition = new List<FormulaNode>();
        var order = new List<(FormulaNode, bool)>();
        if (!Token.IsSign(")"))
        {
            do
            {
                if (TakeWords("PARTITION")) partition.Add(Or());
                else if (TakeWords("ORDER")) order.Add((Or(), Direction()));
                else arguments.Add(Or());
            }
            while (TakeSign(","));
        }

        Expect(")");
        if (arguments.Count < function.Least || arguments.Count > function.Most)
            throw new FormulaProblemException(string.Create(CultureInfo.InvariantCulture, $"gives {function.Name} {Count(arguments.Count)}, at {name.Position}; it takes {Takes(function)}"));
        if (partition.Count + order.Count > 0 && function.Reach != FormulaReach.Window && (order.Count > 0 || function.ReachOf(arguments.Count) == FormulaReach.Row))
            throw new FormulaProblemException($"gives {function.Name} an order or parts, which it does not take, at {name.Position}");
        return new CallNode(function, arguments) { Position = name.Position, PartitionBy = partition, OrderBy = order };
    }

    private bool Direction()
    {
        var isDescending = Token.IsWord("DESC");
        if (isDescending || Token.IsWord("ASC")) next++;
        return isDescending;
    }

    private static string Count(int count) => count == 1 ? "1 argument" : string.Create(CultureInfo.InvariantCulture, $"{count} arguments");

    private static string Takes(FormulaFunction function) => function.Least == function.Most ? function.Most == 0 ? "none" : $"{function.Most}" : $"{function.Least} to {function.Most}";

    private FormulaNode Nested(Func<FormulaNode> read)
    {
        if (++depth > Deepest) throw new FormulaProblemException(string.Create(CultureInfo.InvariantCulture, $"is nested more than {Deepest} deep"));
        var node = read();
        depth--;
        return node;
    }

    private FormulaToken Take() => tokens[next < tokens.Count - 1 ? next++ : next];

    private bool TakeSign(string sign)
    {
        if (!Token.IsSign(sign)) return false;
        next++;
        return true;
    }

    /// <summary>PARTITION BY or ORDER BY.</summary>
    private bool TakeWords(string first)
    {
        if (!Token.IsWord(first) || !tokens[next + 1].IsWord("BY")) return false;
        next += 2;
        return true;
    }

    private void Expect(string sign)
    {
        if (!TakeSign(sign)) throw Unexpected(sign);
    }

    private FormulaProblemException Unexpected(string wanted)
        => new(Token.Kind == FormulaTokenKind.End ? $"ends where {wanted} should stand" : $"has {Token.Text} where {wanted} should stand, at {Token.Position}");
}
