using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>How well words name a field. The last telling word of a name is its head and counts most; a model's own name in it counts little.</summary>
internal static class NameScore
{
    private const double Head = 1.5;
    private const double Plain = 0.9;
    private const double Weak = 0.3;

    /// <summary>0 when a telling word is no part of the name; else at most 1.</summary>
    /// <param name="stems">The words.</param>
    /// <param name="field">The field.</param>
    /// <param name="modelStems">Words of its model: said beside a name they add nothing.</param>
    /// <param name="neighbourStems">Words of the other models of the explore: said before a name they only say what it is about.</param>
    /// <param name="said">The place of the word that says what is meant: "cost" in "cost of repairs"; the last telling one unless told otherwise.</param>
    public static double Of(IReadOnlyList<string> stems, CatalogField field, IReadOnlyList<string> modelStems, IReadOnlyCollection<string> neighbourStems, int? said = null)
    {
        var best = 0.0;
        foreach (var name in field.Names)
        {
            if (name.Weight > best) best = Math.Max(best, name.Weight * Of(stems, name.Stems, modelStems, neighbourStems, field, name.Head, said));
        }

        if (best == 0) return 0;
        if (field.IsWarnedOf) best *= 0.15;
        return field.IsIdentifier && !stems.Any(stem => stem is "id" or "number" or "key" or "code") ? best * 0.8 : best;
    }

    /// <summary>The same for the name of something that is no field.</summary>
    public static double Of(IReadOnlyList<string> stems, IReadOnlyList<string> name) => Of(stems, name, [], [], null, null, null);

    private static double Of(IReadOnlyList<string> stems, IReadOnlyList<string> name, IReadOnlyList<string> qualifiers, IReadOnlyCollection<string> neighbours, CatalogField? field, int? headAt, int? saidAt)
    {
        if (stems.Count == 0 || name.Count == 0) return 0;
        var head = headAt ?? name.Count - 1;
        while (head > 0 && (EnglishWords.IsWeak(name[head]) || (field is not null && (KindWords.IsPart(name[head], field) || (KindWords.IsClass(name[head], field) && !qualifiers.Contains(name[head - 1])))))) head--;
        // The last telling word of a compound says what it is: "patient visits" are visits.
        var said = saidAt ?? stems.Count - 1;
        while (said > 0 && EnglishWords.IsWeak(stems[said])) said--;
        var taken = new double[name.Count];
        var fit = 1.0;
        var isNamed = false;
        for (var i = 0; i < stems.Count; i++)
        {
            var (place, likeness) = Nearest(stems[i], name, taken);
            // What a name is by has to be said as it is: "calls by sales" is no spend on calls.
            if (place > head && headAt is not null && likeness < 1) place = -1;
            if (place >= 0)
            {
                taken[place] = likeness;
                isNamed |= !EnglishWords.IsWeak(stems[i]) || stems.Count == 1;
            }
            else if (qualifiers.Any(qualifier => Likeness(stems[i], qualifier) >= 0.75))
            {
                fit *= i == said && stems.Count > 1 ? 0.75 : 0.99;
            }
            else if (field is not null && KindWords.Unsaid(stems[i], field) is { } left)
            {
                fit *= left;
            }
            else if (field is null && EnglishWords.IsWeak(stems[i]))
            {
                fit *= 0.94;
            }
            else if (i < said && neighbours.Contains(stems[i]))
            {
                fit *= 0.93;
            }
            else
            {
                return 0;
            }
        }

        if (!isNamed && taken.All(likeness => likeness == 0)) return 0;
        // "overdue bills" are "bills overdue for …": before "for" the order of two words says nothing.
        if (IsOutOfOrder(stems, name, out var last)) fit *= headAt is not null && last <= headAt && stems.Count == 2 ? 1 : headAt is null || last <= headAt ? 0.9 : 0.75;
        double all = 0, found = 0;
        for (var i = 0; i < name.Count; i++)
        {
            var weight = i == head ? Head : (field is null ? EnglishWords.IsWeak(name[i]) ? Weak : null : KindWords.Weight(name[i], field)) ?? (qualifiers.Contains(name[i]) ? 0.15 : i > head && field is not null && KindWords.IsClass(name[i], field) ? 0.6 : Plain);
            all += weight;
            found += weight * taken[i];
        }

        return fit * found / all;
    }

    /// <summary>1 for the same word, less for one that means the same or begins the same.</summary>
    public static double Likeness(string stem, string other)
    {
        if (stem == other) return 1;
        if (EnglishWords.AreSame(stem, other)) return 0.78;
        if (WordRoot.AreSame(stem, other)) return 0.77;
        var shorter = Math.Min(stem.Length, other.Length);
        if (shorter < 5) return 0;
        var same = 0;
        while (same < shorter && stem[same] == other[same]) same++;
        if (same == shorter && Math.Abs(stem.Length - other.Length) <= 3) return 0.75;
        return same >= 6 && same >= 0.7 * Math.Max(stem.Length, other.Length) ? 0.6 : 0;
    }

    /// <summary>"patient visits" is not "visits per patient".</summary>
    private static bool IsOutOfOrder(IReadOnlyList<string> stems, IReadOnlyList<string> name, out int last)
    {
        last = -1;
        foreach (var stem in stems)
        {
            for (var i = 0; i < name.Count; i++)
            {
                if (Likeness(stem, name[i]) < 0.75) continue;
                if (i < last) return true;
                last = i;
                break;
            }
        }

        return false;
    }

    private static (int Place, double Likeness) Nearest(string stem, IReadOnlyList<string> name, double[] taken)
    {
        var place = -1;
        var best = 0.0;
        for (var i = 0; i < name.Count; i++)
        {
            if (taken[i] > 0) continue;
            var likeness = Likeness(stem, name[i]);
            if (likeness > best) (place, best) = (i, likeness);
        }

        return (place, best);
    }
}
