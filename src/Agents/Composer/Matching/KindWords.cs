using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Words that say how a number comes about ("number of", "average", "amount"), held to how a field's number does come about.</summary>
internal static class KindWords
{
    private static readonly HashSet<string> Counting = Stems("number count num quantity volume usage");

    private static readonly HashSet<string> Summing = Stems("total sum overall all combined cumulative");

    private static readonly HashSet<string> Money = Stems("amount value");

    private static readonly HashSet<string> Telling = Stems("unique distinct");

    private static readonly HashSet<string> Averaging = Stems("average avg mean typical");

    private static readonly HashSet<string> Middle = Stems("median");

    private static readonly HashSet<string> Greatest = Stems("maximum max highest largest greatest biggest peak");

    private static readonly HashSet<string> Least = Stems("minimum min lowest smallest least");

    /// <summary>Words of a label that speak to whoever made the model.</summary>
    private static readonly HashSet<string> Remarks = Stems("deduped deduplicated dedup safe fanout clean corrected");

    /// <summary>"Risk level" is the risk.</summary>
    private static readonly HashSet<string> Classes = Stems("level category type group tier class kind band bucket code");

    private static readonly HashSet<string> Codes = Stems("code");

    private static readonly HashSet<string> Rates = Stems("rate ratio percentage percent pct score index");

    private static readonly HashSet<string> Rated = Stems("rate ratio percentage percent pct");

    private static readonly HashSet<string> Parts = Stems("percentage percent pct share proportion");

    /// <summary>What is left of a fit when a word of this kind was said and the field's names do not have it; null where the word is of no such kind.</summary>
    public static double? Unsaid(string stem, CatalogField field)
    {
        if (Money.Contains(stem)) return field.IsCount || field.IsOrdinal || field.Type != FieldType.Number ? 0.6 : 0.94;
        if (Counting.Contains(stem)) return field.IsCount ? 0.96 : !field.IsMetric ? 0.88 : field.Unit is null ? 0.9 : 0.72;
        if (Summing.Contains(stem)) return IsMean(field) ? 0.75 : 0.96;
        if (Telling.Contains(stem)) return field.IsCount ? 0.97 : 0.85;
        if (EnglishWords.IsWeak(stem)) return 0.94;
        // "coupon codes" are the coupons.
        if (field.Metric is null) return field.Type == FieldType.String && Codes.Contains(stem) ? 0.9 : null;
        if (Averaging.Contains(stem)) return field.Metric is MetricType.Average or MetricType.AverageDistinct ? 0.98 : field.Metric is MetricType.Number or MetricType.Median ? 0.8 : null;
        if (Middle.Contains(stem)) return field.Metric is MetricType.Median ? 0.98 : null;
        if (Greatest.Contains(stem)) return field.Metric is MetricType.Max ? 0.98 : null;
        if (Least.Contains(stem)) return field.Metric is MetricType.Min ? 0.98 : null;
        return Parts.Contains(stem) && field.Unit == "%" ? 0.9 : null;
    }

    /// <summary>How much a word of this kind weighs in a name where nobody said it; null where the word is of no such kind.</summary>
    public static double? Weight(string stem, CatalogField field)
    {
        if (Money.Contains(stem)) return field.IsCount ? 0.3 : 0.55;
        if (EnglishWords.IsWeak(stem) || Remarks.Contains(stem)) return 0.3;
        return field.IsMetric && Averaging.Contains(stem) ? 0.5 : IsPart(stem, field) ? 0.35 : null;
    }

    /// <summary>"Compliance" is the compliance rate where nothing else is called so.</summary>
    public static bool IsPart(string stem, CatalogField field) => field.IsMetric && !field.IsCount && (Rates.Contains(stem) || Remarks.Contains(stem));

    /// <summary>Whether it only says that the word before it has classes: not where that word is the model's own name, for "room type" is not the room.</summary>
    public static bool IsClass(string stem, CatalogField field) => !field.IsMetric && Classes.Contains(stem);

    /// <summary>Whether the word says how a number comes about.</summary>
    public static bool SaysKind(string stem) => Averaging.Contains(stem) || Middle.Contains(stem) || Greatest.Contains(stem) || Least.Contains(stem) || Summing.Contains(stem);

    /// <summary>Whether the word says that a part of a whole is meant: "rate" in "lateness rate".</summary>
    public static bool IsRate(string stem) => Rated.Contains(stem);

    /// <summary>Whether a figure is a part of a whole, by its unit or by what it is called.</summary>
    public static bool IsRate(CatalogField field) => field is { IsMetric: true, IsCount: false } && (field.Unit == "%" || field.Names.Any(name => name.Stems is [_, .., var last] && Rated.Contains(last)));

    private static bool IsMean(CatalogField field) => field.Metric is MetricType.Average or MetricType.AverageDistinct or MetricType.Median or MetricType.Min or MetricType.Max;

    private static HashSet<string> Stems(string words) => [.. words.Split(' ').Select(Stemmer.Stem)];
}
