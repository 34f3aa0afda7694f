using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Plans an app from its first prompt.</summary>
internal sealed class NewPlan(CatalogBook book, IValueSource source, DateOnly today)
{
    private const int MostHeadlines = 5;

    /// <summary>Words that speak of an app that is there.</summary>
    private static readonly string[] Pointing = ["it", "this", "that", "these", "those", "them"];

    private static readonly string[] Changing = ["instead", "again", "change", "turn", "switch", "redo", "swap", "convert", "bar", "bars", "stacked", "line", "lines", "column", "columns"];

    private readonly FieldFinder fields = new(book);
    private readonly PlanNotes notes = new();
    private readonly Breadth breadth = new(source);
    private readonly FigureQuestions figures = new(source);
    private readonly Coverage coverage = new(source, today);

    public async Task<PlanOutcome> PlanAsync(string prompt, TemplateWord? template, CancellationToken cancellationToken)
    {
        // 1 Words: time, ranks, charts and roles are marked; what is left names fields.
        var plain = PromptReader.Read(prompt, today, book);
        var finder = new MentionFinder(fields);
        var (reading, mentions) = finder.Read(plain);
        var understanding = WishReader.Read(reading, mentions);
        var topics = Topics.Of(understanding, fields);

        // 2 Explores and fields.
        if (!book.Explores.Any(explore => explore.Metrics.Any())) return Offer.Nothing(book);
        if (SaysOnlyHow(understanding, topics)) return Offer.NothingYet(book);
        if (!understanding.HasContent && topics.Count == 0 && reading.Template is null && !SaysOverview(reading) && reading.Range is null && reading.Comparison is null) return Offer.Nothing(book);
        var values = new ValueFinder(source);
        var explores = await new ExploreChoice(book, understanding, topics).ChooseAsync(values, figures, cancellationToken);
        var likely = explores.FirstOrDefault(explore => explore is not null) ?? MainExplore([], topics, isOverview: true);
        if (likely is not null && await new ValueSpotter(values, fields).SpotAsync(plain, reading, mentions, likely, cancellationToken) is { } spotted)
        {
            // Words that turned out to be values are no names: the prompt is read again without them.
            (reading, mentions) = finder.Read(spotted);
            understanding = WishReader.Read(reading, mentions);
            topics = Topics.Of(understanding, fields);
            explores = await new ExploreChoice(book, understanding, topics).ChooseAsync(values, figures, cancellationToken);
        }

        likely = explores.FirstOrDefault(explore => explore is not null) ?? likely;
        if (await new DescriptionReader(fields, values).ReadAsync(understanding, topics, likely, cancellationToken) is { Count: > 0 } described)
        {
            // What neither a name nor a value explains, a description may.
            understanding = WishReader.Read(reading, [.. mentions.Concat(described).OrderBy(mention => mention.From)]);
            explores = await new ExploreChoice(book, understanding, topics).ChooseAsync(values, figures, cancellationToken);
        }

        explores = FiguresElsewhere.Part(understanding, explores);
        var wishes = new WishResolver(understanding, notes).Resolve(explores);
        if (wishes.Count == 0 && understanding.Wishes.Any(wish => wish.Metrics.Count > 0)) return Offer.Missing(book, notes.Unknown);
        var isOverview = IsOverview(understanding, topics, wishes);
        var main = MainExplore(wishes, topics, isOverview);
        if (main is null) return Decline(understanding);

        // 3 What narrows the rows.
        var (where, used) = await new FilterResolver(values, fields, figures, notes).ResolveAsync(understanding.Filters, main, topics, cancellationToken);
        // "… who did not order this year": how many somebody ever ordered says nothing of a year.
        if (reading.Range is { } stretch && main.MainTime is { } when && where.FirstOrDefault(condition => condition is { Operator: "equals", Values: ["0"] }) is { } none) notes.Assume($"{none.Label} says nothing of when, so {stretch.Describe()} is held against {when.Label} alone.");
        // "things that were …" names one figure of some rows, no subject.
        isOverview = isOverview && !(where.Count > 0 && wishes.Any(wish => wish.HasOwnMetrics) && !SaysOverview(reading));
        if (IsNonsense(understanding, topics, where)) return Decline(understanding);
        if (MissesItsPoint(understanding, where, topics)) return Offer.Missing(book, [.. notes.Unknown.Select(word => WithWhatItIsOf(word, understanding))]);
        wishes = VersusSplit.Apply(WithoutFieldsOfValues(wishes, understanding, used), where, reading);
        foreach (var ranked in understanding.RankedTimes) notes.Assume($"“{ranked}” is seen where time stands in its order, so nothing is cut off.");
        FiguresAsBounds.Say(understanding, notes);
        if (reading.Text.Words.Any(word => word.Is("never")) && !understanding.Filters.Exists(filter => filter.IsNegated)) notes.Assume("“Never” cannot be asked for: what did not happen stands in no row, so what did happen is shown.");
        FiguresOfOthers.Say(understanding, wishes, notes);
        (wishes, where) = ShareSplit.Apply(wishes, where, reading, notes);

        // 4 Pages, filters, title.
        return await new PlanMaker(breadth, coverage, notes).MakeAsync(
            new PlanMaker.Material(understanding, wishes, main, where, isOverview, template ?? reading.Template ?? TemplateWord.Dashboard, MostHeadlines) { CountsAll = WholeCount.IsAsked(reading) || WholeCount.AreThings(wishes, book, reading) }, cancellationToken);
    }

