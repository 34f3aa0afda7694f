using System.Globalization;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation.Filters;

/// <summary>Binds a number that is given as text, with all its digits.</summary>
internal static class NumberLiteral
{
    /// <summary>What fits into a decimal of a warehouse.</summary>
    private const int MostDigits = 38;

    /// <summary>The bound number, or null when the text is none.</summary>
    public static BoundValue? Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var body = trimmed.StartsWith('-') || trimmed.StartsWith('+') ? trimmed[1..] : trimmed;
        var mantissa = body.IndexOfAny(['e', 'E']) is >= 0 and var exponent ? body[..exponent] : body;
        if (mantissa.Length == 0 || !mantissa.All(letter => letter == '.' || char.IsAsciiDigit(letter)) || mantissa.Count(letter => letter == '.') > 1 || mantissa is ".") return null;
        if (!double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var approximate) || !double.IsFinite(approximate)) return null;
        if (mantissa.Length != body.Length) return new BoundValue(trimmed, SqlType.Double);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Count(char.IsAsciiDigit);
        if (point < 0 && digits <= 18) return new BoundValue(long.Parse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), SqlType.Whole);
        if (point < 0 && digits <= MostDigits) return new BoundValue(trimmed, SqlType.HugeWhole);
        var scale = point < 0 ? 0 : mantissa.Length - point - 1;
        return digits <= MostDigits && point >= 0 ? new BoundValue(trimmed, SqlType.Double) { Scale = scale } : new BoundValue(trimmed, SqlType.Double);
    }
}
