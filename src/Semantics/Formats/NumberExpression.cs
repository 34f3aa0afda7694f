
namespace Vitrine.Semantics.Formats;

/// <summary>Writes a number by a section of an expression.</summary>
internal static class NumberExpression
{
    /// <summary>The most digits that an expression without places for them shows.</summary>
    private const int GeneralDigits = 11;

    public static string Format(SpreadsheetExpression expression, ExactNumber number)
    {
        var (section, showsSign) = Choose(expression.Sections, number);
        if (section is null) return GeneralText(number);
        var body = Body(section, number.Absolute(), out var isZero);
        return (showsSign && number.IsNegative && !isZero ? "-" : "") + body;
    }

    /// <summary>A number as a cell without a format shows it: at most eleven characters of it.</summary>
    public static string GeneralText(ExactNumber number)
    {
        if (number.IsZero) return "0";
        var sign = number.IsNegative ? "-" : "";
        var (whole, _) = number.Split(0);
        var absolute = number.Absolute();
        var isTiny = whole == "0" && absolute.CompareTo(new ExactNumber(false, 1, 4)) < 0;
        if (whole.Length > GeneralDigits || isTiny)
        {
            var exponent = Exponent(absolute);
            var (mantissa, rest) = absolute.Shift(-exponent).RoundTo(5).Split(0);
            return $"{sign}{mantissa}{(rest.Length > 0 ? "." + rest : "")}E{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}";
        }

        return sign + absolute.RoundTo(Math.Max(0, GeneralDigits - 1 - whole.Length)).ToPlainText();
    }

    private static (ExpressionSection? Section, bool ShowsSign) Choose(IReadOnlyList<ExpressionSection> sections, ExactNumber number)
    {
        var numeric = sections.Count == 4 ? sections.Take(3).ToArray() : sections.ToArray();
        if (numeric.Any(section => section.Comparison is not null))
        {
            var found = numeric.FirstOrDefault(section => section.Holds(number));
            return (found, found is { IsForNegatives: false });
        }

        var isNegative = number.IsNegative && !number.IsZero;
        return numeric.Length switch
        {
            1 => (numeric[0], true),
            2 => isNegative ? (numeric[1], false) : (numeric[0], false),
            _ => isNegative ? (numeric[1], false) : number.IsZero ? (numeric[2], false) : (numeric[0], false),
        };
    }

    private static string Body(ExpressionSection section, ExactNumber number, out bool isZero)
    {
        var shape = NumberShape.Of(section.Tokens);
        number = number.Shift((2 * shape.Percents) - (3 * shape.Scalings));
        var exponent = 0;
        if (shape.HasExponent && !number.IsZero)
        {
            exponent = Exponent(number);
            // More than one place before the point: the exponent goes in steps of that many.
            var step = Math.Max(1, shape.WholePlaces);
            if (step > 1) exponent = (int)Math.Floor((double)exponent / step) * step;
            number = number.Shift(-exponent);
            if (number.RoundTo(shape.FractionPlaces) is var rounded && step == 1 && rounded.IntegerDigits > 1 && !rounded.IsZero) (exponent, number) = (exponent + 1, number.Shift(-1));
        }

        if (!section.Tokens.Any(token => token.Kind == ExpressionTokenKind.General)) number = number.RoundTo(shape.FractionPlaces);
        isZero = number.IsZero;
        var (whole, fraction) = number.Split(0);
        return new NumberLayout(section, shape, whole == "0" ? "" : whole, fraction, exponent, number).Write();
    }

    private static int Exponent(ExactNumber number)
    {
        var (whole, fraction) = number.Split(0);
        return whole != "0" ? whole.Length - 1 : -(fraction.Length - fraction.TrimStart('0').Length + 1);
    }
}
