using System.Globalization;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>"Make it a bar chart", "weekly instead", "top 5", "by channel instead of region", "only X".</summary>
internal static class ChangeEdit
{
    public static async Task ApplyAsync(Clause clause, EditDesk desk, CancellationToken cancellationToken)
    {
        var before = desk.Done.Count;
        if (clause.Old is not null && NamesChart(clause.Text, desk)) clause = clause with { Text = clause.Text + " chart", Old = NamesChart(clause.Old, desk) ? clause.Old + " chart" : clause.Old };
        // "change the grain to quarter", "month to week".
        if (clause.Old is not null && PromptText.Read(clause.Text).Words is [var unit] && Reading.Recognisers.TimeWords.Unit(unit) is not null) clause = clause with { Text = "by " + clause.Text, Old = null };
        else if (clause.Old is null && UnitAlone(clause.Text) is { } alone) clause = clause with { Text = "by " + alone };
        else if (clause.Old is null && LengthAlone(clause.Text) is { } length) clause = clause with { Text = "last " + length };
        var (reading, understanding, mentions) = await desk.ReadAsync(clause.Text, cancellationToken);
        if (clause.Old is null && mentions.Count == 0 && await OnlyEdit.TryAsync(reading, desk, cancellationToken)) return;
        if (clause.Old is null && (InsteadEdit.Try(reading, understanding, desk) || StackEdit.By(reading, mentions, desk))) return;
        if (reading.First<Mark.Colour>() is { } colour) PageEdit.Colour(colour.Name, desk);
        if (reading.Template is { } template && template != desk.Plan.Template && (template != TemplateWord.Dashboard || IsTurnedInto(reading))) PageEdit.Template(template, desk);
        if (reading.Range is { } range) PageEdit.Range(range, desk);
        if (reading.Comparison is { } compare) PageEdit.Compare(compare, desk);
        else if (reading.Text.Words.Any(word => word.Is("comparison")) && reading.Text.Words.Any(word => word.IsAny("no", "without"))) RemoveEdit.Apply(new Clause(EditVerb.Remove, "comparison"), desk);
        if (clause.Old is not null && Swap(clause.Old, mentions, desk)) return;

        var chart = reading.First<Mark.Chart>()?.Value;
        var rank = reading.First<Mark.Rank>();
        if (rank is { Count: not null } && (chart is null || clause.Old is null)) Rank(rank, clause, desk);
        // "split by X as stacked areas": first split, then drawn.
        if (chart is ChartKind.Line or ChartKind.Area or ChartKind.StackedBar && clause.Old is null && mentions.Count == 1) SplitsTrend(reading, understanding, desk);
        if (chart is { } kind && kind != ChartKind.Kpi) Chart(kind, clause, mentions, desk);
        if (reading.Grain is { } grain && (chart is null || IsGrainLast(reading)) && rank is null && (mentions.Count == 0 || clause.Verb != EditVerb.None || TrendOf(mentions, desk).Count > 0)) Grain(grain, mentions, desk);
        // "make it 20" where a list is cut to so many.
        if (rank is null && mentions.Count == 0 && desk.Done.Count == before && reading.Text.Words.Where(word => NumberWords.Read(word) is not null).ToList() is [var number] && desk.Plan.Widgets.FirstOrDefault(widget => widget.IsRanked) is { } list)
        {
            Rank(new Mark.Rank(0, 1, NumberWords.Read(number), list.IsBottom), clause with { Text = "" }, desk);
            // Then it is no value of the data.
            Drop(understanding, word => NumberWords.Read(word) is not null);
        }

        if (reading.First<Mark.UnknownChart>() is { } unknown) desk.Notes.Assume($"There is no {unknown.Name} in the kit.");
        Drop(understanding, word => word.Is("instead"));
        await FilterAsync(understanding, desk, cancellationToken);
        if (desk.Done.Count > before || understanding.Filters.Count > 0) return;

        if (SplitsTrend(reading, understanding, desk)) return;
        // A new view, or a figure that is not there yet, said without "add".
        var isView = understanding.Wishes.Exists(wish => wish.Dimensions.Count > 0 || wish.HasTrend || wish.Rank is not null);
        if (isView || understanding.Wishes.Exists(wish => wish.Metrics.Count > 0)) await AddEdit.ApplyAsync(clause with { Verb = EditVerb.Add }, desk, cancellationToken);
    }

