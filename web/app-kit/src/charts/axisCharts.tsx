import type { NumberKeyOf } from "@vitrine/kit";
import { Cartesian, type AxisChartProps } from "./Cartesian";

export interface LineChartProps<R> extends AxisChartProps<R> {
  /** The earlier period as a dashed line, where the contract compares. */
  comparison?: boolean;
  /** The axis begins at zero; true when absent. */
  zero?: boolean;
  points?: boolean;
}

/** Values over time, or over an order. */
export function LineChart<R>(props: LineChartProps<R>) {
  return <Cartesian kind="Line chart" shape="line" {...props} />;
}

export interface AreaChartProps<R> extends LineChartProps<R> {
  stacked?: boolean;
}

/** Like a line, and the amount below it counts. */
export function AreaChart<R>({ stacked = false, ...props }: AreaChartProps<R>) {
  return <Cartesian kind="Area chart" shape={stacked ? "stackedArea" : "area"} {...props} />;
}

export interface BarChartProps<R> extends AxisChartProps<R> {
  comparison?: boolean;
}

/** Upright bars; several series stand beside one another. */
export function BarChart<R>(props: BarChartProps<R>) {
  return <Cartesian kind="Bar chart" shape="bar" {...props} />;
}

export interface StackedBarChartProps<R> extends AxisChartProps<R> {
  /** Each bar as 100 %. */
  normalized?: boolean;
}

/** Upright bars of parts. */
export function StackedBarChart<R>(props: StackedBarChartProps<R>) {
  return <Cartesian kind="Stacked bar chart" shape="stackedBar" {...props} />;
}

export interface ComboChartProps<R> extends Omit<AxisChartProps<R>, "y" | "series"> {
  bars: NumberKeyOf<R>;
  /** On an axis of its own, at the right. */
  line: NumberKeyOf<R>;
}

/** Bars, and a line with another unit over them. */
export function ComboChart<R>({ bars, line, ...props }: ComboChartProps<R>) {
  return <Cartesian kind="Bar and line chart" shape="bar" y={bars} line={line} {...props} colors={{ [bars]: "back", [line]: "chart-1", ...props.colors }} />;
}
