using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>"The fine rate by hall" where only fines are known: the figure is shown as it is, and that is said, for an amount looks like an answer to a question for a rate.</summary>
internal static class RatesUnknown
{
    public static void Say(Mention mention, CatalogField chosen, PromptReading reading, PlanNotes notes)
    {
        if (KindWords.IsRate(chosen)) return;
        var text = reading.Text;
        var (from, to) = (mention.From, mention.To);
        if (IsRate(to)) to++;
        else if (text[from - 1].Is("of") && IsRate(from - 2)) from -= 2;
        else if (text[from - 1].Is("the") && text[from - 2].Is("of") && IsRate(from - 3)) from -= 3;
        else return;
        notes.Assume($"There is no rate for “{text.Between(from, to)}” in the data, so {chosen.Label} itself is shown.");

        bool IsRate(int at) => text[at].Kind == WordKind.Word && KindWords.IsRate(text[at].Stem) && reading.Marks.At(at) is null or Mark.Protected;
    }
}
