using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>
/// All that an app is made from. It is stored with the version; the same plan gives the same bytes, and a follow-up is a change of it.
/// </summary>
internal sealed record AppPlan
{
    /// <summary>The form of this record. Another number cannot be continued.</summary>
    public const int CurrentForm = 1;

    public int Form { get; init; } = CurrentForm;

    public required string Title { get; init; }

    public string Subtitle { get; init; } = "";

    public TemplateWord Template { get; init; }

    /// <summary>The accent by its name; null for the kit's own.</summary>
    public string? Colour { get; init; }

    /// <summary>The page's range of time; null where nothing is cut by time.</summary>
    public TimeRange? Range { get; init; }

    /// <summary>What headline numbers are compared with; null for nothing.</summary>
    public Comparison? Compare { get; init; }

    public IReadOnlyList<PlanFilter> Filters { get; init; } = [];

    /// <summary>One page, or several under tabs. The first holds the headline numbers.</summary>
    public IReadOnlyList<PlanPage> Pages { get; init; } = [];

    /// <summary>Fixed conditions of every widget whose explore has the field.</summary>
    public IReadOnlyList<PlanCondition> Where { get; init; } = [];

    public IEnumerable<PlanWidget> Widgets => Pages.SelectMany(page => page.Widgets);
}
