using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Figures of one name in several models: whichever is chosen, the others are named, for nobody can see from the label which one stands there.</summary>
internal static class Homonyms
{
    /// <summary>A name that fits hardly worse is as likely meant.</summary>
    private const double Near = 0.03;

    private const int MostNamed = 4;

    /// <summary>Whether the words name such figures.</summary>
    public static bool Has(Mention mention) => mention.Candidates.FirstOrDefault(candidate => candidate.Field.IsMetric) is { } best && Of(mention, best).Any();

    /// <summary>Says which of them was chosen.</summary>
    public static void Say(Mention mention, CatalogField chosen, PlanNotes notes)
    {
        if (mention.Candidates.FirstOrDefault(candidate => candidate.Field.Name == chosen.Name) is not { } known) return;
        var others = Of(mention, known).Select(candidate => candidate.Field.ModelLabel).Distinct().ToList();
        if (others.Count == 0) return;
        var named = others.Count > MostNamed ? [.. others.Take(MostNamed), $"{others.Count - MostNamed} more"] : others;
        notes.Assume($"Several tables have a figure called {chosen.Label}: this is that of {chosen.ModelLabel}. {Wording.List(named)} {(others.Count == 1 ? "has" : "have")} one too; name the table to have its own.");
    }

    /// <summary>Where such figures are at home, each with its own explore.</summary>
    public static IReadOnlyList<Candidate> HomesOf(Mention mention)
        => mention.Candidates.FirstOrDefault(candidate => candidate.Field.IsMetric) is not { } best ? []
            : [.. mention.Candidates.Where(candidate => candidate.Field.IsMetric && candidate.Field.Model == candidate.Explore.BaseModel && candidate.Score >= best.Score - Near && string.Equals(candidate.Field.Label, best.Field.Label, StringComparison.OrdinalIgnoreCase)).DistinctBy(candidate => candidate.Explore.Name)];

    private static IEnumerable<Candidate> Of(Mention mention, Candidate chosen)
        => mention.Candidates.Where(candidate => candidate.Field.IsMetric && !candidate.Field.IsWarnedOf && !candidate.Explore.IsWarnedOf && candidate.Field.Model == candidate.Explore.BaseModel && candidate.Field.Model != chosen.Field.Model
            && candidate.Score >= chosen.Score - Near && string.Equals(candidate.Field.Label, chosen.Field.Label, StringComparison.OrdinalIgnoreCase));
}
