namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"over $100", "at least 5", "between 10 and 20".</summary>
internal sealed class BoundRecogniser : IRecogniser
{
    private static readonly PhraseSet<string> Words = new(
        ("greater than or equal to|at least|no less than|minimum of|minimum|min|not less than|a minimum of|> =", "greaterThanOrEqual"),
        ("less than or equal to|at most|no more than|up to|maximum of|maximum|max|not more than|< =", "lessThanOrEqual"),
        ("over|above|more than|greater than|higher than|larger than|bigger than|exceeding|exceeds|beyond|>", "greaterThan"),
        ("under|below|less than|fewer than|lower than|smaller than|<", "lessThan"));

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (text[i].Is("between") && Value(text, i + 1, out var second) is { } low && text[second].IsAny("and", "to") && Value(text, second + 1, out var end) is { } high)
            {
                marks.Add(new Mark.Bound(i, end, "inBetween", [Math.Min(low, high), Math.Max(low, high)]));
            }
            else if (Words.TryMatch(text, i, out var next, out var name) && Value(text, next, out var stop) is { } value && TimeWords.Unit(text[stop]) is null)
            {
                var from = text[i - 1].IsAny("of", "is", "are", "was") && marks.At(i - 1) is null ? i - 1 : i;
                marks.Add(new Mark.Bound(from, stop, name, [value]));
            }
        }
    }

    private static decimal? Value(PromptText text, int at, out int next)
    {
        if (text[at].IsAny("$", "€", "£")) at++;
        next = at + 1;
        return text[at].Kind == WordKind.Number && text[at].Number is { } number ? (text[at].Text.EndsWith('%') ? number / 100 : number) : null;
    }
}