    /// <summary>Words that say something else are no values to be looked for.</summary>
    private static void Drop(Understanding understanding, Func<Word, bool> saysSomethingElse)
        => understanding.Filters.RemoveAll(filter => filter is { Field: null, Known: null, Bound: null } && filter.Words.All(saysSomethingElse));

    /// <summary>"show quarters": a unit of time with nothing but small words around it.</summary>
    private static string? UnitAlone(string text)
        => Telling(text) is [var word] && Reading.Recognisers.TimeWords.Unit(word) is not null ? word.Text : null;

    /// <summary>"make it 6 months instead": a length of time with nothing but small words around it is the range.</summary>
    private static string? LengthAlone(string text)
        => Telling(text) is [var count, var unit] && NumberWords.Read(count) is not null && Reading.Recognisers.TimeWords.Unit(unit) is not null ? $"{count.Text} {unit.Text}" : null;

    private static List<Word> Telling(string text)
        => [.. PromptText.Read(text).Words.Where(word => !word.IsAny("the", "it", "as", "in", "to", "use", "show", "me", "now", "please", "instead", "and", "with", "a", "for", ".", "!"))];

    /// <summary>"as a line, and per quarter" cuts anew; "the monthly trend as bars" only names the card.</summary>
    private static bool IsGrainLast(PromptReading reading)
        => reading.Marks.All.OfType<Mark.Grain>().LastOrDefault() is { } grain && reading.Marks.All.OfType<Mark.Chart>().LastOrDefault() is { } chart && grain.From >= chart.To;

    /// <summary>"area instead of line": alone, such words name charts.</summary>
    private static bool NamesChart(string text, EditDesk desk)
    {
        var (reading, _, mentions) = desk.Read(text);
        return mentions.Count == 0 && reading.First<Mark.Chart>() is null && reading.Text.Count <= 3 && desk.Read(text + " chart").Reading.First<Mark.Chart>() is not null;
    }

    private static bool IsTurnedInto(PromptReading reading) => reading.Text.Words.Any(word => word.IsAny("into", "as"));

    private static void Chart(ChartKind kind, Clause clause, IReadOnlyList<Mention> mentions, EditDesk desk)
    {
        var named = clause.Old is { } old ? Targets.Of(old, desk) : mentions.Count > 0 || clause.Text.Contains("trend", StringComparison.OrdinalIgnoreCase) ? Targets.Of(WithoutChart(clause.Text, desk), desk) : [];
        var targets = named.Where(widget => widget.Chart != ChartKind.Kpi).ToList();
        if (targets.Count == 0) targets = [.. Targets.For(kind, desk)];
        var fitting = Targets.Likeliest(kind, targets.FindAll(widget => Targets.Fits(kind, widget)), clause.Text);
        if (fitting.Count == 0 && StackEdit.Try(kind, targets, desk)) return;
        if (fitting.Count == 0)
        {
            desk.Notes.Assume(targets.Count > 0 ? $"“{targets[0].Title}” cannot be drawn as {Titles.Picture(targets[0] with { Chart = kind })}: that needs other fields." : $"There is no card that could be drawn as {Titles.Picture(new PlanWidget { Name = "", Title = "", Explore = "", Chart = kind })}.");
            return;
        }

        foreach (var widget in fitting)
        {
            var isRanked = kind is ChartKind.HorizontalBar or ChartKind.Bar or ChartKind.Table or ChartKind.Funnel;
            var changed = widget with { Chart = kind, Limit = widget.IsRanked && isRanked ? widget.Limit : kind is ChartKind.Table ? Math.Max(widget.Limit, 100) : widget.Limit, Subtitle = widget.Subtitle == "Share of total" ? "" : widget.Subtitle };
            if (kind == ChartKind.Donut) changed = changed with { Metrics = [changed.Metrics[0]], Subtitle = widget.IsRanked ? widget.Subtitle : "Share of total" };
            if (kind == ChartKind.Table) changed = changed with { Time = changed.Time is { } time ? time with { Choices = [time.Choices[0]] } : null };
            desk.Replace(widget, changed);
            desk.Say($"“{widget.Title}” is drawn as {Titles.Picture(changed)}");
        }
    }