    /// <summary>A prompt that names a subject and nothing else gets an analyst's overview of it.</summary>
    private static bool IsOverview(Understanding understanding, IReadOnlyDictionary<string, double> topics, IReadOnlyList<ResolvedWish> wishes)
    {
        if (understanding.IsSpecific) return false;
        var says = SaysOverview(understanding.Reading);
        // A figure by its name is what is wanted; a thing alone, such as "tickets", is a subject.
        var isFigure = understanding.Wishes.Any(wish => wish.Metrics.Any(mention => wish.Counted.Contains(mention) || !IsSubject(mention)));
        // "How are we doing on X" is about X alone.
        if (isFigure && SaysHowOf(understanding.Reading)) return false;
        return says || wishes.Count == 0 || (topics.Count > 0 && !isFigure);
    }

    /// <summary>"Make it weekly": a chart, a grain or a range, and nothing that could be shown so. It would change an app, and there is none.</summary>
    private static bool SaysOnlyHow(Understanding understanding, IReadOnlyDictionary<string, double> topics)
    {
        var reading = understanding.Reading;
        return topics.Count == 0 && understanding.RankedTimes.Count == 0 && !SaysOverview(reading) && !AsksHowItWent(reading) && reading.Template is null && understanding.Controls.Count == 0 && understanding.Adjuncts.Count == 0
            && understanding.Wishes.All(wish => wish.Metrics.Count + wish.Dimensions.Count == 0)
            && understanding.Filters.All(filter => filter is { Field: null, Known: null, Bound: null } && filter.Words.All(word => word.IsAny(Changing)))
            && (reading.Marks.All.Any(mark => mark is Mark.Chart or Mark.UnknownChart or Mark.Grain or Mark.Range or Mark.Compare or Mark.Rank or Mark.Colour or Mark.Title) || reading.Text.Words.Any(word => word.IsAny(Pointing) || word.IsAny(Changing)));
    }

    /// <summary>"How did last month go?" is about everything.</summary>
    private static bool AsksHowItWent(PromptReading reading)
        => (reading.Text[0].Is("how") && reading.Text[1].IsAny("was", "were", "is", "are", "did", "does", "do", "has", "have")) || (reading.Text[0].Is("what") && reading.Text[1].IsAny("happened", "happens"));

    private static bool SaysHowOf(PromptReading reading)
        => reading.Text.Words.Where((word, at) => word.IsAny("doing", "going", "performing") && reading.Text[at + 1].IsAny("on", "with", "for", "regarding", "in", "at") && !reading.Text[at + 2].IsAny("total", "general", "all")).Any();

    private static bool SaysOverview(PromptReading reading)
        => reading.Text.Words.Any(word => word.IsAny("overview", "dashboard", "performance", "performing", "summary", "health", "doing", "going", "cockpit", "analytics", "everything", "kpis", "situation", "pulse", "snapshot"));

