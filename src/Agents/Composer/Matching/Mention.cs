using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Words of a prompt that name something of the catalog.</summary>
/// <param name="From">The first word.</param>
/// <param name="To">The word after the last.</param>
/// <param name="Text">The words as they were written.</param>
/// <param name="Candidates">What they may mean, in every explore, best first.</param>
internal sealed record Mention(int From, int To, string Text, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>Whether other words stand among them, so that no part of them is read by itself.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Whether it holds two halves against each other, so that it is what something is broken down by.</summary>
    public bool IsSplit { get; init; }

    /// <summary>Whether no name has the words, but descriptions do.</summary>
    public bool IsByDescription { get; init; }

    public double BestMetric { get; } = Best(Candidates, isMetric: true);

    public double BestDimension { get; } = Best(Candidates, isMetric: false);

    /// <summary>The best meaning as something to group by without being told to: plain numbers are rarely grouped by.</summary>
    public double BestGrouping { get; } = Candidates
        .Where(candidate => !candidate.Field.IsMetric)
        .Select(candidate => candidate.Score * (candidate.Field is { Type: FieldType.Number, IsOrdinal: false } ? 0.7 : 1))
        .DefaultIfEmpty(0).Max();

    public double Top => Math.Max(BestMetric, BestDimension);

    /// <summary>The best meaning in that explore, or null.</summary>
    public Candidate? In(string explore, Func<Candidate, bool> wanted) => Candidates.FirstOrDefault(candidate => candidate.Explore.Name == explore && wanted(candidate));

    private static double Best(IReadOnlyList<Candidate> candidates, bool isMetric)
        => candidates.Where(candidate => candidate.Field.IsMetric == isMetric).Select(candidate => candidate.Score).DefaultIfEmpty(0).Max();
}
