using System.Globalization;
using System.Numerics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Formats;

/// <summary>Shows numbers by the named formats, with rounding, shortening and separators.</summary>
internal static class NumberFormatting
{
    /// <summary>What is shown after the point when nobody says how much.</summary>
    private const int UsualFraction = 3;

    public static string Format(ExactNumber number, FieldFormat? format)
    {
        var style = NumberStyle.Of(format?.Separator);
        switch (Kind(format))
        {
            case "percent":
                return Signed(number, Body(number.Shift(2), format?.Round, 0, UsualFraction, style, number), "%");
            case "currency":
                return Currency(number, format!, style);
            case "bytes_si" or "bytes_iec":
                var bytes = CompactUnit.OfBytes(format!.Compact, format.Kind == "bytes_iec", number);
                return Shown(bytes.Apply(number), format, style, bytes.Suffix);
            case "km" or "mi":
                var distance = CompactUnit.Of(format!.Compact, number);
                return Shown(distance.Apply(number), format, style, distance.Suffix + " " + Kind(format));
            default:
                var unit = CompactUnit.Of(format?.Compact, number);
                return Shown(unit.Apply(number), format, style, unit.Suffix);
        }
    }

    private static string Kind(FieldFormat? format) => (format?.Kind ?? format?.Format?.ToLowerInvariant()) switch
    {
        "usd" or "gbp" or "eur" or "jpy" or "dkk" or "currency" => "currency",
        var other => other ?? "",
    };

    private static string Currency(ExactNumber number, FieldFormat format, NumberStyle style)
    {
        var code = (format.Kind == "currency" ? format.Currency : format.Format)?.ToUpperInvariant() ?? "USD";
        var digits = CurrencySymbols.Digits(code);
        var unit = CompactUnit.Of(format.Compact, number);
        var compacted = unit.Apply(number);
        return format.Prefix + Signed(number, CurrencySymbols.Before(code) + Body(compacted, format.Round, digits, digits, style, compacted), unit.Suffix + format.Suffix);
    }

    private static string Shown(ExactNumber number, FieldFormat? format, NumberStyle style, string suffix)
        => format?.Prefix + Signed(number, Body(number, format?.Round, 0, UsualFraction, style, number), suffix + format?.Suffix);

    private static string Signed(ExactNumber number, string body, string suffix) => (number.IsNegative ? "-" : "") + body + suffix;

    private static string Body(ExactNumber number, int? round, int least, int most, NumberStyle style, ExactNumber counted)
    {
        switch (round)
        {
            case null:
                return style.Write(number.RoundTo(most), least);
            case >= 0 and var digits:
                return style.Write(number.RoundTo(Math.Min(digits, 20)), Math.Min(digits, 20));
            default:
                // Lightdash counts the characters of the number rounded down, its sign among them.
                var below = counted.IsNegative ? FloorLength(counted) + 1 : counted.IntegerDigits;
                return style.Write(number.RoundToSignificant(Math.Max(below + round.Value, 1)), 0);
        }
    }

    private static int FloorLength(ExactNumber number)
    {
        var (whole, fraction) = number.Split(0);
        var floor = BigInteger.Parse(whole, CultureInfo.InvariantCulture) + (fraction.Length > 0 ? 1 : 0);
        return floor.ToString(CultureInfo.InvariantCulture).Length;
    }
}