    /// <summary>"service calls" is what an explore is called; "repeated calls" is a figure.</summary>
    private static bool IsSubject(Mention mention)
    {
        var stems = NameWords.Stems(mention.Text);
        return mention.Candidates.Any(candidate => candidate.Field.IsCount && candidate.Score >= mention.BestMetric - 0.05)
            && (stems.Count == 1 || mention.Candidates.Any(candidate => candidate.Explore.Names.Any(name => stems.All(name.Stems.Contains))));
    }

    private CatalogExplore? MainExplore(IReadOnlyList<ResolvedWish> wishes, IReadOnlyDictionary<string, double> topics, bool isOverview)
    {
        if (isOverview && topics.Count > 0 && (wishes.Count == 0 || topics.ContainsKey(wishes[0].Explore.Name) || topics.Values.Max() >= 0.9))
        {
            var topic = book.Explores.Where(explore => topics.ContainsKey(explore.Name) && explore.Metrics.Any(MetricChoice.IsShowable)).OrderByDescending(explore => topics[explore.Name]).ThenByDescending(explore => explore.Metrics.Count(metric => metric.Model == explore.BaseModel)).FirstOrDefault();
            if (topic is not null) return topic;
        }

        if (wishes.Count > 0) return wishes.GroupBy(wish => wish.Explore.Name).OrderByDescending(group => group.Count()).First().First().Explore;
        if (!isOverview) return null;
        return book.Explores
            .Where(explore => !explore.IsWarnedOf && explore.Metrics.Any(MetricChoice.IsShowable))
            .OrderByDescending(explore => explore.Metrics.Count(metric => metric.Model == explore.BaseModel && MetricChoice.IsShowable(metric)) + (explore.MainTime is null ? 0 : 3) + (explore.Metrics.Any(metric => metric.Unit is not null and not "%" && metric.Model == explore.BaseModel) ? 4 : 0))
            .ThenBy(explore => explore.ModelCount)
            .FirstOrDefault();
    }

    /// <summary>Content words of which nothing is in the catalog or the data.</summary>
    private static bool IsNonsense(Understanding understanding, IReadOnlyDictionary<string, double> topics, IReadOnlyList<PlanCondition> where)
        => understanding.Filters.Any(filter => filter.Words.Count > 0) && topics.Count == 0 && where.Count == 0 && understanding.Wishes.All(wish => wish.Metrics.Count == 0 && wish.Dimensions.Count == 0);

    /// <summary>"X by region" where nobody knows X: a page about regions would miss the point.</summary>
    private bool MissesItsPoint(Understanding understanding, IReadOnlyList<PlanCondition> where, IReadOnlyDictionary<string, double> topics)
        => IsMostlyUnknown(understanding, where) || IsAboutSomethingElse(understanding, topics) || notes.Unknown.Count > 0 && where.Count == 0 && understanding.Wishes.All(wish => wish.Metrics.Count == 0)
            && understanding.Filters.Any(filter => filter.Words.Count > 0 && !filter.IsSure && IsUnknown(filter));

    /// <summary>"Spend on salaries": where what the prompt is about is unknown and the figure that was found is only a guess, the guess is wrong.</summary>
    private bool IsAboutSomethingElse(Understanding understanding, IReadOnlyDictionary<string, double> topics)
        => IsElsewhere(understanding) || understanding.Filters.Any(filter => filter.IsSubject && !SaysHowTheyStand(filter) && IsUnknown(filter))
            && ((understanding.Wishes.All(wish => wish.Metrics.All(mention => mention.BestMetric < 0.93)) && !topics.Values.Any(topic => topic >= 0.7))
                || understanding.Filters.Any(filter => IsOfAnotherThing(filter, understanding)));

    private bool IsUnknown(FilterWish filter) => filter.IsWhole ? notes.Unknown.Contains(filter.Text) : filter.Words.Any(word => notes.Unknown.Contains(word.Written ?? word.Text));

    /// <summary>"open cases" are cases, also where nobody knows which of them are open.</summary>
    private static bool SaysHowTheyStand(FilterWish filter) => filter.IsBeforeName && filter.Words.All(word => EnglishWords.IsState(word.Text));