    /// <summary>The words without the chart that is wanted, so that only the card's own words look for it.</summary>
    private static string WithoutChart(string text, EditDesk desk)
    {
        var (reading, _, _) = desk.Read(text);
        var marks = reading.Marks.All.OfType<Mark.Chart>().ToList();
        if (marks.Count == 0) return text;
        // The last chart named is the wanted one; an earlier one names the card.
        var wanted = marks[^1];
        return string.Join(' ', new[] { reading.Text.Between(0, wanted.From), reading.Text.Between(Math.Min(wanted.To, reading.Text.Count), reading.Text.Count) }.Where(part => part.Length > 0));
    }

    private static List<PlanWidget> TrendOf(IReadOnlyList<Mention> mentions, EditDesk desk)
    {
        var trends = desk.Plan.Widgets.Where(widget => widget.Time is not null).ToList();
        if (mentions.Count == 0) return trends;
        return [.. trends.Where(widget => mentions.All(mention => widget.Metrics.Concat(widget.Dimensions).Any(field => Targets.Means(mention, field))))];
    }

    private static void Grain(TimeUnit grain, IReadOnlyList<Mention> mentions, EditDesk desk)
    {
        var targets = TrendOf(mentions, desk);
        if (targets.Count == 0)
        {
            if (mentions.Count == 0) desk.Notes.Assume("Nothing in the app is cut by time.");
            return;
        }

        foreach (var widget in targets)
        {
            if (desk.Find(widget.Explore)?.Find(widget.Time!.Field) is not { } field) continue;
            var unit = Coverage.Nearest(grain, field);
            if (unit != grain) desk.Notes.Assume($"{field.Label} cannot be cut by {grain.ToString().ToLowerInvariant()}, so it is cut by {unit.ToString().ToLowerInvariant()}.");
            var time = desk.Widgets.Trend(desk.Find(widget.Explore)!, [desk.Main.Metrics.First()], field, unit, null).Time!;
            desk.Replace(widget, widget with { Time = widget.Time.Choices.Count == 1 ? time with { Choices = [time.Choices[0]] } : time });
        }

        desk.Say($"time is cut by {grain.ToString().ToLowerInvariant()}");
    }

    private static void Rank(Mark.Rank rank, Clause clause, EditDesk desk)
    {
        var named = Targets.Of(clause.Text, desk).Where(widget => widget.Time is null && widget.Dimensions.Count > 0).ToList();
        var cards = desk.Plan.Widgets.Where(widget => widget.Time is null && widget.Dimensions.Count > 0 && widget.Chart != ChartKind.Kpi).ToList();
        var target = named.FirstOrDefault() ?? cards.Find(widget => widget.IsRanked) ?? cards.Find(widget => widget.IsAsked) ?? cards.FirstOrDefault();
        if (target is null || named.Count == 0 && desk.Read(clause.Text).Mentions.Count > 0) return;
        rank = RankMeaning.Of(rank, target.Metrics[0], desk.Notes);
        var label = Wording.Lower(Wording.Plural(target.Dimensions[0].Label));
        desk.Replace(target, target with
        {
            Limit = rank.Count!.Value,
            IsRanked = true,
            IsBottom = rank.IsBottom,
            IsSortedByName = false,
            Chart = target.Chart == ChartKind.Donut ? ChartKind.HorizontalBar : target.Chart,
            Title = string.Create(CultureInfo.InvariantCulture, $"{(rank.IsBottom ? "Bottom" : "Top")} {rank.Count} {label}"),
            Subtitle = $"By {Wording.Lower(target.Metrics[0].Label)}",
        });
        desk.Say(string.Create(CultureInfo.InvariantCulture, $"“{target.Title}” shows the {(rank.IsBottom ? "bottom" : "top")} {rank.Count} {label}"));
    }

