using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>
/// Reads "new vs returning readers" as a breakdown by the yes-or-no field that tells them apart, where the catalog has one. What it takes is marked, so that neither half is taken for a figure.
/// </summary>
internal static class OldAndNewReader
{
    private static readonly string[] New = ["new", "first-time", "first"];

    private static readonly string[] Old = ["returning", "repeat", "repeating", "recurring", "existing", "old", "known", "regular", "loyal"];

    private static readonly string[] Between = ["vs", "vs.", "versus", "and", "or", "against", "&", "/", "than"];

    /// <summary>What the name of such a field says.</summary>
    private static readonly string[] Telling = [.. new[] { "first", "new", "repeat" }.Select(Stemmer.Stem)];

    public static (PromptReading Reading, IReadOnlyList<Mention> Mentions) Read(PromptReading reading, FieldFinder fields)
    {
        var text = reading.Text;
        for (var at = 0; at < text.Count; at++)
        {
            if (End(text, at) is not { } to) continue;
            // "by new vs returning readers" is by that; "new and returning readers by …" counts the readers too.
            var isBy = text[at - 1].IsAny("by", "per", "across", "between", "from", "of", "for", "among");
            var noun = isBy && text[to].Kind == WordKind.Word && text[to].Text.EndsWith('s') && fields.IsLikeAny(text[to].Stem) ? to + 1 : to;
            var flags = Telling.SelectMany(stem => fields.Find([stem])).Concat(Telling.SelectMany(stem => fields.FindNamed(stem))).Where(candidate => candidate.Field is { Type: FieldType.Boolean, IsMetric: false }).DistinctBy(candidate => (candidate.Explore.Name, candidate.Field.Name)).Select(candidate => candidate with { Score = 0.8 }).ToList();
            if (flags.Count == 0) return (reading, []);
            var marks = reading.Marks.Copy();
            marks.Replace(new Mark.Asked(at, noun));
            return (reading.With(marks), [new Mention(at, noun, text.Between(at, noun), flags) { IsSplit = true }]);
        }

        return (reading, []);
    }

    /// <summary>The place after "new … vs returning", or after "returning … vs new".</summary>
    private static int? End(PromptText text, int at)
    {
        var (first, second) = text[at].IsAny(New) ? (New, Old) : text[at].IsAny(Old) ? (Old, New) : ([], []);
        if (first.Length == 0) return null;
        // "new readers vs returning ones".
        for (var place = at + 1; place <= at + 2; place++)
        {
            if (text[place].IsAny(Between) && text[place + 1].IsAny(second)) return text[place + 2].IsAny("ones", "time") ? place + 3 : place + 2;
        }

        return null;
    }
}