    /// <summary>"units in the warehouse" are not the units that were sold: a place or thing of business that the catalog does not have.</summary>
    private bool IsElsewhere(Understanding understanding)
        => understanding.Filters.Any(filter => filter is { IsPlace: true, IsSure: false, IsNegated: false, Field: null, Known: null, Words: [var only] } && EnglishWords.IsOfBusiness(only.Stem) && notes.Unknown.Contains(only.Written ?? only.Text));

    /// <summary>"employee turnover" is no turnover of orders: a thing of business that the catalog does not have stands right before the figure.</summary>
    private bool IsOfAnotherThing(FilterWish filter, Understanding understanding)
        => IsHeadOfAnotherThing(filter, understanding) || filter is { IsSubject: true, Words: [.., var last] } && EnglishWords.IsOfBusiness(last.Stem) && notes.Unknown.Contains(last.Written ?? last.Text)
            && understanding.Wishes.Any(wish => wish.Metrics.Any(mention => understanding.Reading.Text[mention.From - 1] == last));

    /// <summary>"customer churn" is no count of them: what the thing stands before is unknown, and nothing else is asked for.</summary>
    private bool IsHeadOfAnotherThing(FilterWish filter, Understanding understanding)
        => filter is { IsSubject: true, Words: [var first, ..] } && !EnglishWords.IsParticiple(first.Text) && notes.Unknown.Contains(first.Written ?? first.Text) && understanding.Wishes.Any(wish => wish.Metrics.Count > 0)
            && understanding.Wishes.All(wish => wish.Metrics.All(mention => understanding.Reading.Text[mention.To] == first));

    /// <summary>Where far more of the prompt is foreign than known, the known word is chance.</summary>
    private bool IsMostlyUnknown(Understanding understanding, IReadOnlyList<PlanCondition> where)
    {
        var known = understanding.Wishes.SelectMany(wish => wish.Metrics.Concat(wish.Dimensions)).Sum(mention => (mention.To - mention.From) * Math.Min(1, mention.Top)) + where.Count;
        return notes.Unknown.Count >= 2 && notes.Unknown.Count > 1.5 * known;
    }

    private PlanOutcome.Declined Decline(Understanding understanding)
    {
        var words = understanding.Filters.Where(filter => filter.Words.Count > 0).Select(filter => filter.Text).Concat(notes.Unknown).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        words = [.. words.Where(word => !words.Exists(other => other != word && other.Contains(word, StringComparison.OrdinalIgnoreCase)))];
        return words.Count == 0 ? Offer.Nothing(book) : Offer.Missing(book, words);
    }

    /// <summary>"average seats" is not there, rather than "average".</summary>
    private static string WithWhatItIsOf(string word, Understanding understanding)
    {
        var text = understanding.Reading.Text;
        if (understanding.Filters.FirstOrDefault(filter => filter is { IsBeforeName: true, Field: not null, Words: [var only] } && (only.Written ?? only.Text) == word) is not { Field: { } field, Words: [var kind] }) return word;
        var at = Enumerable.Range(0, text.Count).First(i => ReferenceEquals(text[i], kind));
        return KindWords.SaysKind(kind.Stem) && field.From > at ? text.Between(at, field.To) : word;
    }

    /// <summary>"the West region" names the field for its value; it is no breakdown.</summary>
    private static List<ResolvedWish> WithoutFieldsOfValues(IReadOnlyList<ResolvedWish> wishes, Understanding understanding, IReadOnlyCollection<Mention> used)
    {
        if (used.Count == 0) return [.. wishes];
        var kept = understanding.Wishes.SelectMany(wish => wish.Dimensions).Where(mention => !used.Contains(mention)).ToList();
        return [.. wishes.Select(wish => wish with
        {
            Dimensions = [.. wish.Dimensions.Where(field => field.Type != FieldType.String || !used.Any(mention => mention.Candidates.Any(candidate => candidate.Field.Name == field.Name))
                || kept.Any(mention => mention.Candidates.Any(candidate => candidate.Field.Name == field.Name && candidate.Score >= 0.6)))],
        })];
    }
}
