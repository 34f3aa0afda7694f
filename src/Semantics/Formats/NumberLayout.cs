using System.Text;

namespace Vitrine.Semantics.Formats;

/// <summary>Lays the digits of a number into the places of a section.</summary>
/// <param name="section">The section.</param>
/// <param name="shape">What it says about digits.</param>
/// <param name="whole">The digits before the point; empty for zero.</param>
/// <param name="fraction">The digits after it, without zeros at the end.</param>
/// <param name="exponent">The exponent.</param>
/// <param name="number">The number, rounded.</param>
internal sealed class NumberLayout(ExpressionSection section, NumberShape shape, string whole, string fraction, int exponent, ExactNumber number)
{
    private readonly StringBuilder text = new();
    private int placesLeft = shape.WholePlaces;
    private int fractionAt;
    private bool isAfterPoint;
    private bool isInExponent;

    public string Write()
    {
        var tokens = section.Tokens;
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            switch (token.Kind)
            {
                case ExpressionTokenKind.Literal: text.Append(token.Text); break;
                case ExpressionTokenKind.Percent: text.Append('%'); break;
                case ExpressionTokenKind.General or ExpressionTokenKind.Text: text.Append(NumberExpression.GeneralText(number)); break;
                case ExpressionTokenKind.Point:
                    if (shape.WholePlaces == 0 && whole.Length > 0) text.Append(whole);
                    text.Append(section.Style.Point);
                    isAfterPoint = true;
                    break;
                case ExpressionTokenKind.Exponent: WriteExponent(token, tokens.Skip(at + 1).TakeWhile(next => next.Kind == ExpressionTokenKind.Digit).Count()); break;
                case ExpressionTokenKind.Digit when isInExponent: break;
                case ExpressionTokenKind.Digit when isAfterPoint: WriteFraction(token); break;
                case ExpressionTokenKind.Digit: WriteWhole(token); break;
            }
        }

        return text.ToString();
    }

    private void WriteExponent(ExpressionToken token, int places)
    {
        isInExponent = true;
        text.Append('E').Append(exponent < 0 ? "-" : token.Text[1] == '+' ? "+" : "").Append(Math.Abs(exponent).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(places, '0'));
    }

    private void WriteFraction(ExpressionToken token)
    {
        if (fractionAt < fraction.Length) text.Append(fraction[fractionAt]);
        else text.Append(token.Text switch { "0" => "0", "?" => " ", _ => "" });
        fractionAt++;
    }

    // The first place takes all the digits that have no place of their own.
    private void WriteWhole(ExpressionToken token)
    {
        if (placesLeft == shape.WholePlaces)
        {
            for (var position = whole.Length; position > placesLeft; position--) WriteDigit(whole[^position], position);
        }

        if (whole.Length >= placesLeft) WriteDigit(whole[^placesLeft], placesLeft);
        else if (token.Text == "0") WriteDigit('0', placesLeft);
        else if (token.Text == "?") text.Append(' ');
        placesLeft--;
    }

    private void WriteDigit(char digit, int position)
    {
        text.Append(digit);
        if (shape.HasGroups && position > 1 && (position - 1) % 3 == 0) text.Append(section.Style.Group);
    }
}
