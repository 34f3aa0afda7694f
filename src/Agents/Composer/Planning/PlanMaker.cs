using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Puts resolved wishes together to an app: headline numbers, cards, filters, pages, title.</summary>
internal sealed class PlanMaker(Breadth breadth, Coverage coverage, PlanNotes notes)
{
    /// <summary>How many figures are tried beside the one that was asked for.</summary>
    private const int MostTried = 4;

    /// <summary>What a plan is made of.</summary>
    internal sealed record Material(
        Understanding Understanding, IReadOnlyList<ResolvedWish> Wishes, CatalogExplore Main, IReadOnlyList<PlanCondition> Where, bool IsOverview, TemplateWord Template, int MostHeadlines)
    {
        /// <summary>Whether things are counted, whenever they came, so that no range of time is guessed.</summary>
        public bool CountsAll { get; init; }
    }

    public async Task<PlanOutcome> MakeAsync(Material material, CancellationToken cancellationToken)
    {
        var reading = material.Understanding.Reading;
        var main = material.Main;
        var time = TimeOf(material, main);
        var headlines = await HeadlinesAsync(material, cancellationToken);
        var range = time is null ? null : reading.Range ?? (material.CountsAll ? WholeCount.Say(notes) : await coverage.UsualAsync(main, time, FigureOf(material, headlines), reading.Grain, material.Where, notes, cancellationToken));
        if (time is null && (reading.Range is not null || reading.Comparison is not null)) notes.Assume($"{main.Label} has no date, so no range of time applies.");
        var widgets = new WidgetMaker(breadth, coverage, range, notes);
        var cards = material.IsOverview
            ? await OverviewAsync(material, widgets, headlines, time, range, cancellationToken)
            : await AskedAsync(material, widgets, headlines, time, range, cancellationToken);
        var plan = new AppPlan
        {
            Title = reading.Title is { Length: > 0 } title ? Wording.Upper(title) : Titles.Of(material),
            Template = material.Template,
            Colour = reading.First<Mark.Colour>()?.Name,
            Range = range,
            Compare = range is null || range.Kind == TimeRangeKind.All ? null : reading.Comparison ?? (range is { Kind: TimeRangeKind.Between, To: null } or { From: null, Kind: TimeRangeKind.Between } or { Kind: TimeRangeKind.Next } ? null : Comparison.PreviousPeriod),
            Where = material.Where,
        };
        if (plan is { Compare: { } compare, Range: { } stretch } && time is not null && await coverage.BeginsAfterAsync(stretch, compare, main, time, cancellationToken) is { } begin)
        {
            // What little there was before would make any figure look like a leap.
            if (reading.Comparison is null) plan = plan with { Compare = null };
            notes.Assume($"The data of {main.Label} begins in {begin.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}, so {(plan.Compare is null ? "figures are not compared with an earlier stretch" : "the stretch that figures are compared with is not whole")}.");
        }

        if (plan.Compare is { } nearest && reading.First<Mark.Compare>()?.Other is { } other)
            notes.Assume($"{Wording.Upper(other.Describe())} cannot stand beside {range!.Describe()}: that takes the {(nearest == Comparison.PreviousYear ? "year before" : "stretch right before it")}, which stands there instead.");
        if (plan.Range is { } open) plan = plan with { Range = Coverage.Closed(open, reading.Today, notes) };
        plan = plan with { Subtitle = Titles.Subtitle(cards, material.Where) };
        plan = plan with { Filters = await new FilterChoice(breadth, notes).ChooseAsync(plan, material, cards, time, cancellationToken) };
        cards = WithOneDonut(cards);
        plan = PlanAssembly.Assemble(plan, headlines, cards, Find, name => TimeOf(material, Find(name)));
        plan = await new Namesakes(breadth.Source).TellApartAsync(plan, Find, _ => true, notes, cancellationToken);
        plan = ComparedCards.Apply(plan, reading);
        ChartNotes.Say(reading, plan, notes);
        foreach (var unknown in reading.Marks.All.OfType<Mark.UnknownChart>()) notes.Assume($"There is no {unknown.Name} in the kit, so the nearest chart stands in its place.");
        await new Emptiness(breadth.Source).SayAsync(plan, main, time, notes, cancellationToken);
        if (reading.Text.IsCut) notes.Assume($"Only the first {PromptText.MostCharacters:N0} characters of the prompt were read.");
        return new PlanOutcome.Planned(plan, Titles.Done(plan), notes, reading.Title is { Length: > 0 } ? plan.Title : null);

        CatalogExplore Find(string name) => material.Wishes.Select(wish => wish.Explore).Append(main).First(explore => explore.Name == name);
    }

