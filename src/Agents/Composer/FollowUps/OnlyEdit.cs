using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>"Show only the table": the other cards leave.</summary>
internal static class OnlyEdit
{
    public static async Task<bool> TryAsync(PromptReading reading, EditDesk desk, CancellationToken cancellationToken)
    {
        if (reading.First<Mark.Chart>() is not { } chart || !IsOnly(reading.Text, chart)) return false;
        if (!desk.Plan.Widgets.Any(widget => widget.Chart == chart.Value)) await AddEdit.ApplyAsync(new Clause(EditVerb.Add, reading.Text.Between(chart.From, chart.To)), desk, cancellationToken);
        var kept = desk.Plan.Widgets.Where(widget => widget.Chart == chart.Value || IsAlike(chart.Value, widget.Chart)).ToList();
        if (kept.Count == 0) return false;
        foreach (var widget in desk.Plan.Widgets.Except(kept).ToList()) desk.Remove(widget);
        desk.Say($"only {Wording.List(kept.Select(widget => $"“{widget.Title}”"))} is left");
        return true;
    }

    private static bool IsAlike(ChartKind wanted, ChartKind kind)
        => (wanted == ChartKind.Bar && kind is ChartKind.HorizontalBar or ChartKind.StackedBar) || (wanted == ChartKind.Line && kind == ChartKind.Area);

    private static bool IsOnly(PromptText text, Mark.Chart chart)
    {
        var before = chart.From - 1;
        while (text[before].IsAny("the", "a", "an", "this", "my")) before--;
        return text[before].IsAny("only", "just") || (text[chart.To].Is("only") && chart.To + 1 >= text.Count);
    }
}
