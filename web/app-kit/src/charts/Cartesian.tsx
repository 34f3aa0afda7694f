import { barPath, linePath, niceTicks, tickTexts, useAppContext, useSelecting, type ColorMap, type Data, type KeyOf, type NumberKeyOf } from "@vitrine/kit";
import { useId, useMemo, type ReactNode } from "react";
import { CategoryAxis, ValueAxis, categoryLabels, type Box } from "./axes";
import { Frame, Legend, textWidth, useToggles, type TipLine } from "./Frame";
import { describe, plot, type Plot, type Series } from "./plot";

/** What all charts take. */
export interface ChartProps<R> {
  data: Data<R>;
  /** Pixels at least; a chart fills its card. */
  height?: number;
  /** Spoken name; made from the columns when absent. */
  label?: string;
  legend?: boolean;
  /** A page filter that a click on a category sets, and again clears. */
  filter?: string;
  /** A click shows the rows behind. */
  drill?: boolean;
  onSelect?: (row: R) => void;
  colors?: ColorMap;
}

export interface AxisChartProps<R> extends ChartProps<R> {
  /** The column along the axis. */
  x: KeyOf<R>;
  /** One column of numbers, or several. */
  y: NumberKeyOf<R> | readonly NumberKeyOf<R>[];
  /** A column whose values split the rows into series. */
  series?: KeyOf<R>;
  /** A line across with a name. */
  goal?: { value: number; label: string };
}

export type Shape = "line" | "area" | "stackedArea" | "bar" | "stackedBar";

export interface CartesianProps<R> extends AxisChartProps<R> {
  kind: string;
  shape: Shape;
  comparison?: boolean | undefined;
  /** Shares of a whole. */
  normalized?: boolean | undefined;
  zero?: boolean | undefined;
  points?: boolean | undefined;
  /** A line over bars, on an axis of its own. */
  line?: NumberKeyOf<R> | undefined;
}

interface Layer {
  readonly series: Series;
  /** Lower and upper end at each place; the same for what is not stacked. */
  readonly spans: readonly (readonly [number, number] | null)[];
}

const smallest = 240;

