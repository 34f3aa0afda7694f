using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>"Add orders", "add a table", "add a breakdown by channel", "add a page for customers".</summary>
internal static class AddEdit
{
    private static readonly string[] Onto = [" to the ", " into the ", " in the "];

    public static async Task ApplyAsync(Clause clause, EditDesk desk, CancellationToken cancellationToken)
    {
        var (reading, understanding, mentions) = await desk.ReadAsync(clause.Text, cancellationToken);
        if (reading.Comparison is { } compare) PageEdit.Compare(compare, desk);
        else if (reading.Text.Words.Any(word => word.IsAny("comparison", "comparisons")) && mentions.Count == 0) PageEdit.Compare(Comparison.PreviousPeriod, desk);
        if (reading.Range is { } range && mentions.Count == 0) PageEdit.Range(range, desk);
        if (reading.First<Mark.Colour>() is { } colour) PageEdit.Colour(colour.Name, desk);
        var wishes = understanding.Wishes;
        var topics = Topics.Of(understanding, desk.Fields);
        var page = PageFor(reading, understanding, topics, desk);
        if (page is not null && topics.Count > 0 && wishes.TrueForAll(wish => wish.Dimensions.Count == 0 && !wish.HasTrend && wish.Chart is null))
        {
            await OverviewAsync(topics, page, desk, cancellationToken);
            return;
        }

        if (wishes.Count == 0 && mentions.Count == 0)
        {
            foreach (var word in understanding.Filters.Where(filter => filter.Words.Count > 0)) desk.Notes.Miss(word.Text);
            if (reading.Text.Words.Any(word => word.IsAny("headlines", "headline"))) Headline([.. MetricChoice.Headlines(desk.Main, 4)], desk.Main, desk);
            return;
        }

        if (page is null && AddsTo(clause.Text, mentions, desk)) return;
        foreach (var wish in wishes) await AddAsync(wish, understanding, page, desk, cancellationToken);
    }

    private static async Task AddAsync(Wish wish, Understanding understanding, string? page, EditDesk desk, CancellationToken cancellationToken)
    {
        if (Resolve(wish, understanding, desk) is not { } resolved) return;
        if (wish.Dimensions.Count == 0 && !wish.HasTrend && wish.Rank is null && wish.Chart is null or ChartKind.Kpi && page is null)
        {
            if (wish.Metrics.Count > 0) Headline(resolved.Metrics, resolved.Explore, desk);
            return;
        }

        if (resolved.Chart == ChartKind.Table && wish.Dimensions.Count == 0 && wish.Metrics.Count == 0) resolved = WithTableOfApp(resolved, desk);
        if (wish is { Chart: not null, Dimensions.Count: 0, HasTrend: false } && resolved.Chart is not ChartKind.Table and not ChartKind.Funnel && resolved.Explore.MainTime is { } time && resolved.Chart is ChartKind.Line or ChartKind.Area) resolved = resolved with { Time = time };
        if (resolved is { Dimensions.Count: 0, Time: null } && resolved.Chart is not (ChartKind.Table or ChartKind.Funnel)) resolved = resolved with { Dimensions = [.. MetricChoice.Breakdowns(resolved.Explore).Take(1)] };
        var cards = await desk.Widgets.MakeAsync(resolved, cancellationToken);
        var target = page ?? desk.Plan.Pages[0].Name;
        // Of a breakdown over time only the card that was asked for: the first.
        foreach (var card in wish.HasTrend && wish.Metrics.Count <= 1 ? cards.Take(1) : cards)
        {
            if (desk.Plan.Pages.First(one => one.Name == target).Widgets.Any(widget => widget.Title == card.Title && widget.Chart == card.Chart))
            {
                if (Splits(card, desk)) continue;
                desk.Notes.Assume($"“{card.Title}” was there already.");
                continue;
            }

            desk.Add(card, target);
            desk.Say($"“{card.Title}” ({Titles.Picture(card)}) was added");
        }
    }