    private static async Task FilterAsync(Understanding understanding, EditDesk desk, CancellationToken cancellationToken)
    {
        if (understanding.Filters.Count == 0) return;
        var topics = Topics.Of(understanding, desk.Fields);
        var (conditions, _) = await new FilterResolver(new ValueFinder(desk.Source), desk.Fields, new FigureQuestions(desk.Source), desk.Notes).ResolveAsync(understanding.Filters, desk.Main, topics, cancellationToken);
        if (conditions.Count == 0) return;
        desk.Plan = desk.Plan with { Where = [.. desk.Plan.Where.Where(old => !conditions.Any(condition => condition.Field == old.Field)), .. conditions] };
        foreach (var condition in conditions)
        {
            // A fixed value leaves nothing to choose.
            desk.Plan = desk.Plan with { Filters = [.. desk.Plan.Filters.Where(filter => filter.IsRange || filter.Field != condition.Field || condition.Operator != "equals" || condition.Values.Count > 1)] };
            desk.Say(desk.Notes.TakeValuesOf(condition.Label) is { } read ? Wording.Lower(read.TrimEnd('.')) : $"only rows {Titles.With(condition)} count");
        }
    }

    /// <summary>"Split the trend by region": the trend gets a line for each value.</summary>
    private static bool SplitsTrend(PromptReading reading, Understanding understanding, EditDesk desk)
    {
        var wish = understanding.Wishes.Count == 1 ? understanding.Wishes[0] : null;
        if (wish is not { HasTrend: true, Grain: null, Metrics.Count: 0, Dimensions.Count: 1 } && !(wish is { Dimensions.Count: 1, Metrics.Count: 0 } && reading.Text.Words.Any(word => word.IsAny("lines", "trend", "it", "stacked", "as")) && reading.Text.Words.Any(word => word.Is("by")))) return false;
        var trend = desk.Plan.Widgets.FirstOrDefault(widget => widget.Time is not null && widget.Chart is not (ChartKind.Kpi or ChartKind.Table));
        if (trend is null || wish!.Dimensions[0].In(trend.Explore, candidate => candidate.Field is { IsMetric: false, IsTime: false })?.Field is not { } field) return false;
        desk.Replace(trend, trend with { Metrics = [trend.Metrics[0]], Dimensions = [PlanField.Of(field)], Chart = trend.Chart == ChartKind.Area ? ChartKind.Line : trend.Chart, Limit = 2_000, Title = $"{trend.Metrics[0].Label} by {Wording.Lower(field.Label)} over time" });
        desk.Say($"the trend is split by {Wording.Lower(field.Label)}");
        return true;
    }

    /// <summary>"X instead of Y", "replace Y with X": the field is exchanged wherever it stands.</summary>
    private static bool Swap(string old, IReadOnlyList<Mention> wanted, EditDesk desk)
    {
        var (_, _, given) = desk.Read(old);
        if (wanted.Count == 0) return false;
        if (given.Count == 0) return SwapOfCard(old, wanted[0], desk);
        var swapped = false;
        var title = desk.Plan.Title;
        foreach (var widget in desk.Plan.Widgets.ToList())
        {
            if (desk.Find(widget.Explore) is not { } explore) continue;
            var dimension = widget.Dimensions.FirstOrDefault(field => Targets.Means(given[0], field));
            var metric = dimension is null ? widget.Metrics.FirstOrDefault(field => Targets.Means(given[0], field)) : null;
            var isMetric = metric is not null;
            if ((dimension ?? metric) is not { } leaving || wanted[0].In(explore.Name, candidate => candidate.Field.IsMetric == isMetric && !candidate.Field.IsTime)?.Field is not { } coming) continue;
            var changed = Exchange(widget, leaving, PlanField.Of(coming), isMetric);
            desk.Replace(widget, changed);
            desk.Plan = desk.Plan with { Title = Retitled(title, leaving.Label, coming.Label) };
            desk.Say($"{Wording.Lower(leaving.Label)} is replaced by {Wording.Lower(coming.Label)}");
            swapped = true;
        }

        if (!swapped && wanted[0].Top > 0) desk.Notes.Assume($"“{old}” could not be exchanged for “{wanted[0].Text}”: they do not stand in the same data, or it is not in the app.");
        return swapped;
    }

