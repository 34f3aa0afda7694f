using System.Globalization;
using Vitrine.Agents.Turns;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Clarifying;

/// <summary>Holds a plan to the catalog as somebody may see it. What they may not see is told as what does not exist.</summary>
internal static class PlanCheck
{
    public const int LongestTitle = 80;

    private const int MostPages = 6, MostWidgets = 12, MostContracts = 16, MostFields = 10, MostFilters = 10;
    private const int MostSaid = 6;

    // As much of a title that is too long as says which one it is.
    private const int LongShown = 40;

    // Names of explores and fields are dbt's; longer ones are none.
    private const int LongestName = 200;

    /// <summary>The plan without what is not there, short enough for a screen, and a sentence for each thing that was left out.</summary>
    public static (BuildPlan Plan, IReadOnlyList<string> Left) Fit(BuildPlan plan, LayerView view)
    {
        var left = new List<string>();
        var contracts = new List<PlannedContract>();
        foreach (var contract in plan.Contracts.Take(MostContracts))
        {
            if (Fit(contract, view, left) is { } fitted && contracts.All(known => known.Name != fitted.Name)) contracts.Add(fitted);
        }

        var filters = new List<string>();
        foreach (var filter in plan.Filters.Take(MostFilters).Select(Name).Distinct())
        {
            if (Find(filter, Explores(contracts, view), view) is Dimension) filters.Add(filter);
            else left.Add(Unknown(filter, "a filter", Explores(contracts, view).SelectMany(view.FieldsOf).OfType<Dimension>()));
        }

        var names = contracts.Select(contract => contract.Name).ToHashSet();
        var pages = plan.Pages.Take(MostPages).Select(page => new PlannedPage(Title(page.Title), [.. page.Widgets.Take(MostWidgets).Select(widget => Fit(widget, names)).Where(widget => widget.Title.Length > 0)])).Where(page => page.Title.Length > 0 || page.Widgets.Count > 0);
        return (new BuildPlan { Pages = [.. pages], Contracts = contracts, Filters = filters }, [.. left.Distinct()]);
    }

    /// <summary>The plan that a person wants, or a refusal (<c>turns.bad-plan</c>) that names what is not there, with the nearest names.</summary>
    public static BuildPlan Require(BuildPlan plan, LayerView view)
    {
        if (plan.Pages.Count > MostPages || plan.Pages.Any(page => page.Widgets.Count > MostWidgets) || plan.Contracts.Count > MostContracts || plan.Filters.Count > MostFilters || plan.Contracts.Any(contract => contract.Dimensions.Count > MostFields || contract.Metrics.Count > MostFields))
            throw Bad($"A plan has at most {Text(MostPages)} pages with {Text(MostWidgets)} cards each, {Text(MostContracts)} contracts with {Text(MostFields)} dimensions and {Text(MostFields)} metrics each, and {Text(MostFilters)} filters. Put the rest into a follow-up.");
        if (Titles(plan).Select(title => PromptText.Line(title, PromptText.Most)).FirstOrDefault(title => title.Length > LongestTitle) is { } tooLong)
            throw Bad($"A title or name in a plan has at most {Text(LongestTitle)} characters, and “{PromptText.Line(tooLong, LongShown)}” has {Text(tooLong.Length)}. Say it shorter.");
        var (fitted, left) = Fit(plan, view);
        return left.Count == 0 ? fitted : throw Bad(string.Join(' ', left.Take(MostSaid)) + (left.Count > MostSaid ? $" And {Text(left.Count - MostSaid)} more." : ""));
    }

    // What people type themselves, or send back as they were shown it.
    private static IEnumerable<string?> Titles(BuildPlan plan)
        => [.. plan.Pages.Select(page => page.Title), .. plan.Pages.SelectMany(page => page.Widgets).SelectMany(widget => new[] { widget.Title, widget.Chart, widget.Contract }), .. plan.Contracts.Select(contract => contract.Name)];

    private static PlannedContract? Fit(PlannedContract contract, LayerView view, List<string> left)
    {
        var name = Title(contract.Name);
        if (!view.TryGetExplore(Name(contract.Explore), out var explore))
        {
            left.Add($"There is no explore {Shown(contract.Explore)}. {NearestName.Hint(Name(contract.Explore), view.Explores.Select(known => known.Name))}".TrimEnd());
            return null;
        }

        var fields = view.FieldsOf(explore).ToList();
        var (dimensions, metrics) = (Fit<Dimension>(contract.Dimensions, "a dimension"), Fit<Metric>(contract.Metrics, "a metric"));
        return dimensions.Count + metrics.Count == 0 || name.Length == 0 ? null : new PlannedContract(name, explore.Name, dimensions, metrics);

        IReadOnlyList<string> Fit<T>(IReadOnlyList<string> wanted, string what)
            where T : Field
        {
            var known = fields.OfType<T>().Select(field => field.Reference.ToString()).ToHashSet();
            var names = wanted.Take(MostFields).Select(Name).Distinct().ToList();
            left.AddRange(names.Where(one => !known.Contains(one)).Select(one => Unknown(one, $"{what} of the explore {explore.Name}", fields.OfType<T>())));
            return [.. names.Where(known.Contains)];
        }
    }

    // A card whose contract was taken out stays what it says.
    private static PlannedWidget Fit(PlannedWidget widget, HashSet<string> contracts)
        => new(Title(widget.Title), Title(widget.Chart) is { Length: > 0 } chart ? chart : null, Title(widget.Contract) is { Length: > 0 } contract && contracts.Contains(contract) ? contract : null);

    private static IEnumerable<Explore> Explores(List<PlannedContract> contracts, LayerView view) => contracts.Count == 0
        ? view.Explores
        : contracts.Select(contract => contract.Explore).Distinct().Select(name => view.TryGetExplore(name, out var explore) ? explore : null).OfType<Explore>();

    private static Field? Find(string name, IEnumerable<Explore> explores, LayerView view)
    {
        if (!FieldReference.TryParse(name, out var reference)) return null;
        foreach (var explore in explores)
        {
            if (explore.TryGetField(reference, out var field) && view.Shows(field)) return field;
        }

        return null;
    }

    private static string Unknown(string name, string what, IEnumerable<Field> known)
        => $"There is no {Shown(name)} that can be {what}. {NearestName.Hint(name, known.Select(field => field.Reference.ToString())) ?? "Look for it by other words."}";

    private static string Name(string? text) => PromptText.Line(text, LongestName);

    private static string Title(string? text) => PromptText.Line(text, LongestTitle);

    private static string Shown(string? name) => PromptText.Line(name, LongestTitle) is { Length: > 0 } text ? text : "field without a name";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static RefusalException Bad(string message) => new("turns.bad-plan", message);
}
