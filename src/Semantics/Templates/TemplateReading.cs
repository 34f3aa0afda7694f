using System.Text;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Templates;

/// <summary>
/// Makes pieces of the tokens of an author's SQL. Liquid in it becomes a tree: each branch is SQL of its author, parentheses closed, and a query only decides which of them stand.
/// </summary>
internal sealed class TemplateReading
{
    private const int DeepestNesting = 20;

    private readonly List<SqlToken> tokens;
    private int at;

    private TemplateReading(List<SqlToken> tokens) => this.tokens = tokens;

    /// <summary>Whether <c>IN (</c> stands right before: its word, and then its parenthesis.</summary>
    private enum ListPlace
    {
        Elsewhere,
        BehindIn,
        Inside,
    }

    /// <summary>The pieces of tokens without comments, or a <see cref="SqlProblemException"/>.</summary>
    public static IReadOnlyList<TemplatePiece> Read(List<SqlToken> tokens)
    {
        var reading = new TemplateReading(tokens);
        var pieces = reading.Sequence(0, ListPlace.Elsewhere);
        if (reading.at < tokens.Count) throw new SqlProblemException($"has {Shown(tokens[reading.at])} without what begins it");
        if (pieces.Count == 0) throw new SqlProblemException("is empty");
        if (pieces.All(IsBlank)) throw new SqlProblemException("is empty when no condition of its Liquid holds; add {% else %}");
        // Braces between them would hide from the lexer that both together take a bound value.
        if (tokens.Exists(token => token.Kind is SqlTokenKind.Tag or SqlTokenKind.Output) && tokens.Exists(token => token.Kind == SqlTokenKind.Word && IsBoundName(token.Span)))
            throw new SqlProblemException("holds the name of a bound value; rename the column in a dbt model");
        return pieces;
    }

    private static bool IsBoundName(ReadOnlySpan<char> word) => word.StartsWith("bound", StringComparison.OrdinalIgnoreCase) && word.Length > 5 && char.IsAsciiDigit(word[5]);

    private static bool IsBlank(TemplatePiece piece) => piece switch
    {
        TextPiece text => string.IsNullOrWhiteSpace(text.Text),
        ChoicePiece choice => !choice.HasElse || choice.Branches.Any(branch => branch.Pieces.All(IsBlank)),
        _ => false,
    };

    /// <summary>Up to a tag that belongs to what is around, or the end.</summary>
    private List<TemplatePiece> Sequence(int depth, ListPlace place)
    {
        if (depth > DeepestNesting) throw new SqlProblemException($"nests Liquid more than {DeepestNesting} deep");
        var pieces = new List<TemplatePiece>();
        var text = new StringBuilder();
        var open = 0;
        for (; at < tokens.Count; at++)
        {
            var token = tokens[at];
            switch (token.Kind)
            {
                case SqlTokenKind.Space:
                    if (at > 0 && at < tokens.Count - 1) text.Append(' ');
                    continue;
                case SqlTokenKind.Reference:
                    Add(ReferenceReading.Read(token.Inner, place == ListPlace.Inside));
                    break;
                case SqlTokenKind.Output:
                    Add(ReferenceReading.Outside(token.TagInner, place == ListPlace.Inside) ?? throw NoValue(token));
                    break;
                case SqlTokenKind.Tag when NameOf(token) is "if" or "unless" or "case":
                    Add(Choice(depth + 1, place));
                    break;
                case SqlTokenKind.Tag when NameOf(token) is "elsif" or "else" or "when" or "endif" or "endunless" or "endcase":
                    return End();
                case SqlTokenKind.Tag:
                    throw new SqlProblemException($"holds {Shown(token)}, which is not filled in here; of Liquid there are if, elsif, else, unless, case, when and comment, and of Jinja nothing is left when dbt has run");
                default:
                    if (token.Is('(')) open++;
                    if (token.Is(')') && --open < 0) throw Unbalanced();
                    text.Append(token.Span);
                    place = token.IsWord("in") ? ListPlace.BehindIn : place == ListPlace.BehindIn && token.Is('(') ? ListPlace.Inside : ListPlace.Elsewhere;
                    continue;
            }

            place = ListPlace.Elsewhere;
        }

        return End();

        void Add(TemplatePiece piece)
        {
            if (text.Length > 0) pieces.Add(new TextPiece(text.ToString()));
            text.Clear();
            pieces.Add(piece);
        }

        List<TemplatePiece> End()
        {
            if (open != 0) throw Unbalanced();
            if (text.Length > 0) pieces.Add(new TextPiece(text.ToString()));
            return pieces;
        }
    }

