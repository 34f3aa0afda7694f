namespace Vitrine.Agents.Composer.Reading;

/// <summary>Phrases with what they mean; the longest one at a place wins.</summary>
internal sealed class PhraseSet<T>
{
    private readonly Dictionary<string, List<(string[] Words, T Value)>> byFirst = new(StringComparer.Ordinal);

    public PhraseSet(params IEnumerable<(string Phrases, T Value)> entries)
    {
        foreach (var (phrases, value) in entries)
        {
            foreach (var phrase in phrases.Split('|', StringSplitOptions.TrimEntries))
            {
                var words = phrase.Split(' ');
                if (!byFirst.TryGetValue(words[0], out var list)) byFirst[words[0]] = list = [];
                list.Add((words, value));
            }
        }

        foreach (var list in byFirst.Values) list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
    }

    /// <summary>Every word of every phrase.</summary>
    public IEnumerable<string> Words => byFirst.Values.SelectMany(list => list).SelectMany(entry => entry.Words);

    /// <summary>The longest phrase that begins there; <paramref name="next"/> is the place after it.</summary>
    public bool TryMatch(PromptText text, int index, out int next, out T value)
    {
        next = index;
        value = default!;
        if (text[index].Kind is WordKind.Quoted || !byFirst.TryGetValue(text[index].Text, out var list)) return false;
        foreach (var (words, found) in list)
        {
            var fits = true;
            for (var i = 1; i < words.Length && fits; i++) fits = text[index + i].Text == words[i] && text[index + i].Kind != WordKind.Quoted;
            if (!fits) continue;
            next = index + words.Length;
            value = found;
            return true;
        }

        return false;
    }
}