export function Cartesian<R>(props: CartesianProps<R>) {
  const { data, x, y, series, kind, shape, comparison, normalized = false, zero = true, points = false, line, height = smallest, label, legend, filter, drill, onSelect, colors, goal } = props;
  const { locale } = useAppContext();
  const gradient = useId();
  const [off, toggle] = useToggles();
  const keys = typeof y === "string" ? [y] : [...y];
  const keyList = keys.join(" ");
  const isStacked = shape === "stackedArea" || shape === "stackedBar";
  const isAdditive = keys.every((key) => data.columns.find((column) => column.key === key)?.additive !== false);
  const whole = useMemo(
    () => plot(data, { x, y: keyList.split(" "), series, comparison, colors, beyond: isStacked && isAdditive ? "other" : "drop", locale }),
    [data, x, keyList, series, comparison, colors, isStacked, isAdditive, locale],
  );
  const over = useMemo(() => (line === undefined ? null : (plot(data, { x, y: [line], colors, beyond: "drop", locale }).series[0] ?? null)), [data, x, line, colors, locale]);
  const selecting = useSelecting(data, x, { filter, drill, onSelect });

  const visible = whole.series.filter((one) => !off.has(one.key));
  const shown = visible.length > 0 ? visible : whole.series;
  const style = (shown[0] as Series | undefined)?.style ?? { prefix: "", suffix: "", scale: 1, group: ",", decimal: ".", digits: 0 };
  const shareStyle = { prefix: "", suffix: "%", scale: 100, group: ",", decimal: ".", digits: 0 };
  const layers = isStacked ? stack(shown, normalized) : shown.map((one) => ({ series: one, spans: one.values.map((value) => (value === null ? null : ([0, value] as const))) }));
  const ends = layers.flatMap((layer) => layer.spans.flatMap((span) => (span ? [...span] : [])));
  const isBar = shape === "bar" || shape === "stackedBar";
  const fromZero = isBar || isStacked || zero;
  const values = fromZero ? ends : shown.flatMap((one) => one.values.filter((value): value is number => value !== null));
  const low = Math.min(...values, ...(goal ? [goal.value] : []), ...(fromZero ? [0] : []));
  const high = Math.max(...values, ...(goal ? [goal.value] : []), ...(fromZero ? [0] : []));

  const layout = (width: number, full: number) => {
    const count = Math.max(2, Math.min(6, Math.round((full - 40) / 52)));
    const isWhole = shown.every((one) => one.style.scale === 1 && one.values.every((value) => value === null || Number.isInteger(value)));
    const ticks = normalized ? [0, 0.25, 0.5, 0.75, 1] : niceTicks(Number.isFinite(low) ? low : 0, Number.isFinite(high) ? high : 1, count, isWhole);
    const texts = tickTexts(ticks, normalized ? shareStyle : style);
    const overKnown = over?.values.filter((value): value is number => value !== null) ?? [];
    const overTicks = over && overKnown.length > 0 ? matchTicks(Math.min(0, ...overKnown), Math.max(0, ...overKnown), ticks.length) : [];
    const overTexts = over ? tickTexts(overTicks, over.style) : [];
    const left = Math.ceil(Math.max(...texts.map(textWidth), 8)) + 14;
    const right = width - (overTexts.length > 0 ? Math.ceil(Math.max(...overTexts.map(textWidth))) + 16 : 6);
    const labels = categoryLabels(whole, right - left, locale);
    const box: Box = { left, right, top: 10, bottom: full - labels.height };
    const bottomTick = ticks[0] ?? 0;
    const topTick = ticks.at(-1) ?? 1;
    const toY = (value: number) => box.bottom - ((value - bottomTick) / (topTick - bottomTick || 1)) * (box.bottom - box.top);
    const count2 = Math.max(1, whole.categories.length);
    const band = (box.right - box.left) / count2;
    // Lines of time begin and end near the edges; bars need their whole band.
    const inset = isBar || over ? band / 2 : Math.min(band / 2, 12);
    const stretch = count2 > 1 ? (box.right - box.left - 2 * inset) / (count2 - 1) : 0;
    const toX = (at: number) => (count2 === 1 ? (box.left + box.right) / 2 : box.left + inset + at * stretch);
    const toOver = (value: number) => box.bottom - ((value - (overTicks[0] ?? 0)) / ((overTicks.at(-1) ?? 1) - (overTicks[0] ?? 0) || 1)) * (box.bottom - box.top);
    return { ticks, texts, overTicks, overTexts, labels, box, toX, toY, toOver, band, stretch: stretch || band };
  };

  const place = (px: number, width: number, full: number) => {
    const { toX, stretch } = layout(width, full);
    if (whole.categories.length === 0) return null;
    return Math.max(0, Math.min(whole.categories.length - 1, Math.round((px - toX(0)) / (stretch || 1))));
  };
  const select = selecting.select;
  const legendItems = [...whole.series, ...(over ? [over] : [])];
  const withLegend = legend ?? legendItems.length > 1;

  return (
    <>
      <Frame
        label={describe(kind, label, over ? { ...whole, series: [...whole.series, over] } : whole)}
        height={height}
        count={whole.categories.length}
        nearest={(px, py, width, full) => (px < 0 || py < 0 || px > width || py > full ? null : place(px, width, full))}
        tip={(at, width, full) => {
          const { toX, toY } = layout(width, full);
          const lines = tipLines(layers, over, at, normalized, isBar);
          const top = Math.min(...layers.map((layer) => (layer.spans[at] ? toY(layer.spans[at]?.[1] ?? 0) : full)));
          return { x: toX(at), y: top, title: whole.categories[at]?.label ?? "", lines };
        }}
        onSelect={
          select
            ? (at) => {
                const row = whole.categories[at]?.row;
                if (row) select(row as R);
              }
            : undefined
        }
        draw={(width, full, active) => {
          const l = layout(width, full);
          const bars = isBar ? barMarks(shape, layers, l, (at) => selecting.isFaded(whole.categories[at]?.row as R | null), active) : null;
          return (
            <>
              <defs>
                {layers.map((layer, at) => (
                  <linearGradient key={at} id={`${gradient}-${at}`} x1="0" x2="0" y1="0" y2="1">
                    <stop offset="0%" stopColor={layer.series.color} stopOpacity={isStacked ? 0.85 : 0.24} />
                    <stop offset="100%" stopColor={layer.series.color} stopOpacity={isStacked ? 0.7 : 0.02} />
                  </linearGradient>
                ))}
              </defs>
              <ValueAxis ticks={l.ticks} texts={l.texts} y={l.toY} box={l.box} />
              {over && <ValueAxis ticks={l.overTicks} texts={l.overTexts} y={l.toOver} box={l.box} side="right" grid={false} />}
              <CategoryAxis labels={l.labels} x={l.toX} box={l.box} />
              {active !== null && (isBar ? <rect x={l.toX(active) - l.band / 2} y={l.box.top} width={l.band} height={l.box.bottom - l.box.top} className="v-cursor-band" rx={4} /> : <line x1={l.toX(active)} x2={l.toX(active)} y1={l.box.top} y2={l.box.bottom} className="v-cursor-line" />)}
              {bars}
              {!isBar && layers.map((layer, at) => <LineMark key={layer.series.key} layer={layer} shape={shape} fill={`url(#${gradient}-${at})`} points={points} layout={l} active={active} isOnly={shown.length === 1} />)}
              {over && <LineMark layer={{ series: over, spans: over.values.map((value) => (value === null ? null : ([0, value] as const))) }} shape="line" fill="none" points layout={{ ...l, toY: l.toOver }} active={active} isOnly={false} />}
              {goal && (
                <g className="v-goal">
                  <line x1={l.box.left} x2={l.box.right} y1={l.toY(goal.value)} y2={l.toY(goal.value)} />
                  <text x={l.box.right - 4} y={l.toY(goal.value) - 6} textAnchor="end">
                    {goal.label}
                  </text>
                </g>
              )}
            </>
          );
        }}
        legend={withLegend ? <Legend items={legendItems} off={off} onToggle={whole.series.length > 1 ? toggle : (() => {})} /> : undefined}
        note={whole.hidden > 0 ? (isStacked && isAdditive ? `Other: ${whole.hidden} smaller ones together` : `The ${whole.series.length} largest of ${whole.series.length + whole.hidden} are shown`) : undefined}
      />
      {selecting.dialog}
    </>
  );
}

