using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Names cards, connects them with the page's filters, and lays them out on pages.</summary>
internal static class PlanAssembly
{
    private const string Overview = "Overview";

    /// <summary>More cards than this on one page are hard to take in.</summary>
    private const int MostCards = 8;

    /// <summary>A table with more columns than this needs the whole width.</summary>
    private const int MostColumnsBeside = 4;

    public static AppPlan Assemble(
        AppPlan plan, IReadOnlyList<(CatalogExplore Explore, CatalogField Metric)> headlines, IReadOnlyList<PlanWidget> cards, Func<string, CatalogExplore> explores, Func<string, CatalogField?> times)
    {
        var widgets = new List<PlanWidget>();
        var isTimed = plan.Range is not null;
        foreach (var group in headlines.GroupBy(one => one.Explore.Name))
        {
            var time = isTimed ? times(group.Key) : null;
            widgets.Add(new PlanWidget
            {
                Name = Wording.Name(widgets.Count == 0 ? "headline" : "headline " + group.Key, widgets.Select(widget => widget.Name)),
                Title = "Headline numbers",
                Chart = ChartKind.Kpi,
                Explore = group.Key,
                Metrics = [.. group.Select(one => PlanField.Of(one.Metric))],
                Time = time is null ? null : SparkTime(cards, group.Key, time, plan),
                Limit = 1,
                Span = 12,
                IsAsked = true,
            });
        }

        foreach (var card in cards.DistinctBy(Same)) widgets.Add(card with { Name = NameOf(card, widgets.Select(widget => widget.Name)) });
        return Lay(plan with { Pages = Pages(widgets) }, explores, times);
    }

    /// <summary>Connects every widget with the filters whose field its explore has, and sets widths.</summary>
    public static AppPlan Lay(AppPlan plan, Func<string, CatalogExplore> explores, Func<string, CatalogField?> times)
        => plan with { Pages = [.. plan.Pages.Select(page => page with { Widgets = Spans([.. page.Widgets.Select(widget => Connect(plan, widget, explores(widget.Explore), times(widget.Explore)))]) })] };

    private static PlanWidget Connect(AppPlan plan, PlanWidget widget, CatalogExplore explore, CatalogField? time)
    {
        var uses = Uses(plan, widget, explore, time);
        return widget with
        {
            Uses = uses,
            Where = [.. plan.Where.Where(condition => explore.Find(condition.Field) is not null), .. explore.Required.Where(condition => !uses.Exists(use => (use.Field ?? plan.Filters.First(filter => filter.Name == use.Filter).Field) == condition.Field))],
            CrossFilter = widget.Dimensions.Count == 0 ? null : plan.Filters.FirstOrDefault(filter => !filter.IsRange && filter.Field == widget.Dimensions[0].Name && uses.Exists(use => use.Filter == filter.Name))?.Name,
        };
    }

    public static string NameOf(PlanWidget card, IEnumerable<string> taken)
    {
        var fields = string.Join(' ', card.Metrics.Take(1).Select(metric => metric.Label));
        var by = string.Join(' ', card.Dimensions.Take(2).Select(field => field.Label));
        var stem = card.Chart == ChartKind.Table ? $"{(by.Length > 0 ? by : "figures")} table" : card.IsRanked ? $"{(card.IsBottom ? "bottom" : "top")} {by}" : card.Time is not null ? by.Length > 0 ? $"{fields} trend by {by}" : $"{fields} trend" : by.Length > 0 ? $"{fields} by {by}" : fields;
        return Wording.Name(stem, taken.SelectMany(name => new[] { name, name + "_trend" }));
    }

