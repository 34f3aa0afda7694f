import { cellOf, colorOf, meetValues, nameOf, niceTicks, numberOf, tickTexts, useSelecting, type KeyOf, type NumberKeyOf } from "@vitrine/kit";
import { useMemo } from "react";
import { ValueAxis, type Box } from "./axes";
import type { ChartProps } from "./Cartesian";
import { Frame, Legend, textWidth, useToggles } from "./Frame";
import { columnOf, keyText, styleOf } from "./plot";

export interface ScatterChartProps<R> extends ChartProps<R> {
  x: NumberKeyOf<R>;
  y: NumberKeyOf<R>;
  /** The area of a point. */
  size?: NumberKeyOf<R>;
  /** The colour of a point. */
  series?: KeyOf<R>;
  /** What a point stands for. */
  name: KeyOf<R>;
}

/** Two figures against one another, a point for each row. */
export function ScatterChart<R>({ data, x, y, size, series, name, height = 280, label, legend, colors, filter, drill, onSelect }: ScatterChartProps<R>) {
  const selecting = useSelecting(data, name, { filter, drill, onSelect });
  const [off, toggle] = useToggles();
  const by = series === undefined ? undefined : columnOf(data, series);
  const all = useMemo(
    () => {
      if (by && series !== undefined) meetValues(by.field, data.rows.map((row) => keyText(cellOf(row, series))));
      return data.rows.flatMap((row) => {
        const [px, py] = [numberOf(cellOf(row, x)), numberOf(cellOf(row, y))];
        if (px === null || py === null) return [];
        const group = series === undefined ? undefined : cellOf(row, series);
        return [{ row, px, py, group: keyText(group), groupText: group?.formatted ?? "", weight: size === undefined ? null : numberOf(cellOf(row, size)), color: by ? colorOf(by.field, keyText(group), colors) : "var(--chart-1)" }];
      });
    },
    [data, x, y, size, series, by, colors],
  );
  const points = all.filter((point) => !off.has(point.group)).sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
  const heaviest = Math.max(1e-9, ...points.map((point) => point.weight ?? 0));
  const radius = (weight: number | null) => (weight === null ? (points.length > 200 ? 3.5 : 5) : 4 + 16 * Math.sqrt(Math.max(0, weight) / heaviest));
  const range = (values: number[]): [number, number] => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    // Zero belongs to the picture unless the points are far from it.
    return low >= 0 && low < high * 0.4 ? [0, high] : [low, high];
  };
  const groups = [...new Map(all.map((point) => [point.group, point])).values()];

  const layout = (width: number, full: number) => {
    const yTicks = niceTicks(...range(points.map((point) => point.py)), Math.max(2, Math.round(full / 60)));
    const xTicks = niceTicks(...range(points.map((point) => point.px)), Math.max(2, Math.min(7, Math.round(width / 100))));
    const yTexts = tickTexts(yTicks, styleOf(data, y));
    const xTexts = tickTexts(xTicks, styleOf(data, x));
    const box: Box = { left: Math.ceil(Math.max(...yTexts.map(textWidth))) + 14, right: width - 18, top: 26, bottom: full - 46 };
    const scale = (ticks: number[], from: number, to: number) => (value: number) => from + ((value - (ticks[0] ?? 0)) / ((ticks.at(-1) ?? 1) - (ticks[0] ?? 0) || 1)) * (to - from);
    return { box, xTicks, yTicks, xTexts, yTexts, toX: scale(xTicks, box.left, box.right), toY: scale(yTicks, box.bottom, box.top) };
  };
  const { select } = selecting;
  const xName = columnOf(data, x)?.label ?? x;
  const yName = columnOf(data, y)?.label ?? y;
  return (
    <>
      <Frame
        label={`Scatter chart: ${label ?? `${yName} against ${xName}`}. ${points.length} points.`}
        height={height}
        count={points.length}
        nearest={(px, py, width, full) => {
          const { toX, toY } = layout(width, full);
          let best: { at: number; distance: number } | null = null;
          points.forEach((point, at) => {
            const distance = Math.hypot(toX(point.px) - px, toY(point.py) - py) - radius(point.weight);
            if (distance < 24 && (best === null || distance <= best.distance)) best = { at, distance };
          });
          return (best as { at: number } | null)?.at ?? null;
        }}
        tip={(at, width, full) => {
          const point = points[at];
          if (!point) return null;
          const { toX, toY } = layout(width, full);
          const texts = [x, y, ...(size === undefined ? [] : [size])].map((key) => ({ label: columnOf(data, key)?.label ?? key, text: cellOf(point.row, key)?.formatted ?? "–", color: null }));
          return { x: toX(point.px), y: toY(point.py), title: nameOf(cellOf(point.row, name), columnOf(data, name)), lines: [...(by ? [{ label: by.label, text: point.groupText, color: point.color }] : []), ...texts] };
        }}
        onSelect={select ? (at) => points[at] && select(points[at].row) : undefined}
        draw={(width, full, active) => {
          const { box, xTicks, yTicks, xTexts, yTexts, toX, toY } = layout(width, full);
          return (
            <>
              <ValueAxis ticks={yTicks} texts={yTexts} y={toY} box={box} />
              <g className="v-axis">
                {xTicks.map((tick, at) => (
                  <g key={tick}>
                    <line x1={toX(tick)} x2={toX(tick)} y1={box.top} y2={box.bottom} className="v-grid-line" />
                    <text x={toX(tick)} y={box.bottom + 18} textAnchor="middle">
                      {xTexts[at]}
                    </text>
                  </g>
                ))}
                <text x={0} y={12} className="v-axis-name">
                  {yName}
                </text>
                <text x={box.right} y={full - 6} textAnchor="end" className="v-axis-name">
                  {xName}
                </text>
              </g>
              {points.map((point, at) => (
                <circle key={at} cx={toX(point.px)} cy={toY(point.py)} r={radius(point.weight)} fill={point.color} stroke={point.color} className="v-point" opacity={selecting.isFaded(point.row) ? 0.25 : active !== null && active !== at ? 0.5 : 1} />
              ))}
              {active !== null && points[active] && <circle cx={toX(points[active].px)} cy={toY(points[active].py)} r={radius(points[active].weight) + 3} fill="none" stroke={points[active].color} strokeWidth={2} />}
            </>
          );
        }}
        legend={(legend ?? groups.length > 1) && by ? <Legend items={groups.map((point) => ({ key: point.group, label: nameOf(cellOf(point.row, series ?? ""), by), color: point.color }))} off={off} onToggle={toggle} /> : undefined}
        note={size === undefined ? undefined : `Size: ${columnOf(data, size)?.label ?? size}`}
      />
      {selecting.dialog}
    </>
  );
}