    /// <summary>The time that an explore's page is cut by: one that was asked for, else its main one.</summary>
    private static CatalogField? TimeOf(Material material, CatalogExplore explore)
        => material.Wishes.Where(wish => wish.Explore.Name == explore.Name).Select(wish => wish.Time).FirstOrDefault(time => time is not null) ?? explore.MainTime;

    /// <summary>The figure that the page is about, of its main explore.</summary>
    private static CatalogField FigureOf(Material material, IReadOnlyList<(CatalogExplore Explore, CatalogField Metric)> headlines)
        => (material.IsOverview ? null : material.Wishes.FirstOrDefault(wish => wish.Explore.Name == material.Main.Name && wish.Metrics.Count > 0)?.Metrics[0])
            ?? headlines.Where(one => one.Explore.Name == material.Main.Name).Select(one => one.Metric).FirstOrDefault() ?? material.Main.Metrics.First();

    /// <summary>The headline numbers by explore: what was asked for, and one companion where that is a single number.</summary>
    private async Task<List<(CatalogExplore Explore, CatalogField Metric)>> HeadlinesAsync(Material material, CancellationToken cancellationToken)
    {
        if (material.IsOverview)
        {
            var asked = material.Wishes.Where(wish => wish.Explore.Name == material.Main.Name && wish.HasOwnMetrics).SelectMany(wish => wish.Metrics);
            var telling = new List<CatalogField>();
            foreach (var metric in MetricChoice.Headlines(material.Main, 6))
            {
                if (await HasSomeAsync(material.Main, metric, material.Where, cancellationToken)) telling.Add(metric);
            }

            return [.. asked.Concat(telling).DistinctBy(metric => metric.Name).Take(4).Select(metric => (material.Main, metric))];
        }

        var chosen = new List<(CatalogExplore Explore, CatalogField Metric)>();
        foreach (var wish in material.Wishes)
        {
            // "top 10 products by margin" beside other figures: what a list is ranked by stands in the list.
            if (wish is { Rank: not null, Dimensions.Count: > 0 } && material.Wishes.Any(other => other is { HasOwnMetrics: true, Rank: null })) continue;
            // A metric that stands for another in a second explore ("revenue" by product) is no headline of its own.
            foreach (var metric in wish.Metrics.Where(metric => wish.HasOwnMetrics || chosen.Count == 0))
            {
                if (chosen.Count < material.MostHeadlines && chosen.All(one => one.Metric.Name != metric.Name)) chosen.Add((wish.Explore, metric));
            }
        }

        var allMetrics = material.Wishes.SelectMany(wish => wish.Metrics).Select(metric => metric.Name).Distinct().Count();
        if (chosen.Count != 1 || allMetrics != 1) return chosen;
        foreach (var other in MetricChoice.Companions(chosen[0].Explore, chosen[0].Metric).Take(MostTried))
        {
            if (!await HasSomeAsync(chosen[0].Explore, other, material.Where, cancellationToken)) continue;
            chosen.Add((chosen[0].Explore, other));
            break;
        }

        return chosen;
    }

