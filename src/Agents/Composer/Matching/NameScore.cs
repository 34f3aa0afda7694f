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
    public static double Of(IReadOnlyList<string> stems, CatalogField field, IReadOnlyList<string> modelStems)
    {
        var best = 0.0;
        foreach (var name in field.Names) best = Math.Max(best, name.Weight * Of(stems, name.Stems, modelStems, name.Head));
        if (best == 0) return 0;
        if (field.IsWarnedOf) best *= 0.15;
        return field.IsIdentifier && !stems.Any(stem => stem is "id" or "number" or "key" or "code") ? best * 0.8 : best;
    }

    public static double Of(IReadOnlyList<string> stems, IReadOnlyList<string> name, IReadOnlyList<string> qualifiers, int? headAt = null)
    {
        if (stems.Count == 0) return 0;
        var head = headAt ?? name.Count - 1;
        while (head > 0 && EnglishWords.IsWeak(name[head])) head--;
        var taken = new double[name.Count];
        var fit = 1.0;
        foreach (var stem in stems)
        {
            var (place, likeness) = Nearest(stem, name, taken);
            if (place >= 0)
            {
                taken[place] = likeness;
            }
            else if (qualifiers.Any(qualifier => Likeness(stem, qualifier) >= 0.8))
            {
                fit *= 0.99;
            }
            else if (EnglishWords.IsWeak(stem))
            {
                fit *= 0.94;
            }
            else
            {
                return 0;
            }
        }

        if (IsOutOfOrder(stems, name)) fit *= 0.85;
        double all = 0, found = 0;
        for (var i = 0; i < name.Count; i++)
        {
            var weight = i == head ? Head : EnglishWords.IsWeak(name[i]) || qualifiers.Contains(name[i]) ? Weak : Plain;
            all += weight;
            found += weight * taken[i];
        }

        return fit * found / all;
    }

    /// <summary>1 for the same word, less for one that means the same or begins the same.</summary>
    public static double Likeness(string stem, string other)
    {
        if (stem == other) return 1;
        if (EnglishWords.AreSame(stem, other)) return 0.82;
        var shorter = Math.Min(stem.Length, other.Length);
        if (shorter < 5) return 0;
        var same = 0;
        while (same < shorter && stem[same] == other[same]) same++;
        if (same == shorter && Math.Abs(stem.Length - other.Length) <= 3) return 0.75;
        return same >= 6 && same >= 0.7 * Math.Max(stem.Length, other.Length) ? 0.6 : 0;
    }

    /// <summary>"patient visits" is not "visits per patient".</summary>
    private static bool IsOutOfOrder(IReadOnlyList<string> stems, IReadOnlyList<string> name)
    {
        var last = -1;
        foreach (var stem in stems)
        {
            for (var i = 0; i < name.Count; i++)
            {
                if (name[i] != stem) continue;
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
