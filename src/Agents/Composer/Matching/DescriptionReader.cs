using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Holds words that no name and no value explains to the descriptions of fields: weaker than any good name, and said aloud.</summary>
internal sealed class DescriptionReader(FieldFinder fields, ValueFinder values)
{
    /// <summary>Shorter words stand in too many descriptions.</summary>
    private const int ShortestAlone = 4;

    /// <summary>Whoever is addressed so is meant, where nothing is called so.</summary>
    private const double LeastForPeople = 0.7;

    /// <summary>What descriptions explain; empty where they explain nothing.</summary>
    /// <param name="understanding">The prompt as names explain it.</param>
    /// <param name="topics">Explores that it names.</param>
    /// <param name="explore">Where values were looked for; null where none was chosen.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Mention>> ReadAsync(Understanding understanding, IReadOnlyDictionary<string, double> topics, CatalogExplore? explore, CancellationToken cancellationToken)
    {
        var found = new List<Mention>();
        var text = understanding.Reading.Text;
        foreach (var filter in understanding.Filters.Where(filter => filter is { Words.Count: > 0, Known: null, IsNegated: false } && (filter.IsGrouping || filter.IsSubject)))
        {
            var stems = filter.Words.Where(word => !NameWords.IsSilent(word.Text) && !EnglishWords.IsFiller(word.Text)).Select(word => word.Stem).Distinct().ToList();
            if (stems.Count == 0 || stems.Exists(stem => topics.Count > 0 && fields.FindExplores([stem]).Any(one => topics.ContainsKey(one.Explore.Name)))) continue;
            if (explore is not null && filter is { IsGrouping: true, Words: [var calling] } && await values.FindTitledAsync(explore, calling.Text, cancellationToken) is { } people)
            {
                var at = Enumerable.Range(0, text.Count).First(i => ReferenceEquals(text[i], calling));
                found.Add(new Mention(at, at + 1, filter.Text, [new Candidate(explore, people, LeastForPeople)]));
                continue;
            }

            // A word of business that no name of the catalog has stands for something that is not there.
            if (stems.Exists(EnglishWords.IsOfBusiness) || (stems.Count == 1 && stems[0].Length < ShortestAlone)) continue;
            if (explore is not null && await values.FindAsync(explore, filter.Words, null, filter.IsSure, cancellationToken) is not null) continue;
            var candidates = fields.FindDescribed(stems).Where(candidate => filter.IsGrouping ? !candidate.Field.IsMetric : candidate.Field.IsMetric || candidate.Field.Type == FieldType.Boolean).ToList();
            var from = Enumerable.Range(0, text.Count).FirstOrDefault(i => ReferenceEquals(text[i], filter.Words[0]), -1);
            // What follows a rank says again what is ranked.
            if (from > 0 && understanding.Reading.Marks.At(from - 1) is Mark.Rank) continue;
            if (candidates.Count > 0 && from >= 0) found.Add(new Mention(from, from + filter.Words.Count, filter.Text, candidates) { IsByDescription = true });
        }

        return found;
    }
}
