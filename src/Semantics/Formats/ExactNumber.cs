using System.Globalization;
using System.Numerics;
using System.Text;

namespace Vitrine.Semantics.Formats;

/// <summary>
/// A decimal number without bounds, with a sign that zero keeps. Numbers are rounded as they are written: 1.005 is 1.005 here, though no
/// double is, which is what people expect of two digits, and what browsers do.
/// </summary>
/// <param name="IsNegative">Whether a minus stands before it.</param>
/// <param name="Magnitude">Its digits, as a whole number.</param>
/// <param name="Scale">How many of the digits stand after the point; below zero, how many zeros follow them.</param>
internal readonly record struct ExactNumber(bool IsNegative, BigInteger Magnitude, int Scale)
{
    public bool IsZero => Magnitude.IsZero;

    /// <summary>Digits before the point, at least one.</summary>
    public int IntegerDigits => Math.Max(1, Digits(Magnitude) - Scale);

    public static ExactNumber? From(object value) => value switch
    {
        double number => double.IsFinite(number) ? Parse(number.ToString("R", CultureInfo.InvariantCulture)) : null,
        float number => float.IsFinite(number) ? Parse(number.ToString("R", CultureInfo.InvariantCulture)) : null,
        BigInteger whole => new ExactNumber(whole.Sign < 0, BigInteger.Abs(whole), 0),
        long or int or short or sbyte or ulong or uint or ushort or byte or decimal or Int128 or UInt128
            => Parse(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <summary>Reads <c>-12.5e3</c> and the like, or gives null.</summary>
    public static ExactNumber? Parse(string text)
    {
        var digits = new StringBuilder(text.Length);
        var at = 0;
        var isNegative = false;
        if (at < text.Length && text[at] is '-' or '+') isNegative = text[at++] == '-';
        var scale = 0;
        var isAfterPoint = false;
        for (; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                digits.Append(text[at]);
                if (isAfterPoint) scale++;
            }
            else if (text[at] == '.' && !isAfterPoint)
            {
                isAfterPoint = true;
            }
            else
            {
                break;
            }
        }

        if (digits.Length is 0 or > 400) return null;
        if (at < text.Length)
        {
            if (text[at] is not ('e' or 'E') || !int.TryParse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return null;
            if (exponent is > 400 or < -400) return null;
            scale -= exponent;
        }

        return new ExactNumber(isNegative, BigInteger.Parse(digits.ToString(), CultureInfo.InvariantCulture), scale);
    }

    /// <summary>Multiplied by that power of ten.</summary>
    public ExactNumber Shift(int powerOfTen) => this with { Scale = Scale - powerOfTen };

    public ExactNumber Absolute() => this with { IsNegative = false };

    /// <summary>Divided, to more digits than are ever shown.</summary>
    public ExactNumber DivideBy(BigInteger divisor) => new(IsNegative, Magnitude * BigInteger.Pow(10, 40) / divisor, Scale + 40);

    /// <summary>Rounded to so many digits after the point (below zero: before it), half away from zero.</summary>
    public ExactNumber RoundTo(int fraction)
    {
        if (Scale <= fraction) return this;
        var power = BigInteger.Pow(10, Scale - fraction);
        return new ExactNumber(IsNegative, (Magnitude + (power / 2)) / power, fraction);
    }

    /// <summary>Rounded to so many digits, counted from the first that is not zero.</summary>
    public ExactNumber RoundToSignificant(int digits) => IsZero ? this : RoundTo(Scale - Digits(Magnitude) + digits);

    /// <summary>The digits before and after the point, without a sign; at least <paramref name="least"/> after it.</summary>
    public (string Whole, string Fraction) Split(int least)
    {
        var text = Magnitude.ToString(CultureInfo.InvariantCulture);
        if (Scale <= 0) return ((IsZero ? "0" : text + new string('0', -Scale)), new string('0', least));
        text = text.PadLeft(Scale + 1, '0');
        var fraction = text[^Scale..].TrimEnd('0');
        return (text[..^Scale], fraction.PadRight(least, '0'));
    }

    public int CompareTo(ExactNumber other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return Signed(scale).CompareTo(other.Signed(scale));
    }

    /// <summary>All its digits, without groups and without an exponent.</summary>
    public string ToPlainText()
    {
        var (whole, fraction) = Split(0);
        return (IsNegative && !IsZero ? "-" : "") + whole + (fraction.Length > 0 ? "." + fraction : "");
    }

    private BigInteger Signed(int scale)
    {
        var magnitude = Magnitude * BigInteger.Pow(10, scale - Scale);
        return IsNegative ? -magnitude : magnitude;
    }

    private static int Digits(BigInteger magnitude) => magnitude.IsZero ? 1 : magnitude.ToString(CultureInfo.InvariantCulture).Length;
}
