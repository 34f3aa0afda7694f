using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>For whom and for when a query is compiled.</summary>
public sealed record CompilationContext
{
    /// <summary>Who asks.</summary>
    public required QueryIdentity Identity { get; init; }

    /// <summary>The present, for relative ranges.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>IANA name of the zone in which ranges and buckets are cut.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The first day of a week; null means Monday.</summary>
    public DayOfWeek? WeekStart { get; init; }

    /// <summary>Values of parameters by name; what is not here takes its default.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// Filters mean what they mean in Lightdash where Vitrine deviates on purpose: dates without a value mean today, current periods end
    /// a second early, negated ranges drop rows without a value, days compare with the beginning of the day, texts that are declared as times compare as texts, and what is no truth value counts as true.
    /// Buckets of a day and more are times, at midnight, and not days.
    /// </summary>
    public bool FollowsLightdash { get; init; }

    /// <summary>
    /// Whether an explore or a field that needs an attribute is answered where nobody said what the person has of it, and the answer says so (<c>semantics.attribute-not-named</c>): Lightdash's compiler does not ask
    /// who may see a field. Row rules hold all the same. For whoever reads the files and the tables by themselves already, never for people of a server.
    /// </summary>
    public bool PassesOverUnnamedAttributes { get; init; }

    /// <summary>
    /// Whether SQL that the query itself brings is compiled: an explicit scope of whoever asks. Never for apps. Without it such a query is refused (<c>semantics.raw-sql</c>).
    /// </summary>
    public bool MayUseRawSql { get; init; }
}
