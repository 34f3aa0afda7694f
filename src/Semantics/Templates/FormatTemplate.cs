using System.Text;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Templates;

/// <summary>
/// A format in which parameters decide: <c>${ld.parameters.currency == "usd" ? "$" : "£"}#,##0.00</c>. The choice is over texts of its author; the value of a parameter may also stand for itself.
/// </summary>
internal static class FormatTemplate
{
    private const string Open = "${";

    public static bool IsOne(string? format) => format?.Contains(Open, StringComparison.Ordinal) == true;

    /// <summary>What is wrong with it, or null.</summary>
    public static string? ProblemOf(string? format)
    {
        if (!IsOne(format)) return null;
        try
        {
            Fill(format!, piece => piece is ChoicePiece ? new TextPiece("") : piece, _ => "");
            return null;
        }
        catch (SqlProblemException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>The format as text, or a <see cref="SqlProblemException"/>.</summary>
    /// <param name="format">The format.</param>
    /// <param name="choose">The branch of a choice.</param>
    /// <param name="value">The value of what comes from outside.</param>
    public static string Fill(string format, Func<TemplatePiece, TemplatePiece> choose, Func<TemplatePiece, string> value)
    {
        var text = new StringBuilder();
        var at = 0;
        for (var open = format.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = format.IndexOf(Open, at, StringComparison.Ordinal))
        {
            var end = End(format, open + Open.Length);
            text.Append(format, at, open - at);
            var piece = ConditionReading.ReadChoice(format[(open + Open.Length)..end]);
            while (piece is ChoicePiece) piece = choose(piece);
            text.Append(piece is TextPiece plain ? plain.Text : value(piece));
            at = end + 1;
        }

        return text.Append(format, at, format.Length - at).ToString();
    }

    private static int End(string format, int at)
    {
        var quote = '\0';
        for (; at < format.Length; at++)
        {
            if (quote != '\0') quote = format[at] == quote ? '\0' : quote;
            else if (format[at] is '\'' or '"') quote = format[at];
            else if (format[at] == '}') return at;
        }

        throw new SqlProblemException("leaves ${ open");
    }
}