    /// <summary>"Add the margin to the table": a figure more on a card that is there.</summary>
    private static bool AddsTo(string text, IReadOnlyList<Mention> mentions, EditDesk desk)
    {
        var at = Onto.Select(words => text.LastIndexOf(words, StringComparison.OrdinalIgnoreCase)).Max();
        if (at < 0 || desk.Read(text[at..]).Reading.First<Mark.Chart>() is not { } chart || desk.Plan.Widgets.FirstOrDefault(widget => widget.Chart == chart.Value && widget.Chart != ChartKind.Kpi) is not { } card) return false;
        var added = mentions.Select(mention => mention.In(card.Explore, candidate => candidate.Field is { IsMetric: true, IsWarnedOf: false })?.Field).OfType<CatalogField>().ToList();
        if (added.Count > 0 && added.TrueForAll(IsThere))
        {
            desk.Notes.Assume($"“{card.Title}” shows {Wording.List(added.Select(field => Wording.Lower(field.Label)))} already.");
            return true;
        }

        added.RemoveAll(IsThere);
        if (added.Count == 0 || card.Chart is not (ChartKind.Table or ChartKind.Line or ChartKind.Area or ChartKind.Bar or ChartKind.HorizontalBar)) return false;
        desk.Replace(card, card with { Metrics = [.. card.Metrics, .. added.Take(4).Select(PlanField.Of)], Chart = card.Chart == ChartKind.Area ? ChartKind.Line : card.Chart });
        desk.Say($"“{card.Title}” shows {Wording.List(added.Select(field => Wording.Lower(field.Label)))} too");
        return true;

        bool IsThere(CatalogField field) => card.Metrics.Any(known => known.Name == field.Name);
    }

    /// <summary>A breakdown that stands there already can still split the trend of the same figure.</summary>
    private static bool Splits(PlanWidget card, EditDesk desk)
    {
        var trend = desk.Plan.Widgets.FirstOrDefault(widget => widget is { Time: not null, Dimensions.Count: 0, Metrics.Count: 1 } && widget.Chart is not (ChartKind.Kpi or ChartKind.Table) && widget.Explore == card.Explore && widget.Metrics[0].Name == card.Metrics[0].Name);
        if (trend is null || card.Time is not null || card.Dimensions.Count != 1) return false;
        desk.Replace(trend, trend with { Dimensions = card.Dimensions, Chart = trend.Chart == ChartKind.Area ? ChartKind.Line : trend.Chart, Limit = 2_000, Title = $"{trend.Metrics[0].Label} by {Wording.Lower(card.Dimensions[0].Label)} over time" });
        desk.Say($"the trend is split by {Wording.Lower(card.Dimensions[0].Label)}, beside “{card.Title}”, which stood there already");
        return true;
    }

    /// <summary>A wish within the plan: its own explore where that knows all words, figures of the plan where none is named.</summary>
    public static ResolvedWish? Resolve(Wish wish, Understanding understanding, EditDesk desk)
    {
        var alone = new Understanding(understanding.Reading) { HasContent = true };
        alone.Wishes.Add(wish);
        var topics = new Dictionary<string, double> { [desk.Main.Name] = 1.2 };
        var explore = wish.Metrics.Count + wish.Dimensions.Count == 0 ? desk.Main : new ExploreChoice(desk.Book, alone, topics).Choose()[0];
        if (explore is null)
        {
            foreach (var mention in wish.Metrics.Concat(wish.Dimensions)) desk.Notes.Miss(mention.Text);
            return null;
        }

        var resolved = new WishResolver(alone, desk.Notes).Resolve([explore]) is [var one, ..] ? one : null;
        if (resolved is null || resolved.HasOwnMetrics) return resolved;
        var known = desk.Plan.Widgets.Where(widget => widget.Explore == explore.Name).SelectMany(widget => widget.Metrics).Select(metric => explore.Find(metric.Name)).OfType<CatalogField>().Take(1).ToList();
        return known.Count > 0 ? resolved with { Metrics = known } : resolved;
    }

