namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"called X", "titled X", "rename it to X": the text up to the next mark of punctuation, or what stands in quotes.</summary>
internal sealed class TitleRecogniser : IRecogniser
{
    private static readonly PhraseSet<bool> Starts = new(
        ("called|titled|entitled|named|with the title|with title|title it|call it|name it|the title should be|title should be|title to|rename it to|rename to|rename the app to|rename this to|rename the dashboard to|rename it|change the title to|set the title to", true));

    private static readonly string[] Ends = ["with", "showing", "that", "which", "for", "and", "but"];

    private const int MostWords = 10;

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (!Starts.TryMatch(text, i, out var next, out _)) continue;
            if (text[next].Is(":")) next++;
            if (text[next].Kind == WordKind.Quoted)
            {
                var quoted = text.Between(next, next + 1).Trim('"', '“', '”', '\'', ' ');
                marks.Add(new Mark.Title(i, next + 1, quoted));
                return;
            }

            var end = next;
            while (end < text.Count && end - next < MostWords && text[end].Kind != WordKind.Mark && !(end > next && text[end].IsAny(Ends))) end++;
            if (end == next) continue;
            marks.Add(new Mark.Title(i, end, text.Between(next, end)));
            return;
        }
    }
}
