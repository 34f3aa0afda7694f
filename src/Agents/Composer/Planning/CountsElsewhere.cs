using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>
/// "Number of authors by country" where authors are only known of the books that were lent or returned: no explore begins with authors. They are counted where most of them stand, and that is said.
/// </summary>
internal static class CountsElsewhere
{
    /// <summary>Where the words' count can be asked for, each explore once; empty where it is no such count, or there is no choice.</summary>
    public static IReadOnlyList<Candidate> HomesOf(Mention mention)
    {
        if (mention.Candidates.FirstOrDefault(candidate => candidate.Field.IsMetric) is not { Field.IsCount: true } best || HasHome(mention, best.Field)) return [];
        List<Candidate> homes = [.. mention.Candidates.Where(candidate => candidate.Field.Name == best.Field.Name && !candidate.Explore.IsWarnedOf).DistinctBy(candidate => candidate.Explore.Name)];
        return homes.Count > 1 ? homes : [];
    }

    /// <summary>Says of what the counted things have to be part.</summary>
    public static void Say(Mention mention, CatalogField chosen, CatalogExplore explore, PlanNotes notes)
    {
        if (IsOfJoined(chosen, explore) && !HasHome(mention, chosen)) notes.Assume($"No table of {Wording.Lower(chosen.ModelLabel)} can be asked by itself, so {chosen.Label} counts those that {explore.Label} has.");
    }

    /// <summary>Whether it counts rows of a model that the explore only joins.</summary>
    public static bool IsOfJoined(CatalogField metric, CatalogExplore explore) => metric.IsCount && metric.Model != explore.BaseModel;

    private static bool HasHome(Mention mention, CatalogField field) => mention.Candidates.Any(candidate => candidate.Field.Model == field.Model && candidate.Explore.BaseModel == field.Model);
}