type Layout = { box: Box; toX: (at: number) => number; toY: (value: number) => number; band: number };

function LineMark({ layer, shape, fill, points, layout: { box, toX, toY }, active, isOnly }: { layer: Layer; shape: Shape; fill: string; points: boolean; layout: Layout; active: number | null; isOnly: boolean }): ReactNode {
  const { series, spans } = layer;
  const tops = spans.map((span, at) => (span ? { x: toX(at), y: toY(span[1]) } : null));
  const known = tops.filter((point) => point !== null);
  const zero = Math.min(box.bottom, Math.max(box.top, toY(0)));
  const isArea = (shape === "area" || shape === "stackedArea") && !series.isDashed;
  const under = spans.map((span, at) => ({ x: toX(at), y: toY(span?.[0] ?? 0) }));
  // Alone between gaps a point would not be seen.
  const lonely = (at: number) => tops[at] !== null && !tops[at - 1] && !tops[at + 1];
  const dots = points && known.length <= 40;
  return (
    <g>
      {isArea && <path d={linePath(tops, shape === "stackedArea" ? { under } : { base: zero })} fill={fill} className="v-area" />}
      <path d={linePath(tops)} className={series.isDashed ? "v-line v-line-dashed" : "v-line"} stroke={series.color} strokeWidth={shape === "stackedArea" ? 1.25 : isOnly ? 2.25 : 2} />
      {tops.map((point, at) => point && (dots || lonely(at) || at === active) && <circle key={at} cx={point.x} cy={point.y} r={at === active ? 4.5 : 3} fill={series.color} className="v-dot" />)}
    </g>
  );
}

