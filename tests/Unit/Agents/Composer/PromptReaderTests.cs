using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>What is recognised in a prompt before anything is known of the catalog.</summary>
public sealed class PromptReaderTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    [Theory]
    [InlineData("revenue, as in https://charts.example.com/c.js.", 4)]
    [InlineData("see http://localhost:8080/a?b=1&c=2, please", 3)]
    public void An_address_is_one_word(string prompt, int words)
        => Assert.Equal(words, PromptText.Read(prompt).Words.Count(word => word.Kind != WordKind.Mark));

    [Theory]
    [InlineData("revenue in the last 12 months", "the last 12 complete months")]
    [InlineData("revenue for the past two weeks", "the last 2 complete weeks")]
    [InlineData("revenue, last 30 days", "the last 30 days")]
    [InlineData("revenue last 30d", "the last 30 days")]
    [InlineData("revenue this year", "this year")]
    [InlineData("revenue ytd", "this year")]
    [InlineData("revenue last quarter", "last quarter")]
    [InlineData("revenue in Q2 2025", "1 Apr 2025 to 30 Jun 2025")]
    [InlineData("revenue in Q2", "1 Apr 2025 to 30 Jun 2025")]
    [InlineData("revenue since March", "since 1 Mar 2026")]
    [InlineData("revenue since last October", "since 1 Oct 2025")]
    [InlineData("revenue until June 2025", "until 30 Jun 2025")]
    [InlineData("revenue from Jan 2025 through June 2025", "1 Jan 2025 to 30 Jun 2025")]
    [InlineData("revenue between 1 January 2025 and 31 March 2025", "1 Jan 2025 to 31 Mar 2025")]
    [InlineData("revenue from 2026-01-01 to 2026-01-31", "1 Jan 2026 to 31 Jan 2026")]
    [InlineData("all-time revenue", "all time")]
    [InlineData("revenue in the first half of 2025", "1 Jan 2025 to 30 Jun 2025")]
    [InlineData("revenue in December", "1 Dec 2025 to 31 Dec 2025")]
    [InlineData("now for completed orders", null)]
    [InlineData("lifetime value by segment", null)]
    [InlineData("may we see revenue", null)]
    public void Ranges_of_time(string prompt, string? range) => Assert.Equal(range, Read(prompt).Range?.Describe());

    [Theory]
    [InlineData("revenue this year vs last year", Comparison.PreviousYear)]
    [InlineData("revenue compared to the same period last year", Comparison.PreviousYear)]
    [InlineData("revenue vs. last year", Comparison.PreviousYear)]
    [InlineData("revenue year over year", Comparison.PreviousYear)]
    [InlineData("revenue compared to previous month", Comparison.PreviousPeriod)]
    [InlineData("compare revenue with the same period last year, by region", Comparison.PreviousYear)]
    [InlineData("compare revenue by region to last year", Comparison.PreviousYear)]
    [InlineData("revenue of this month and of the same month last year", Comparison.PreviousYear)]
    [InlineData("revenue month over month", Comparison.PreviousPeriod)]
    [InlineData("2025 versus 2024", Comparison.PreviousYear)]
    public void Comparisons(string prompt, object comparison) => Assert.Equal(comparison, Read(prompt).Comparison);

    [Theory]
    [InlineData("monthly revenue", TimeUnit.Month)]
    [InlineData("revenue by week", TimeUnit.Week)]
    [InlineData("revenue per quarter", TimeUnit.Quarter)]
    [InlineData("revenue day by day", TimeUnit.Day)]
    [InlineData("revenue on a yearly basis", TimeUnit.Year)]
    public void Grains(string prompt, object unit) => Assert.Equal(unit, Read(prompt).Grain);

    [Theory]
    [InlineData("top 10 brands", 10, false)]
    [InlineData("the five best brands", 5, false)]
    [InlineData("brands with the lowest sales", null, true)]
    [InlineData("bottom 3 brands", 3, true)]
    [InlineData("longest waits", null, false)]
    [InlineData("least used codes, bottom 5", null, true)]
    public void Ranks(string prompt, int? count, bool isBottom)
    {
        var rank = Read(prompt).First<Mark.Rank>()!;
        Assert.Equal((count, isBottom), (rank.Count, rank.IsBottom));
    }

    [Theory]
    [InlineData("orders over $500", "greaterThan", 500, true, null)]
    [InlineData("orders above 1.5k dollars", "greaterThan", 1500, true, null)]
    [InlineData("at least 5 orders", "greaterThanOrEqual", 5, false, null)]
    [InlineData("fewer than 2 million visits", "lessThan", 2_000_000, false, null)]
    [InlineData("a rate under 10%", "lessThan", 0.1, false, null)]
    [InlineData("open longer than 3 days", "greaterThan", 3, false, "day")]
    public void Bounds(string prompt, string name, double value, bool isMoney, string? unit)
    {
        var bound = Read(prompt).First<Mark.Bound>()!;
        Assert.Equal((name, (decimal)value, isMoney, unit), (bound.Operator, bound.Values[0], bound.IsMoney, bound.Unit));
    }

    [Fact]
    public void A_stretch_of_time_is_no_bound() => Assert.Null(Read("orders over 30 days").First<Mark.Bound>());

    [Theory]
    [InlineData("as a donut", ChartKind.Donut)]
    [InlineData("pie chart of orders", ChartKind.Donut)]
    [InlineData("stacked bars by month", ChartKind.StackedBar)]
    [InlineData("orders per month, stacked", ChartKind.StackedBar)]
    [InlineData("horizontal bars", ChartKind.HorizontalBar)]
    [InlineData("make it a bar chart", ChartKind.Bar)]
    [InlineData("in a table", ChartKind.Table)]
    [InlineData("heat map of orders", ChartKind.Heatmap)]
    [InlineData("orders by device, weekly line", ChartKind.Line)]
    [InlineData("monthly bars of orders", ChartKind.Bar)]
    [InlineData("weekly lines by brand", null)]
    [InlineData("line item value", null)]
    public void Charts(string prompt, object? chart) => Assert.Equal(chart, Read(prompt).First<Mark.Chart>()?.Value);

    [Theory]
    [InlineData("a slide deck about sales", TemplateWord.Slides)]
    [InlineData("PDF report of sales", TemplateWord.Report)]
    [InlineData("dashboard of sales", TemplateWord.Dashboard)]
    public void Templates(string prompt, object template) => Assert.Equal(template, Read(prompt).Template);

    [Theory]
    [InlineData("sales called \"North & South\"", "North & South")]
    [InlineData("sales titled Our year", "Our year")]
    public void Titles_are_taken_as_they_are(string prompt, string title) => Assert.Equal(title, Read(prompt).Title);

    private static PromptReading Read(string prompt) => PromptReader.Read(prompt, Today);
}
