using System.Globalization;
using System.Text;

namespace Vitrine.Semantics.Formats;

/// <summary>Writes a point in time by a section of an expression.</summary>
internal static class TimeExpression
{
    private const string Minutes = "minutes";

    public static string Format(ExpressionSection section, DateTimeOffset at)
    {
        var isHalfDay = section.Tokens.Any(token => token.Kind == ExpressionTokenKind.Time && token.Text.Contains('/', StringComparison.Ordinal));
        var text = new StringBuilder();
        for (var index = 0; index < section.Tokens.Count; index++)
        {
            var token = section.Tokens[index];
            if (token.Kind == ExpressionTokenKind.Time)
            {
                text.Append(Part(token.Text, at, isHalfDay));
            }
            else if (token.Kind == ExpressionTokenKind.Digit)
            {
                var digits = 1;
                while (index + 1 < section.Tokens.Count && section.Tokens[index + 1].Kind == ExpressionTokenKind.Digit) (digits, index) = (digits + 1, index + 1);
                text.Append(at.ToString(new string('f', Math.Min(digits, 7)) + "' '", CultureInfo.InvariantCulture).TrimEnd());
            }
            else
            {
                text.Append(token.Text);
            }
        }

        return text.ToString();
    }

    /// <summary>An m beside hours or seconds counts minutes; anywhere else it is a month.</summary>
    public static IReadOnlyList<ExpressionToken> TellMinutes(List<ExpressionToken> tokens)
    {
        var times = tokens.Select((token, at) => (token, at)).Where(entry => entry.token.Kind == ExpressionTokenKind.Time && !entry.token.Text.Contains('/', StringComparison.Ordinal)).ToList();
        for (var at = 0; at < times.Count; at++)
        {
            if (times[at].token.Text is not ("m" or "mm")) continue;
            var isAfterHours = at > 0 && times[at - 1].token.Text.Trim('[', ']')[0] == 'h';
            var isBeforeSeconds = at + 1 < times.Count && times[at + 1].token.Text.Trim('[', ']')[0] == 's';
            if (isAfterHours || isBeforeSeconds) tokens[times[at].at] = new(ExpressionTokenKind.Time, Minutes + times[at].token.Text.Length.ToString(CultureInfo.InvariantCulture));
        }

        return tokens;
    }

    private static string Part(string part, DateTimeOffset at, bool isHalfDay)
    {
        var hour = isHalfDay ? (at.Hour + 11) % 12 + 1 : at.Hour;
        var days = (at - DateTimeOffset.UnixEpoch.AddDays(-25569)).TotalDays;
        return part switch
        {
            "y" or "yy" => Padded(at.Year % 100, 2),
            ['y', ..] => Padded(at.Year, 4),
            "m" => Padded(at.Month, 1),
            "mm" => Padded(at.Month, 2),
            "mmm" => at.ToString("MMM", CultureInfo.InvariantCulture),
            "mmmmm" => at.ToString("MMMM", CultureInfo.InvariantCulture)[..1],
            ['m', 'm', ..] => at.ToString("MMMM", CultureInfo.InvariantCulture),
            "d" => Padded(at.Day, 1),
            "dd" => Padded(at.Day, 2),
            "ddd" => at.ToString("ddd", CultureInfo.InvariantCulture),
            ['d', ..] => at.ToString("dddd", CultureInfo.InvariantCulture),
            "h" => Padded(hour, 1),
            ['h', ..] => Padded(hour, 2),
            Minutes + "1" => Padded(at.Minute, 1),
            Minutes + "2" => Padded(at.Minute, 2),
            "s" => Padded(at.Second, 1),
            ['s', ..] => Padded(at.Second, 2),
            ['[', 'h', ..] => Math.Floor(days * 24).ToString(CultureInfo.InvariantCulture),
            ['[', 'm', ..] => Math.Floor(days * 1440).ToString(CultureInfo.InvariantCulture),
            ['[', 's', ..] => Math.Floor(days * 86400).ToString(CultureInfo.InvariantCulture),
            ['A' or 'a', '/', ..] => at.Hour < 12 ? part[..1] : part[2..],
            _ => at.Hour < 12 ? part[..2] : part[3..],
        };
    }

    private static string Padded(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
}
