using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>A plan while it is changed, with what the edits need.</summary>
internal sealed class EditDesk(AppPlan start, CatalogBook book, FieldFinder fields, IValueSource source, DateOnly today, PlanNotes notes)
{
    private readonly AppPlan before = start;
    private readonly List<string> done = [];

    public AppPlan Plan { get; set; } = start;

    /// <summary>What the app was told to be called; null where nobody said.</summary>
    public string? Name { get; set; }

    public CatalogBook Book => book;

    public FieldFinder Fields => fields;

    public IValueSource Source => source;

    public DateOnly Today => today;

    public PlanNotes Notes => notes;

    public Breadth Breadth { get; } = new(source);

    /// <summary>What was changed, one sentence each.</summary>
    public IReadOnlyList<string> Done => done;

    /// <summary>The explore of most cards; the first one of the catalog where it is gone.</summary>
    public CatalogExplore Main
    {
        get
        {
            var name = Plan.Widgets.GroupBy(widget => widget.Explore).OrderByDescending(group => group.Count()).First().Key;
            return Find(name) ?? book.Explores[0];
        }
    }

    public WidgetMaker Widgets => new(Breadth, new Coverage(source, today), Plan.Range, notes);

    public CatalogExplore? Find(string name) => book.Explores.FirstOrDefault(explore => explore.Name == name);

    public void Say(string sentence)
    {
        if (!done.Contains(sentence)) done.Add(sentence);
    }

    /// <summary>Reads a clause on its own.</summary>
    public (PromptReading Reading, Understanding Understanding, IReadOnlyList<Mention> Mentions) Read(string text)
    {
        var (reading, mentions) = new MentionFinder(fields).Read(PromptReader.Read(text, today, book));
        return (reading, WishReader.Read(reading, mentions), mentions);
    }

    /// <summary>The same, with words that are values of the app's data known as such.</summary>
    public async Task<(PromptReading Reading, Understanding Understanding, IReadOnlyList<Mention> Mentions)> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var read = Read(text);
        if (await new ValueSpotter(new ValueFinder(source), fields).SpotAsync(PromptReader.Read(text, today, book), read.Reading, read.Mentions, Main, cancellationToken) is not { } spotted) return read;
        var (reading, mentions) = new MentionFinder(fields).Read(spotted);
        return (reading, WishReader.Read(reading, mentions), mentions);
    }

    public void Replace(PlanWidget old, PlanWidget changed)
        => Plan = Plan with { Pages = [.. Plan.Pages.Select(page => page with { Widgets = [.. page.Widgets.Select(widget => widget.Name == old.Name ? changed : widget)] })] };

    public void Remove(PlanWidget widget)
        => Plan = Plan with { Pages = [.. Plan.Pages.Select(page => page with { Widgets = [.. page.Widgets.Where(one => one.Name != widget.Name)] }).Where((page, at) => at == 0 || page.Widgets.Count > 0)] };

    /// <summary>Puts a card on a page, under a name of its own.</summary>
    public PlanWidget Add(PlanWidget card, string page)
    {
        var named = card with { Name = PlanAssembly.NameOf(card, Plan.Widgets.Select(widget => widget.Name)), IsAsked = true };
        Plan = Plan with { Pages = [.. Plan.Pages.Select(one => one.Name == page ? one with { Widgets = [.. one.Widgets, named] } : one)] };
        return named;
    }

    public string AddPage(string title)
    {
        var name = Wording.Name(title, Plan.Pages.Select(page => page.Name));
        Plan = Plan with { Pages = [.. Plan.Pages, new PlanPage { Name = name, Title = title }] };
        return name;
    }

    /// <summary>The plan with filters connected, widths set, and the subtitle that belongs to it.</summary>
    public AppPlan Finish()
    {
        var plan = Plan with { Pages = [.. Plan.Pages.Where(page => page.Widgets.Count > 0)] };
        if (plan.Subtitle == Titles.Subtitle(before.Widgets, before.Where)) plan = plan with { Subtitle = Titles.Subtitle(plan.Widgets, plan.Where) };
        return PlanAssembly.Lay(plan, name => Find(name) ?? Main, TimeOf);
    }

    /// <summary>The time that the range of the page holds in an explore.</summary>
    public CatalogField? TimeOf(string explore)
    {
        // The range filter stays on the field that it had.
        var filter = Plan.Filters.FirstOrDefault(one => one.IsRange);
        if (filter is not null && Find(explore)?.Find(filter.Field) is { } own && filter.Explore == explore) return own;
        var used = Plan.Widgets.Where(widget => widget.Explore == explore && widget.Time is not null).Select(widget => widget.Time!.Field).FirstOrDefault();
        return used is null ? Find(explore)?.MainTime : Find(explore)?.Find(used) ?? Find(explore)?.MainTime;
    }
}
