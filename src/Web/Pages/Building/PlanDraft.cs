using Vitrine.Agents.Clarifying;

namespace Vitrine.Web.Pages.Building;

/// <summary>A plan while somebody changes it.</summary>
public sealed class PlanDraft
{
    private PlanDraft(BuildPlan plan)
    {
        Pages = [.. plan.Pages.Select(page => new Page(page.Title, [.. page.Widgets.Select(widget => new Widget(widget.Title, widget.Chart, widget.Contract))]))];
        Contracts = [.. plan.Contracts.Select(contract => new Contract(contract.Name, contract.Explore, [.. contract.Metrics], [.. contract.Dimensions]))];
        Filters = [.. plan.Filters];
    }

    /// <summary>The pages.</summary>
    public List<Page> Pages { get; }

    /// <summary>Their data.</summary>
    public List<Contract> Contracts { get; }

    /// <summary>Fields that can be filtered by.</summary>
    public List<string> Filters { get; }

    /// <summary>A draft of it.</summary>
    public static PlanDraft Of(BuildPlan plan) => new(plan);

    /// <summary>A card is gone; data that no other card shows goes with it.</summary>
    public void Remove(Page page, Widget widget)
    {
        page.Widgets.Remove(widget);
        if (widget.Contract is { } name && Pages.SelectMany(one => one.Widgets).All(one => one.Contract != name)) Contracts.RemoveAll(contract => contract.Name == name);
    }

    /// <summary>A page is gone, with its cards.</summary>
    public void Remove(Page page)
    {
        foreach (var widget in page.Widgets.ToList()) Remove(page, widget);
        Pages.Remove(page);
    }

    /// <summary>The plan as it is now.</summary>
    public BuildPlan ToPlan() => new()
    {
        Pages = [.. Pages.Select(page => new PlannedPage(page.Title, [.. page.Widgets.Select(widget => new PlannedWidget(widget.Title, widget.Chart, widget.Contract))]))],
        Contracts = [.. Contracts.Select(contract => new PlannedContract(contract.Name, contract.Explore, [.. contract.Dimensions], [.. contract.Metrics]))],
        Filters = [.. Filters],
    };

    /// <summary>A page.</summary>
    public sealed class Page(string title, List<Widget> widgets)
    {
        public string Title { get; set; } = title;

        public List<Widget> Widgets { get; } = widgets;
    }

    /// <summary>A card.</summary>
    public sealed class Widget(string title, string? chart, string? contract)
    {
        public string Title { get; set; } = title;

        public string? Chart { get; } = chart;

        public string? Contract { get; } = contract;
    }

    /// <summary>Data that cards show.</summary>
    public sealed record Contract(string Name, string Explore, List<string> Metrics, List<string> Dimensions);
}
