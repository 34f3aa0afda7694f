using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Queries.Execution;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>How numbers of a column are written: what stands before and behind them, and their decimals.</summary>
internal sealed partial record NumberForm(string Before, int Decimals, string Behind)
{
    public static NumberForm Of(string? formatted)
    {
        var match = formatted is null ? Match.Empty : Shape().Match(formatted);
        return match.Success ? new NumberForm(match.Groups[1].Value, Math.Min(match.Groups[3].Length, 3), match.Groups[4].Value) : new NumberForm("", 0, "");
    }

    /// <summary>A made-up value for a height between 0 and 1.</summary>
    public ResultCell Write(double height)
    {
        var isPercent = Behind.Contains('%', StringComparison.Ordinal);
        var shown = Math.Round(isPercent ? height * 60 : Decimals > 0 && Behind.Length == 0 && Before.Length == 0 ? height * 90 : height * 9000, Decimals);
        var text = Before + shown.ToString("N" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + Behind;
        return new ResultCell(isPercent ? shown / 100 : shown, text);
    }

    [GeneratedRegex(@"^-?([^\d-]{0,6})[\d,]+(\.(\d+))?(\D{0,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
