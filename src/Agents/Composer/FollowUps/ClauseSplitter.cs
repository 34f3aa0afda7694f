using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>Cuts a follow-up at its verbs: "switch to weekly and add the number of orders" is two clauses.</summary>
internal static class ClauseSplitter
{
    private static readonly PhraseSet<EditVerb> Verbs = new(
        ("add|also add|please add|also show|show also|also include|include|append|insert|put in|give me also|i also want|i also need|additionally show|plus|put|create|and also", EditVerb.Add),
        ("remove|delete|drop|hide|get rid of|take out|take away|throw out|leave away|no longer show|don't show|do not show|stop showing|kill|i don't need|we don't need|lose|clear", EditVerb.Remove),
        ("change|switch|replace|swap|turn|make|convert|rename|set|use|let|move|transform|update|adjust|modify|limit|show|display|sort|group|split|break down|break|cut|colour|color|restrict|filter", EditVerb.Change));

    private static readonly PhraseSet<bool> Renames = new(
        ("rename it to|rename to|rename this to|rename the app to|rename the dashboard to|rename app to|call it|call the app|call this|name it|title it|set the title to|change the title to|change title to|the title should be|make the title|title", true));

    private static readonly string[] Polite = ["please", "can", "could", "you", "now", "then", "and", "also", "instead", "just", "ok", "okay", "would", "i", "want", "like", "to", "let", "us", "we", "the", "hey"];

    private static readonly string[] Starts = ["and", "then", ",", ".", ";", "\n", "please", "also", "you", "to", "just", "now", "!", "but", "i", "want", "would", "like"];

    /// <summary>The clauses in their order.</summary>
    public static IReadOnlyList<Clause> Split(PromptText text)
    {
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

            var title = new Clause(EditVerb.Change, text.Between(after, text.Count), IsRename: true);
            return before == 0 ? [title] : [.. Cut(text, before), title];
        }

        return Cut(text, text.Count);
    }

    private static List<Clause> Cut(PromptText text, int count)
    {
        var cuts = new List<(int At, int Next, EditVerb Verb)>();
        for (var i = 0; i < count; i++)
        {
            if (Verbs.TryMatch(text, i, out var next, out var verb) && (i == 0 || text[i - 1].IsAny(Starts)) && !(verb == EditVerb.Add && text[i].IsAny("plus", "put", "create", "include") && cuts.Count > 0 && !text[i - 1].IsAny("and", ".", ";")))
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
            if (end > cuts[at].Next || cuts[at].Verb != EditVerb.None) clauses.Add(Read(text, cuts[at].Next, end, cuts[at].Verb));
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

    /// <summary>"replace X with Y", "X to Y", "Y instead of X".</summary>
    private static Clause Read(PromptText text, int from, int to, EditVerb verb)
    {
        for (var i = from; i < to; i++)
        {
            if (text[i].Is("instead") && text[i + 1].Is("of") && i + 2 < to) return new Clause(verb == EditVerb.None ? EditVerb.Change : verb, text.Between(from, i), text.Between(i + 2, to));
            if (text[i].Is("rather") && text[i + 1].Is("than") && i + 2 < to) return new Clause(verb == EditVerb.None ? EditVerb.Change : verb, text.Between(from, i), text.Between(i + 2, to));
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