function barMarks(shape: Shape, layers: readonly Layer[], { toX, toY, band }: Layout, isFaded: (at: number) => boolean, active: number | null): ReactNode {
  const isStacked = shape === "stackedBar";
  const group = Math.min(band * (band > 40 ? 0.62 : 0.74), isStacked || layers.length === 1 ? 56 : 120);
  const gap = isStacked || layers.length === 1 ? 0 : Math.min(3, group / layers.length / 5);
  const width = isStacked ? group : (group - gap * (layers.length - 1)) / Math.max(1, layers.length);
  return layers.map((layer, index) => (
    <g key={layer.series.key} fill={layer.series.color}>
      {layer.spans.map((span, at) => {
        if (!span || span[0] === span[1]) return null;
        const left = toX(at) - group / 2 + (isStacked ? 0 : index * (width + gap));
        const [a, b] = [toY(span[1]), toY(span[0])];
        const isUp = span[1] >= span[0] ? span[1] > 0 : false;
        // Only the outermost piece of a stack is rounded.
        const isEnd = !isStacked || !layers.slice(index + 1).some((other) => other.spans[at] && other.spans[at]?.[0] !== other.spans[at]?.[1] && ((other.spans[at]?.[1] ?? 0) > 0) === isUp);
        const top = Math.min(a, b);
        // A hair between the pieces of a stack, as long as there is room for it.
        const hair = isStacked && Math.abs(a - b) > 3 && span[0] !== 0 ? 1 : 0;
        return <path key={at} d={barPath(left, isUp ? top : top + hair, Math.max(1, width), Math.max(1, Math.abs(a - b) - hair), 4, isEnd ? (isUp ? "top" : "bottom") : "none")} fill={layer.series.fills[at]} opacity={isFaded(at) ? 0.3 : active !== null && active !== at ? 0.72 : 1} className={layer.series.isDashed ? "v-bar v-bar-earlier" : "v-bar"} />;
      })}
    </g>
  ));
}

/** Piles series up; what is below zero goes down from there. */
function stack(series: readonly Series[], normalized: boolean): Layer[] {
  const count = series[0]?.values.length ?? 0;
  const up = new Array<number>(count).fill(0);
  const down = new Array<number>(count).fill(0);
  const totals = Array.from({ length: count }, (_, at) => series.reduce((sum, one) => sum + Math.abs(one.values[at] ?? 0), 0));
  return series.map((one) => ({
    series: one,
    spans: one.values.map((value, at) => {
      const part = normalized ? (totals[at] ? Math.abs(value ?? 0) / (totals[at] ?? 1) : 0) : (value ?? 0);
      const base = part >= 0 ? up : down;
      const from = base[at] ?? 0;
      base[at] = from + part;
      return [from, from + part] as const;
    }),
  }));
}

function tipLines(layers: readonly Layer[], over: Series | null, at: number, normalized: boolean, isBar: boolean): TipLine[] {
  const lines = layers.map(({ series, spans }) => {
    const span = spans[at];
    const share = normalized && span ? ` (${Math.round((span[1] - span[0]) * 100)}%)` : "";
    return { label: series.label, text: `${series.texts[at] ?? "–"}${share}`, color: (isBar ? series.fills[at] : undefined) ?? series.color, isDashed: series.isDashed };
  });
  // A stack is read from its top.
  if (layers.length > 1 && layers.some((layer) => layer.spans.some((span) => span && span[0] !== 0))) lines.reverse();
  if (over) lines.push({ label: over.label, text: over.texts[at] ?? "–", color: over.color, isDashed: false });
  return lines;
}

/** Ticks for the second axis, as many as the first has, so that one set of lines serves both. */
function matchTicks(low: number, high: number, count: number): number[] {
  const steps = Math.max(1, count - 1);
  for (let tries = steps; tries > 0; tries -= 1) {
    const ticks = niceTicks(low, high, tries);
    if (ticks.length <= count) {
      const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
      while (ticks.length < count) ticks.push(Number(((ticks.at(-1) ?? 0) + step).toPrecision(12)));
      return ticks;
    }
  }
  return [low, high];
}

export type { Plot };