    /// <summary>Puts a figure in the place of another wherever that stands.</summary>
    public static bool Exchanges(PlanField leaving, Mention wanted, EditDesk desk)
    {
        var isDone = false;
        var title = desk.Plan.Title;
        foreach (var widget in desk.Plan.Widgets.Where(widget => widget.Metrics.Any(field => field.Name == leaving.Name)).ToList())
        {
            if (desk.Find(widget.Explore) is not { } explore || wanted.In(explore.Name, candidate => candidate.Field is { IsMetric: true, IsWarnedOf: false })?.Field is not { } coming) continue;
            desk.Replace(widget, Exchange(widget, leaving, PlanField.Of(coming), isMetric: true));
            desk.Plan = desk.Plan with { Title = Retitled(title, leaving.Label, coming.Label) };
            desk.Say($"{Wording.Lower(leaving.Label)} is replaced by {Wording.Lower(coming.Label)}");
            isDone = true;
        }

        return isDone;
    }

    /// <summary>"change the breakdown to channel".</summary>
    private static bool SwapOfCard(string old, Mention wanted, EditDesk desk)
    {
        var card = Targets.Of(old, desk).FirstOrDefault(widget => widget.Dimensions.Count > 0);
        if (card is null || wanted.In(card.Explore, candidate => candidate.Field is { IsMetric: false, IsTime: false })?.Field is not { } coming) return false;
        desk.Replace(card, Exchange(card, card.Dimensions[0], PlanField.Of(coming), isMetric: false));
        desk.Say($"“{card.Title}” is broken down by {Wording.Lower(coming.Label)}");
        return true;
    }

    public static PlanWidget Exchange(PlanWidget widget, PlanField leaving, PlanField coming, bool isMetric)
    {
        IReadOnlyList<PlanField> Swapped(IReadOnlyList<PlanField> list) => [.. list.Select(field => field.Name == leaving.Name ? coming : field).DistinctBy(field => field.Name)];
        // What does not add up has no shares and no stack.
        if (isMetric && !coming.IsAdditive && widget.Chart is ChartKind.Donut or ChartKind.StackedBar) widget = widget with { Chart = widget.Chart == ChartKind.Donut ? ChartKind.HorizontalBar : ChartKind.Bar, Subtitle = widget.Subtitle == "Share of total" ? "" : widget.Subtitle };
        return (isMetric ? widget with { Metrics = Swapped(widget.Metrics) } : widget with { Dimensions = Swapped(widget.Dimensions) }) with
        {
            Title = Retitled(widget.Title, leaving.Label, coming.Label),
            // What stands below the title of a breakdown is its figure, which may have the leaving word in its name.
            Subtitle = isMetric ? Retitled(widget.Subtitle, leaving.Label, coming.Label) : widget.Subtitle,
        };
    }

    public static string Retitled(string text, string old, string label)
    {
        // "Sessions" is its own plural, and says nothing of whether the other label is to be one.
        if (Wording.Plural(old) == old) return text.Contains(old, StringComparison.Ordinal) ? text.Replace(old, label, StringComparison.Ordinal) : text.Replace(Wording.Lower(old), Wording.Lower(label), StringComparison.Ordinal);
        foreach (var (from, to) in new[] { (Wording.Plural(old), Wording.Plural(label)), (Wording.Lower(Wording.Plural(old)), Wording.Lower(Wording.Plural(label))), (old, label), (Wording.Lower(old), Wording.Lower(label)) })
        {
            if (text.Contains(from, StringComparison.Ordinal)) return text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }
}
