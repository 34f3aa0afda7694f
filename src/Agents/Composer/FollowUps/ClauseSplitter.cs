using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>Cuts a follow-up at its verbs: "switch to weekly and add the number of calls" is two clauses.</summary>
internal static class ClauseSplitter
{
    private static readonly PhraseSet<EditVerb> Verbs = new(
        ("add|also add|please add|also show|show also|also include|include|append|insert|put in|give me also|i also want|i also need|additionally show|plus|put|create|and also", EditVerb.Add),
        ("remove|delete|drop|hide|get rid of|take out|take away|throw out|leave away|no longer show|don't show|do not show|stop showing|kill|i don't need|we don't need|lose|clear", EditVerb.Remove),
        ("change|switch|replace|swap|turn|make|convert|rename|set|use|let|move|transform|update|adjust|modify|limit|show|display|sort|group|split|break down|break|cut|colour|color|restrict|filter|narrow|cap", EditVerb.Change));

    /// <summary>Verbs that begin a clause and say something by themselves, so that they stay in its words.</summary>
    private static readonly PhraseSet<bool> Telling = new(("break it down|break this down|break that down|break them down|break everything down|compare|exclude|leave out|ignore|keep only|only|except|omit|stack|filter by|filter it by|filter this by|filter that by|filter them by|filter everything by|filter the page by", true));

    private static readonly PhraseSet<bool> Renames = new(
        ("rename it to|rename to|rename this to|rename the app to|rename the dashboard to|rename app to|call it|call the app|call this|name it|title it|set the title to|change the title to|change title to|the title should be|make the title|title", true));

    private static readonly string[] Polite = ["please", "can", "could", "you", "now", "then", "and", "also", "instead", "just", "ok", "okay", "would", "i", "want", "like", "to", "let", "us", "we", "the", "hey"];

    private static readonly string[] Starts = ["and", "then", ",", ".", ";", "\n", "please", "also", "you", "to", "just", "now", "!", "but", "i", "want", "would", "like"];

    /// <summary>The clauses in their order.</summary>
    public static IReadOnlyList<Clause> Split(PromptText text)
    {
        // "Instead of X, Y": what is wanted comes last.
        if ((text[0].Is("instead") && text[1].Is("of")) || (text[0].Is("rather") && text[1].Is("than")))
        {
            var end = 2;
            while (end < text.Count && !text[end].Is(",")) end++;
            var rest = end > 2 && end + 1 < text.Count ? Split(PromptText.Read(text.Between(end + 1, text.Count))) : [];
            if (rest.Count > 0) return [rest[0] with { Verb = EditVerb.Change, Old = text.Between(2, end) }, .. rest.Skip(1)];
        }

        if (Correction(text) is { } corrected) return corrected;

        // A title may hold anything, so the rest of the prompt belongs to it.
        for (var i = 0; i < text.Count; i++)
        {
            if (!Renames.TryMatch(text, i, out var after, out _) || (i > 0 && !text[i - 1].IsAny(Starts)) || after >= text.Count) continue;
            var before = i;
            while (before > 0 && text[before - 1].IsAny("and", "then", ",", ".", ";", "please", "also", "\n")) before--;
            if (text[after].Is(":")) after++;
            if (text[after].Kind == WordKind.Quoted)
            {
                var quoted = new Clause(EditVerb.Change, text.Between(after, after + 1), IsRename: true);
                var rest = Split(PromptText.Read(text.Between(Math.Min(after + 1, text.Count), text.Count)));
                return before == 0 ? [quoted, .. rest] : [.. Cut(text, before), quoted, .. rest];
            }

            var stop = TitleEnd(text, after);
            var title = new Clause(EditVerb.Change, text.Between(after, stop), IsRename: true);
            var more = stop < text.Count ? Split(PromptText.Read(text.Between(stop + 1, text.Count))) : [];
            return before == 0 ? [title, .. more] : [.. Cut(text, before), title, .. more];
        }

        return Cut(text, text.Count);
    }

    /// <summary>"No, I meant X, not Y", "not Y but X", "Y should be X": one thing takes the place of another, or of whatever stands there where that is not said.</summary>
    private static IReadOnlyList<Clause>? Correction(PromptText text)
    {
        var from = 0;
        while (text[from].IsAny("no", "sorry", "oh", "wait", "ah", "oops", "hmm", "well", "actually", ",", ".", "!", "-")) from++;
        var to = text.Count;
        while (to > from && text[to - 1].IsAny(".", "!", "please", "instead")) to--;
        var said = from;
        if (text[said].IsAny("i", "we") && text[said + 1].IsAny("meant", "mean", "wanted", "said")) said += 2;
        else if (text[said].IsAny("it", "that", "this") && text[said + 1].Is("should") && text[said + 2].Is("be")) said += 3;
        if (text[said].Is("not") || (text[said].Is("i") && text[said + 1].Is("didn't") && text[said + 2].Is("mean")))
        {
            var old = text[said].Is("not") ? said + 1 : said + 3;
            for (var i = old + 1; i + 1 < to; i++)
            {
                if (text[i].Is("but") || (text[i].Is(",") && !text[i + 1].Is("but"))) return [new Clause(EditVerb.Change, text.Between(i + 1, to), text.Between(old, i))];
            }

            return null;
        }

        if (said == from && !text[from - 1].IsAny("no", ",", "actually", "sorry", "oops")) return null;
        for (var i = said + 1; i + 1 < to; i++)
        {
            if (!text[i].Is("not") || Enumerable.Range(i, to - i).Any(at => text[at].Is("and"))) continue;
            var end = i;
            while (end > said + 1 && text[end - 1].IsAny(",", "and", "-")) end--;
            return [new Clause(EditVerb.Change, text.Between(said, end), text.Between(i + 1, to))];
        }

        return said > from && to > said ? [new Clause(EditVerb.Change, text.Between(said, to) + " instead")] : null;
    }