    public static void Headline(IReadOnlyList<CatalogField> metrics, CatalogExplore explore, EditDesk desk)
    {
        var row = desk.Plan.Widgets.FirstOrDefault(widget => widget.Chart == ChartKind.Kpi && widget.Explore == explore.Name);
        var added = metrics.Where(metric => row is null || row.Metrics.All(known => known.Name != metric.Name)).ToList();
        if (added.Count == 0)
        {
            desk.Say($"{Wording.Lower(Wording.List(metrics.Select(metric => metric.Label)))} was among the headline numbers already");
            return;
        }

        if (row is not null)
        {
            desk.Replace(row, row with { Metrics = [.. row.Metrics, .. added.Select(PlanField.Of)] });
        }
        else
        {
            var time = explore.MainTime is { } field && desk.Plan.Range is not null ? new PlanTime(field.Name, Coverage.Nearest(TimeUnit.Month, field), [field.Grains[Coverage.Nearest(TimeUnit.Month, field)]]) : null;
            var name = Wording.Name(desk.Plan.Widgets.Any(widget => widget.Name == "headline") ? "headline " + explore.Name : "headline", desk.Plan.Widgets.Select(widget => widget.Name));
            var widget = new PlanWidget { Name = name, Title = "Headline numbers", Chart = ChartKind.Kpi, Explore = explore.Name, Metrics = [.. added.Select(PlanField.Of)], Time = time, Limit = 1, Span = 12, IsAsked = true };
            desk.Plan = desk.Plan with { Pages = [.. desk.Plan.Pages.Select((page, at) => at == 0 ? page with { Widgets = [widget, .. page.Widgets] } : page)] };
        }

        // Tables of details show what the headlines show.
        foreach (var table in desk.Plan.Widgets.Where(widget => widget is { Chart: ChartKind.Table, IsAsked: false } && widget.Explore == explore.Name).ToList())
            desk.Replace(table, table with { Metrics = [.. table.Metrics, .. added.Select(PlanField.Of).Where(field => table.Metrics.All(known => known.Name != field.Name))] });
        desk.Say($"{Wording.Lower(Wording.List(added.Select(metric => metric.Label)))} is among the headline numbers");
    }

    /// <summary>"Add a table" shows the app's figures by what the app is about: its first breakdown, else its time.</summary>
    private static ResolvedWish WithTableOfApp(ResolvedWish wish, EditDesk desk)
    {
        var explore = desk.Main;
        var cards = desk.Plan.Widgets.Where(widget => widget.Explore == explore.Name).ToList();
        var metrics = cards.Where(widget => widget.Chart == ChartKind.Kpi).SelectMany(widget => widget.Metrics).Concat(cards.SelectMany(widget => widget.Metrics)).Select(metric => explore.Find(metric.Name)).OfType<CatalogField>().DistinctBy(metric => metric.Name).Take(5).ToList();
        var shown = cards.Where(widget => widget.IsAsked && widget.Chart is not (ChartKind.Kpi or ChartKind.Table)).ToList();
        var dimensions = shown.SelectMany(widget => widget.Dimensions).Select(field => explore.Find(field.Name)).OfType<CatalogField>().Take(1).ToList();
        var time = dimensions.Count > 0 ? null : shown.Concat(cards).Select(widget => widget.Time).OfType<PlanTime>().FirstOrDefault();
        return wish with { Explore = explore, Metrics = metrics, Dimensions = dimensions, Time = time is null ? null : explore.Find(time.Field), Grain = time?.Grain };
    }

    private static string? PageFor(PromptReading reading, Understanding understanding, IReadOnlyDictionary<string, double> topics, EditDesk desk)
    {
        if (!reading.Text.Words.Any(word => word.IsAny("page", "tab", "slide", "section")) && !understanding.Wishes.Exists(wish => wish.IsPage)) return null;
        if (desk.Plan.Template != TemplateWord.Dashboard) return null;
        var wish = understanding.Wishes.FirstOrDefault();
        var title = reading.Title ?? wish?.Dimensions.Concat(wish.Metrics).FirstOrDefault()?.Text ?? (topics.Count > 0 ? desk.Find(topics.MaxBy(topic => topic.Value).Key)!.Label : "More");
        return desk.AddPage(Wording.Upper(title));
    }

    private static async Task OverviewAsync(IReadOnlyDictionary<string, double> topics, string page, EditDesk desk, CancellationToken cancellationToken)
    {
        var explore = desk.Find(topics.MaxBy(topic => topic.Value).Key)!;
        var metrics = MetricChoice.Headlines(explore, 3);
        if (metrics.Count == 0) return;
        if (explore.MainTime is { } time) desk.Add(desk.Widgets.Trend(explore, [metrics[0]], time, null, null), page);
        foreach (var dimension in MetricChoice.Breakdowns(explore).Take(10))
        {
            if (desk.Plan.Pages.First(one => one.Name == page).Widgets.Count >= 4) break;
            var values = await desk.Breadth.OfAsync(explore, dimension, cancellationToken);
            if (values is null or (>= 2 and <= 12)) desk.Add(WidgetMaker.Breakdown(explore, [metrics[0]], dimension, values), page);
        }

        desk.Say($"there is a page about {Wording.Lower(explore.Label)}");
    }
}
