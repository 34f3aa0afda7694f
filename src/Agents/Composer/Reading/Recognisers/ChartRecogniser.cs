namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"as a donut", "line chart", "stacked bars", "in a table", "KPI cards".</summary>
internal sealed class ChartRecogniser : IRecogniser
{
    private static readonly string[] Nouns = ["chart", "charts", "graph", "graphs", "plot", "plots", "diagram", "diagrams", "visual", "visualization", "visualisation", "view", "card", "cards"];

    /// <summary>Words that are no chart by themselves.</summary>
    private static readonly PhraseSet<ChartKind> Weak = new(
        ("line|lines", ChartKind.Line), ("area|areas", ChartKind.Area), ("bar|bars|column|columns", ChartKind.Bar), ("stacked", ChartKind.StackedBar), ("horizontal", ChartKind.HorizontalBar), ("ring", ChartKind.Donut));

    public static readonly PhraseSet<ChartKind> Strong = new(
        ("stacked bar|stacked bars|stacked column|stacked columns|stack bar|bar stacked|stacked bar by", ChartKind.StackedBar),
        ("stacked area|area stacked", ChartKind.Area),
        ("horizontal bar|horizontal bars|bar list|barlist|ranked bars|ranked list|horizontal column|bars horizontally|sideways bars|leaderboard|ranking", ChartKind.HorizontalBar),
        ("vertical bar|vertical bars|grouped bar|grouped bars|clustered bar|clustered bars|clustered column|bar chart|column chart|barchart|bargraph|histogram", ChartKind.Bar),
        ("line chart|linechart|line graph|line plot", ChartKind.Line),
        ("area chart|area graph", ChartKind.Area),
        ("donut|donuts|doughnut|doughnuts|pie|pies|piechart", ChartKind.Donut),
        ("scatter|scatter plot|scatterplot|bubble|dot plot", ChartKind.Scatter),
        ("heatmap|heat map|heatmaps", ChartKind.Heatmap),
        ("funnel|funnels", ChartKind.Funnel),
        ("table|tables|data table|spreadsheet|tabular|crosstab|pivot table|detail table|listing", ChartKind.Table),
        ("kpi|kpis|headline number|headline numbers|headline figure|headline figures|headline metrics|headline metric|big number|big numbers|scorecard|scorecards|single number|key figures|key figure|key numbers|"
        + "key metric|key metrics|metric card|metric cards|number card|number cards|number tiles|stat cards|big figure", ChartKind.Kpi));

    private static readonly PhraseSet<string> Missing = new(
        ("sankey", "Sankey diagram"), ("treemap|tree map", "treemap"), ("gauge|gauges|speedometer", "gauge"), ("radar|spider", "radar chart"), ("waterfall", "waterfall chart"),
        ("box plot|boxplot|box and whisker", "box plot"), ("choropleth|geo map|world map|map chart|on a map|on the map|on a world map|a map|map of|maps of|as map|geographical map|geographic map", "map"), ("sunburst", "sunburst"), ("candlestick", "candlestick chart"), ("gantt", "Gantt chart"),
        ("word cloud|wordcloud", "word cloud"));

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (marks.At(i) is not null) continue;
            if (Missing.TryMatch(text, i, out var end, out var name))
            {
                marks.Add(new Mark.UnknownChart(Lead(text, i, marks), AfterNoun(text, end), name));
            }
            else if (Strong.TryMatch(text, i, out var next, out var kind))
            {
                // "timetable" is one word; "table of contents" is nothing.
                marks.Add(new Mark.Chart(Lead(text, i, marks), AfterNoun(text, next), kind));
            }
            else if (Weak.TryMatch(text, i, out var after, out var weak))
            {
                var hasNoun = text[after].IsAny(Nouns);
                var isAsked = text[i - 1].IsAny("as", "into", "to", "it", "them") || (text[i - 1].IsAny("a", "an") && text[i - 2].IsAny("as", "into", "to", "in")) || (text[i - 1].Is("in") && text[i].Text.EndsWith('s'))
                    || (text[i - 1].Is("with") && text[i].Text.EndsWith('s') && !text[i].Is("columns")) || (text[i - 1].Is("use") && text[i].Text.EndsWith('s'));
                // "…, stacked" at the end of a wish.
                var isAfterthought = text[i - 1].Is(",") && text[after].Kind == WordKind.Mark && weak is ChartKind.StackedBar or ChartKind.HorizontalBar;
                isAsked |= i == 0 && text[i].Text.EndsWith('s') && (text[after].IsAny("please", "instead", "only", "") || text[after].Kind == WordKind.Mark);
                // "weekly line" is how it is drawn, where nothing follows that could be the thing itself.
                var isAfterGrain = text[i].IsAny("line", "area", "bars", "columns") && GrainRecogniser.Adverbs.TryMatch(text, i - 1, out _, out _) && (text[after].IsAny("of", "for", "") || text[after].Kind == WordKind.Mark);
                if (hasNoun || isAsked || isAfterthought || isAfterGrain) marks.Add(new Mark.Chart(Lead(text, i, marks), AfterNoun(text, after), weak));
            }
        }
    }

    private static int AfterNoun(PromptText text, int at) => text[at].IsAny(Nouns) ? at + 1 : at;

    /// <summary>Takes "as a", "in a", "using a" along.</summary>
    private static int Lead(PromptText text, int at, MarkList marks)
    {
        var from = at;
        if (text[from - 1].IsAny("a", "an", "simple", "nice", "plain", "basic", "little", "big", "small") && marks.At(from - 1) is null) from--;
        if (text[from - 1].IsAny("as", "using", "into", "in") && marks.At(from - 1) is null) from--;
        return from;
    }
}
