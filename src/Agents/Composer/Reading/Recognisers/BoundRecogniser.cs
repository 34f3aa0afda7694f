namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"over $100", "at least 5", "between 10 and 20 dollars", "longer than 3 days".</summary>
internal sealed class BoundRecogniser : IRecogniser
{
    public static readonly PhraseSet<string> Words = new(
        ("greater than or equal to|at least|no less than|minimum of|minimum|min|not less than|a minimum of|> =", "greaterThanOrEqual"),
        ("less than or equal to|at most|no more than|up to|maximum of|maximum|max|not more than|< =", "lessThanOrEqual"),
        ("over|above|more than|greater than|higher than|larger than|bigger than|longer than|older than|heavier than|exceeding|exceeds|exceed|beyond|>", "greaterThan"),
        ("under|below|less than|fewer than|lower than|smaller than|shorter than|younger than|cheaper than|<", "lessThan"));

    private static readonly string[] Currencies = ["dollar", "dollars", "usd", "eur", "euro", "euros", "gbp", "pound", "pounds", "bucks"];

    private static readonly string[] FinerUnits = ["minute", "minutes", "min", "mins", "second", "seconds"];

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (text[i].Is("between") && Value(text, i + 1, out var second) is { } low && text[second].IsAny("and", "to") && Value(text, second + 1, out var end) is { } high)
            {
                Add(text, marks, i, end, "inBetween", [Math.Min(low, high), Math.Max(low, high)]);
            }
            else if (Words.TryMatch(text, i, out var next, out var name) && Value(text, next, out var stop) is { } value && !IsStretchOfTime(text, i, stop))
            {
                var from = text[i - 1].IsAny("of", "is", "are", "was") && marks.At(i - 1) is null ? i - 1 : i;
                Add(text, marks, from, stop, name, [value]);
            }
        }
    }

    private static void Add(PromptText text, MarkList marks, int from, int to, string name, IReadOnlyList<decimal> values)
    {
        var isMoney = Enumerable.Range(from, to - from).Any(i => text[i].Text.Length > 0 && text[i].Text[0] is '$' or '€' or '£');
        string? unit = null;
        if (text[to].IsAny(Currencies))
        {
            isMoney = true;
            to++;
        }
        else if (TimeWords.Unit(text[to]) is not null || text[to].IsAny(FinerUnits))
        {
            unit = text[to].Stem;
            to++;
        }

        marks.Add(new Mark.Bound(from, to, name, values, isMoney, unit));
    }

    /// <summary>"over 30 days" is a stretch of the calendar more often than a bound.</summary>
    private static bool IsStretchOfTime(PromptText text, int at, int stop)
        => TimeWords.Unit(text[stop]) is not null && text[at].IsAny("over", "up", "beyond", "under", "minimum", "min", "maximum", "max");

    private static decimal? Value(PromptText text, int at, out int next)
    {
        if (text[at].IsAny("$", "€", "£")) at++;
        next = at + 1;
        if (text[at].Kind != WordKind.Number || text[at].Number is not { } number) return null;
        if (text[at].Text.EndsWith('%') || text[next].IsAny("%", "percent"))
        {
            if (!text[at].Text.EndsWith('%')) next++;
            return number / 100;
        }

        var scale = text[next].Text switch { "hundred" => 100, "thousand" => 1_000, "million" or "mio" => 1_000_000, "billion" or "bn" => 1_000_000_000, _ => 1 };
        if (scale > 1) next++;
        return Math.Abs(number) < 1_000_000_000 ? number * scale : number;
    }
}
