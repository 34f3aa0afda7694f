namespace Vitrine.Agents.Composer.Reading;

/// <summary>How a widget draws its rows.</summary>
internal enum ChartKind
{
    Line,
    Area,
    Bar,
    StackedBar,
    HorizontalBar,
    Donut,
    Scatter,
    Heatmap,
    Funnel,
    Table,
    Kpi,
}