    /// <summary>Whether a figure that nobody asked for has something to show: a sum that leaves some rows out itself is nothing of these rows.</summary>
    private async Task<bool> HasSomeAsync(CatalogExplore explore, CatalogField metric, IReadOnlyList<PlanCondition> where, CancellationToken cancellationToken)
        => where.Count == 0 || await new FigureQuestions(breadth.Source).HasAnyAsync(explore, metric, where, cancellationToken) is not false;

    private async Task<List<PlanWidget>> AskedAsync(
        Material material, WidgetMaker widgets, List<(CatalogExplore Explore, CatalogField Metric)> headlines, CatalogField? time, TimeRange? range, CancellationToken cancellationToken)
    {
        var cards = new List<PlanWidget>();
        foreach (var wish in material.Wishes)
        {
            var made = await widgets.MakeAsync(wish, cancellationToken);
            cards.AddRange(wish.IsPage ? made.Select(card => card with { Page = PageTitle(wish) }) : made);
        }

        var main = material.Wishes[0];
        if (time is not null && !cards.Exists(card => card.Time is not null))
        {
            // Where nothing is said of time, the first figure over time gives the others their background.
            var own = TimeOf(material, main.Explore);
            // "Revenue as a bar chart" names nothing else that it could be drawn by.
            var chart = main.Dimensions.Count == 0 ? main.Chart : null;
            if (own is not null) cards.Insert(0, widgets.Trend(main.Explore, [.. main.Metrics.Take(1)], own, GrainBehind(material, range), chart is ChartKind.Heatmap ? null : chart) with { IsAsked = chart is ChartKind.Line or ChartKind.Area or ChartKind.Bar });
        }

        // A figure of another explore that nothing is said of but its name is seen over time as well.
        foreach (var wish in material.Wishes.Where(wish => main.Rank is null && wish.HasOwnMetrics && wish.Explore != main.Explore))
        {
            if (!cards.Exists(card => card.Explore == wish.Explore.Name) && TimeOf(material, wish.Explore) is { } own) cards.Add(widgets.Trend(wish.Explore, [.. wish.Metrics.Take(1)], own, GrainBehind(material, range), null));
        }

        var used = cards.SelectMany(card => card.Dimensions).Select(field => field.Name).Concat(material.Where.Select(condition => condition.Field)).ToHashSet();
        var wanted = cards.Exists(card => card.Dimensions.Count > 0) ? cards.Count < 3 ? 1 : 0 : 2;
        foreach (var dimension in await FewValuesAsync(main.Explore, main.Metrics[0], material.Where, used, wanted, cancellationToken))
        {
            var isAsked = main is { Dimensions.Count: 0, Time: null, Chart: ChartKind.Donut or ChartKind.HorizontalBar } && !cards.Exists(card => card.IsAsked && card.Chart == main.Chart);
            cards.Add(WidgetMaker.Breakdown(main.Explore, [main.Metrics[0]], dimension.Field, dimension.Values, isAsked ? main.Chart : null) with { IsAsked = isAsked });
        }

        var detail = cards.Where(card => card.Dimensions.Count == 1 && card.Chart != ChartKind.Table && card.Explore == main.Explore.Name).Select(card => main.Explore.Find(card.Dimensions[0].Name)).FirstOrDefault(field => field is { IsOrdinal: false, Type: FieldType.String });
        var figures = headlines.Where(one => one.Explore.Name == main.Explore.Name).Select(one => one.Metric).ToList();
        if (detail is not null && figures.Count > 1 && cards.Count < 6 && !cards.Exists(card => card.Chart == ChartKind.Table)) cards.Add(WidgetMaker.Table(main.Explore, figures, [detail]));
        return cards;
    }

