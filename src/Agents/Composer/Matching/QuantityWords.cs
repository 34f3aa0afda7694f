using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>The words by which a question asks for a kind of figure, and how well a figure is of that kind.</summary>
internal static class QuantityWords
{
    /// <summary>How questions begin, with the kind of figure that answers them.</summary>
    public static readonly PhraseSet<QuantityKind> Openers = new(
        ("how long|how fast|how quickly|how quick|how slow|how slowly|how soon|how much time", QuantityKind.Long),
        ("how often|how frequently|how likely|what share of|what percentage of|what percent of|what proportion of|what fraction of|which share of|share of|percentage of|percent of|proportion of|fraction of|what rate of", QuantityKind.Often),
        ("how old", QuantityKind.Old),
        ("how happy|how satisfied|how content|how pleased", QuantityKind.Liked),
        ("how much|how much of", QuantityKind.Much),
        ("how many", QuantityKind.Many));

    private static readonly HashSet<string> Durations = Stems("duration time length day hour minute second week month age lag");

    private static readonly HashSet<string> Rates = Stems("rate ratio percentage percent pct share frequency probability proportion");

    private static readonly HashSet<string> Marks = Stems("satisfaction rating score mark");

    private static readonly HashSet<string> Ages = Stems("age");

    private static readonly HashSet<string> Amounts = Stems("amount revenue sales value cost spend income price fee total given budget");

    private static readonly HashSet<string> Nothing = [];

    /// <summary>Words that say this kind in the name of a figure, so that the question has said them.</summary>
    public static IReadOnlySet<string> Of(QuantityKind kind) => kind switch
    {
        QuantityKind.Long => Durations,
        QuantityKind.Often => Rates,
        QuantityKind.Much => Amounts,
        QuantityKind.Liked => Marks,
        QuantityKind.Old => Ages,
        _ => Nothing,
    };

    /// <summary>How well a figure answers such a question, 0 to 1.</summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="field">The figure.</param>
    /// <param name="isSaid">Whether its name has a word of the kind.</param>
    public static double Fit(QuantityKind kind, CatalogField field, bool isSaid) => kind switch
    {
        QuantityKind.Long => field.IsCount || !isSaid ? 0 : field.IsAdditive ? 0.75 : 1,
        QuantityKind.Often => isSaid || field.Unit == "%" ? field.IsCount ? 0.8 : 1 : field.IsCount ? 0.78 : 0,
        QuantityKind.Liked or QuantityKind.Old => isSaid && !field.IsAdditive ? 1 : 0,
        QuantityKind.Much => field.IsCount || field.Unit == "%" ? 0 : (isSaid || field.Unit is not null ? 1 : 0.8) * (field.IsAdditive ? 1 : field.Metric == MetricType.Number ? 0.8 : 0.7),
        _ => field.IsCount || field is { IsAdditive: true, Unit: null } ? 1 : 0.85,
    };

    private static HashSet<string> Stems(string words) => [.. words.Split(' ').Select(Stemmer.Stem)];
}