    private static List<PlanPage> Pages(List<PlanWidget> widgets)
    {
        var pages = new List<PlanPage>();
        var first = widgets.Where(widget => widget.Page is null).ToList();
        if (first.Count > MostCards)
        {
            // A long page becomes two tabs: what moves over time, and what stands behind it.
            var top = first.Where(widget => widget.Chart == ChartKind.Kpi || widget.Time is not null || widget.IsAsked).Take(MostCards).ToList();
            pages.Add(new PlanPage { Name = "overview", Title = Overview, Widgets = top });
            pages.Add(new PlanPage { Name = "details", Title = "Details", Widgets = [.. first.Except(top)] });
            if (pages[1].Widgets.Count == 0) pages.RemoveAt(1);
        }
        else
        {
            pages.Add(new PlanPage { Name = "overview", Title = Overview, Widgets = first });
        }

        foreach (var group in widgets.Where(widget => widget.Page is not null).GroupBy(widget => widget.Page!))
            pages.Add(new PlanPage { Name = Wording.Name(group.Key, pages.Select(page => page.Name)), Title = group.Key, Widgets = [.. group] });
        return pages;
    }

    private static List<PlanUse> Uses(AppPlan plan, PlanWidget widget, CatalogExplore explore, CatalogField? time)
    {
        var uses = new List<PlanUse>();
        foreach (var filter in plan.Filters)
        {
            if (filter.IsRange)
            {
                var field = widget.Chart != ChartKind.Kpi && widget.Time is { } own && explore.Find(own.Field) is not null ? own.Field : time?.Name;
                if (field is not null) uses.Add(new PlanUse(filter.Name, field == filter.Field ? null : field));
            }
            else if (explore.Find(filter.Field) is not null)
            {
                uses.Add(new PlanUse(filter.Name));
            }
        }

        return uses;
    }

    /// <summary>A wide trend beside a narrow breakdown, then pairs; a breakdown that is left stands beside its table, where that is narrow enough. Others alone take the row.</summary>
    private static List<PlanWidget> Spans(List<PlanWidget> widgets)
    {
        var laid = new List<PlanWidget>();
        var cards = widgets.Where(widget => widget.Chart != ChartKind.Kpi).ToList();
        laid.AddRange(widgets.Where(widget => widget.Chart == ChartKind.Kpi));
        for (var at = 0; at < cards.Count;)
        {
            var card = cards[at];
            var next = at + 1 < cards.Count ? cards[at + 1] : null;
            if (next is { Chart: ChartKind.Table } table && card.Chart is ChartKind.Donut or ChartKind.HorizontalBar && Columns(table) <= MostColumnsBeside)
            {
                laid.Add(card with { Span = card.Chart == ChartKind.Donut ? 4 : 6 });
                laid.Add(table with { Span = card.Chart == ChartKind.Donut ? 8 : 6 });
                at += 2;
                continue;
            }

            if (card.Chart == ChartKind.Table || next is null || next.Chart == ChartKind.Table)
            {
                laid.Add(card with { Span = 12 });
                at++;
                continue;
            }

            var isWide = card.Time is not null && next.Time is null && next.Chart is ChartKind.HorizontalBar or ChartKind.Donut;
            laid.Add(card with { Span = isWide ? 8 : 6 });
            laid.Add(next with { Span = isWide ? 4 : 6 });
            at += 2;
        }

        return laid;
    }

    private static int Columns(PlanWidget table) => table.Dimensions.Count + table.Metrics.Count + (table.Time is null ? 0 : 1);

    private static PlanTime SparkTime(IReadOnlyList<PlanWidget> cards, string explore, CatalogField time, AppPlan plan)
    {
        var trend = cards.FirstOrDefault(card => card.Explore == explore && card.Time is not null && card.Time.Field == time.Name)?.Time;
        var grain = trend?.Grain ?? Coverage.Nearest(plan.Range?.Unit is TimeUnit.Year ? TimeUnit.Month : TimeUnit.Month, time);
        return new PlanTime(time.Name, grain, [time.Grains[grain]]);
    }

    private static string Same(PlanWidget card)
        => $"{card.Explore}|{card.Chart}|{string.Join(',', card.Metrics.Select(metric => metric.Name))}|{string.Join(',', card.Dimensions.Select(field => field.Name))}|{card.Time?.Grain}|{card.IsRanked}|{card.Page}";
}