    /// <summary>From its first tag; ends at its last.</summary>
    private ChoicePiece Choice(int depth, ListPlace place)
    {
        var (first, name) = (tokens[at], NameOf(tokens[at]));
        var branches = new List<TemplateBranch>();
        TemplateCondition? when;
        ConditionOperand? subject = null;
        if (name == "case")
        {
            subject = ConditionReading.ReadList(RestOf(first)) is [var one] ? one : throw new SqlProblemException($"has {Shown(first)}, which must name one value");
            at++;
            if (Sequence(depth, place).Exists(piece => !IsBlank(piece))) throw new SqlProblemException($"has SQL between {Shown(first)} and its first {{% when %}}");
            if (at >= tokens.Count || NameOf(tokens[at]) is not "when") throw new SqlProblemException($"has {Shown(first)} without {{% when %}}");
            when = Among(subject, RestOf(tokens[at]));
        }
        else
        {
            when = ConditionReading.Read(RestOf(first));
            if (name == "unless") when = new HoldsNot(when);
        }

        var tag = tokens[at].TagInner;
        while (true)
        {
            at++;
            var pieces = Sequence(depth, place);
            // "if a and b" holds what "{% case %}" does not write: the tag of a case's first branch shows both.
            branches.Add(new TemplateBranch(branches.Count == 0 && subject is not null ? $"{first.TagInner} %}}{{% {tag}" : tag, when, pieces));
            if (at >= tokens.Count) throw new SqlProblemException($"leaves {Shown(first)} open; it ends with {{% end{name} %}}");
            var token = tokens[at];
            switch (NameOf(token))
            {
                case var end when end == "end" + name:
                    return new ChoicePiece(branches);
                case "elsif" when subject is null && when is not null:
                    when = ConditionReading.Read(RestOf(token));
                    break;
                case "when" when subject is not null && when is not null:
                    when = Among(subject, RestOf(token));
                    break;
                case "else" when when is not null:
                    if (RestOf(token).Length > 0) throw new SqlProblemException($"has {Shown(token)}; a further condition is written {{% elsif … %}}");
                    when = null;
                    break;
                default:
                    throw new SqlProblemException($"has {Shown(token)} where {{% end{name} %}} is missing");
            }

            tag = token.TagInner;
        }
    }

    private static TemplateCondition Among(ConditionOperand subject, string values)
        => ConditionReading.ReadList(values).Select(TemplateCondition (value) => new Compared(subject, ConditionOperator.Equal, value)).Reverse().Aggregate((right, left) => new EitherHolds(left, right));

    private static string NameOf(SqlToken tag) => tag.Kind == SqlTokenKind.Tag && tag.TagInner is var inner ? inner[..EndOfName(inner)] : "";

    private static string RestOf(SqlToken tag) => tag.TagInner is var inner ? inner[EndOfName(inner)..].Trim() : "";

    private static int EndOfName(string inner) => inner.TakeWhile(letter => letter == '_' || char.IsLetterOrDigit(letter)).Count();

    private static string Shown(SqlToken tag) => $"{{% {Short(tag.TagInner)} %}}";

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static SqlProblemException Unbalanced() => new("opens a parenthesis in one branch of its Liquid and closes it in another; close it where it was opened");

    private static SqlProblemException NoValue(SqlToken output)
        => new($"holds {{{{ {Short(output.TagInner)} }}}}, which is not filled in here{(output.TagInner.Contains('|', StringComparison.Ordinal) ? "; there are no filters" : "")}: there are ld.parameters.…, ld.attributes.… and ld.user.email, and of Jinja nothing is left when dbt has run");
}