    /// <summary>A title goes on to the end, unless another thing to do follows.</summary>
    private static int TitleEnd(PromptText text, int from)
    {
        for (var i = from + 1; i + 1 < text.Count; i++)
        {
            if (text[i].IsAny("and", ",", ";", ".") && Verbs.TryMatch(text, text[i + 1].IsAny("and", "then") ? i + 2 : i + 1, out _, out _)) return i;
        }

        return text.Count;
    }

    private static List<Clause> Cut(PromptText text, int count)
    {
        var cuts = new List<(int At, int Next, EditVerb Verb)>();
        for (var i = 0; i < count; i++)
        {
            if (Telling.TryMatch(text, i, out var after, out _) && (i == 0 || text[i - 1].IsAny(Starts)))
            {
                cuts.Add((i, i, EditVerb.Change));
                i = after - 1;
            }
            else if (Verbs.TryMatch(text, i, out var next, out var verb) && (i == 0 || text[i - 1].IsAny(Starts)) && !(verb == EditVerb.Add && text[i].IsAny("plus", "put", "create", "include") && cuts.Count > 0 && !text[i - 1].IsAny("and", ".", ";")))
            {
                cuts.Add((i, next, verb));
                i = next - 1;
            }
        }

        if (cuts.Count == 0 || !OnlyPolite(text, cuts[0].At)) cuts.Insert(0, (0, 0, EditVerb.None));
        var clauses = new List<Clause>();
        for (var at = 0; at < cuts.Count; at++)
        {
            var end = at + 1 < cuts.Count ? cuts[at + 1].At : count;
            while (end > cuts[at].Next && text[end - 1].IsAny("and", "then", ",", ".", ";", "please", "also", "\n")) end--;
            if (end > cuts[at].Next || cuts[at].Verb != EditVerb.None) clauses.AddRange(ReadJoined(text, cuts[at].Next, end, cuts[at].Verb));
        }

        return clauses;
    }

    private static bool OnlyPolite(PromptText text, int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (!text[i].IsAny(Polite) && text[i].Kind != WordKind.Mark) return false;
        }

        return true;
    }

    /// <summary>"20, and X instead of Y", "X instead of Y, and the top 5": the exchange is one change, what is joined to it by "and" another.</summary>
    private static IEnumerable<Clause> ReadJoined(PromptText text, int from, int to, EditVerb verb)
    {
        for (var i = from; i < to; i++)
        {
            if (!text[i].Is("instead") || !text[i + 1].Is("of")) continue;
            var before = Enumerable.Range(from, i - from).LastOrDefault(at => text[at].Is("and") && IsSettled(text, from, at), -1);
            var after = Enumerable.Range(i, to - i).FirstOrDefault(at => text[at].Is(",") && text[at + 1].Is("and") && at + 2 < to, -1);
            if (before > from) yield return Read(text, from, text[before - 1].Is(",") ? before - 1 : before, verb == EditVerb.None ? EditVerb.Change : verb);
            yield return Read(text, before > from ? before + 1 : from, after > 0 ? after : to, verb);
            if (after > 0) yield return new Clause(EditVerb.Change, text.Between(after + 2, to));
            yield break;
        }

        yield return Read(text, from, to, verb);
    }

    /// <summary>Whether the words hold a number, so that they are no figure that is listed with the next one.</summary>
    private static bool IsSettled(PromptText text, int from, int to) => to - from <= 5 && Enumerable.Range(from, to - from).Any(at => NumberWords.Read(text[at]) is not null);

    /// <summary>"replace X with Y", "X to Y", "Y instead of X".</summary>
    private static Clause Read(PromptText text, int from, int to, EditVerb verb)
    {
        for (var i = from; i < to; i++)
        {
            var isInstead = (text[i].Is("instead") && text[i + 1].Is("of")) || (text[i].Is("rather") && text[i + 1].Is("than"));
            if (!isInstead || i + 2 >= to) continue;
            // What follows a comma belongs to what is wanted again: "daily instead of monthly, last 30 days".
            var end = i + 2;
            while (end < to && text[end].Kind != WordKind.Mark) end++;
            var wanted = $"{text.Between(from, i)} {text.Between(end, to)}".Trim().TrimStart(',').Trim();
            return new Clause(verb == EditVerb.None ? EditVerb.Change : verb, wanted, text.Between(i + 2, end));
        }

        if (verb != EditVerb.Change || from == 0) return new Clause(verb, text.Between(from, to));
        for (var i = from + 1; i < to - 1; i++)
        {
            var isReplace = text[from - 1].IsAny("replace", "swap", "exchange") && text[i].IsAny("with", "for", "by");
            var isTurn = text[from - 1].IsAny("change", "turn", "switch", "convert", "transform", "set", "swap", "move", "update") && (text[i].IsAny("to", "into"));
            if (isReplace || isTurn) return new Clause(verb, text.Between(i + 1, to), text.Between(from, i));
        }

        return new Clause(verb, text.Between(from, to));
    }
}
