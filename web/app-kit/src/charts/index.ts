// What apps may import from "@vitrine/kit/charts". README.md lists it with one example each.

export { AreaChart, BarChart, ComboChart, LineChart, StackedBarChart } from "./axisCharts";
export type { AreaChartProps, BarChartProps, ComboChartProps, LineChartProps, StackedBarChartProps } from "./axisCharts";
export { BarList } from "./BarList";
export type { BarListProps } from "./BarList";
export { BarList as HorizontalBarChart } from "./BarList";
export type { ChartProps } from "./Cartesian";
export { DonutChart } from "./DonutChart";
export type { DonutChartProps } from "./DonutChart";
export { FunnelChart } from "./FunnelChart";
export type { FunnelChartProps } from "./FunnelChart";
export { Heatmap } from "./Heatmap";
export type { HeatmapProps } from "./Heatmap";
export { ScatterChart } from "./ScatterChart";
export type { ScatterChartProps } from "./ScatterChart";
export { Sparkline, colorFor } from "@vitrine/kit";
