namespace Vitrine.Semantics.Formats;

/// <summary>What the tokens of a section say about the digits.</summary>
/// <param name="WholePlaces">Places before the point.</param>
/// <param name="FractionPlaces">Places after it.</param>
/// <param name="Percents">Percent signs; each multiplies by a hundred.</param>
/// <param name="Scalings">Commas behind the last place; each divides by a thousand.</param>
/// <param name="HasGroups">Whether a comma stands between places before the point.</param>
/// <param name="HasExponent">Whether it is written with an exponent.</param>
internal readonly record struct NumberShape(int WholePlaces, int FractionPlaces, int Percents, int Scalings, bool HasGroups, bool HasExponent)
{
    public static NumberShape Of(IReadOnlyList<ExpressionToken> tokens)
    {
        var (whole, fraction, percents, scalings, pending) = (0, 0, 0, 0, 0);
        var (hasGroups, isAfterPoint, hasExponent) = (false, false, false);
        foreach (var token in tokens)
        {
            switch (token.Kind)
            {
                case ExpressionTokenKind.Digit when hasExponent:
                    break;
                case ExpressionTokenKind.Digit:
                    if (pending > 0 && !isAfterPoint) hasGroups = true;
                    pending = 0;
                    if (isAfterPoint) fraction++;
                    else whole++;
                    break;
                case ExpressionTokenKind.Comma when whole + fraction > 0: pending++; break;
                case ExpressionTokenKind.Point:
                    (scalings, pending) = (scalings + pending, 0);
                    isAfterPoint = true;
                    break;
                case ExpressionTokenKind.Percent: percents++; break;
                case ExpressionTokenKind.Exponent: hasExponent = true; break;
            }
        }

        return new NumberShape(whole, fraction, percents, scalings + pending, hasGroups, hasExponent);
    }
}