    private async Task<List<PlanWidget>> OverviewAsync(
        Material material, WidgetMaker widgets, List<(CatalogExplore Explore, CatalogField Metric)> headlines, CatalogField? time, TimeRange? range, CancellationToken cancellationToken)
    {
        var main = material.Main;
        var metrics = headlines.ConvertAll(one => one.Metric);
        var cards = new List<PlanWidget>();
        var count = metrics.Find(metric => metric.IsCount && metric != metrics[0]);
        if (time is not null) cards.Add(widgets.Trend(main, count is null || count.Unit == metrics[0].Unit ? [metrics[0]] : [metrics[0], count], time, GrainBehind(material, range), null));
        var used = material.Where.Select(condition => condition.Field).ToHashSet();
        var dimensions = await FewValuesAsync(main, metrics[0], material.Where, used, time is null ? 4 : 3, cancellationToken);
        foreach (var (dimension, values) in dimensions) cards.Add(WidgetMaker.Breakdown(main, count is null || cards.Count != 1 ? [metrics[0]] : [metrics[0], count], dimension, values));
        var detail = await DetailAsync(main, used, cancellationToken) ?? (dimensions.Count > 0 ? dimensions[0].Field : null);
        if (detail is not null) cards.Add(WidgetMaker.Table(main, metrics, [detail]));
        return cards;
    }

    /// <summary>The grain of a trend that stands behind what was asked for. "By weekday and hour" over weeks is about hours of the day; a line of thousands of hours shows nothing.</summary>
    private static TimeUnit? GrainBehind(Material material, TimeRange? range)
    {
        var reading = material.Understanding.Reading;
        return reading.Grain == TimeUnit.Hour && range?.Days(reading.Today) is null or > WishResolver.MostDaysByHour ? null : reading.Grain;
    }

    /// <summary>The dimension that a table of details is about: one that names things, with more values than a chart shows.</summary>
    private async Task<CatalogField?> DetailAsync(CatalogExplore main, HashSet<string> used, CancellationToken cancellationToken)
    {
        foreach (var field in MetricChoice.Breakdowns(main).Where(field => field.Type == FieldType.String && !used.Contains(field.Name)).Take(12))
        {
            if (await breadth.OfAsync(main, field, cancellationToken) is > 8 and < Breadth.Many) return field;
        }

        return null;
    }

    /// <summary>Dimensions with two to a dozen values, of which the figure has more than one; where the data may not be asked, the likeliest.</summary>
    private async Task<List<(CatalogField Field, int? Values)>> FewValuesAsync(CatalogExplore explore, CatalogField metric, IReadOnlyList<PlanCondition> where, HashSet<string> used, int most, CancellationToken cancellationToken)
    {
        var figures = new FigureQuestions(breadth.Source);
        var found = new List<(CatalogField Field, int? Values)>();
        var models = new HashSet<string>();
        foreach (var field in MetricChoice.Breakdowns(explore).Where(field => !used.Contains(field.Name) && !metric.NarrowedBy.Contains(field.Name)).Take(25))
        {
            if (found.Count >= most) break;
            if (found.Exists(one => one.Field.Label == field.Label)) continue;
            var values = await breadth.OfAsync(explore, field, cancellationToken);
            if (values is not null and not (>= 2 and <= 12) || await figures.DiffersByAsync(explore, metric, field, where, cancellationToken) is false) continue;
            found.Add((field, values));
            models.Add(field.Model);
        }

        return found;
    }

    /// <summary>A page of donuts is hard to compare: the planner adds at most one itself.</summary>
    private static List<PlanWidget> WithOneDonut(List<PlanWidget> cards)
    {
        var has = cards.Exists(card => card.Chart == ChartKind.Donut && card.IsAsked);
        var laid = new List<PlanWidget>();
        foreach (var card in cards)
        {
            var isExtra = card.Chart == ChartKind.Donut && !card.IsAsked && has;
            has |= card.Chart == ChartKind.Donut;
            laid.Add(isExtra ? card with { Chart = ChartKind.HorizontalBar, Subtitle = "", Limit = 12 } : card);
        }

        return laid;
    }

    private static string PageTitle(ResolvedWish wish) => Wording.Upper(wish.Dimensions.Count > 0 ? Wording.Plural(wish.Dimensions[0].Label) : wish.Metrics[0].Label);
}
