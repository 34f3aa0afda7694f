import { calendarPlace, cellOf, isTimeAxis, learnStyle, nameOf, numberOf, shortDate, timeOf, useAppContext, useSelecting, writeShort, type KeyOf, type NumberKeyOf } from "@vitrine/kit";
import { useState } from "react";
import type { ChartProps } from "./Cartesian";
import { columnOf, keyText } from "./plot";

export interface HeatmapProps<R> extends ChartProps<R> {
  x: KeyOf<R>;
  y: KeyOf<R>;
  value: NumberKeyOf<R>;
  /** The figure inside each field; when absent, as long as they fit. */
  labels?: boolean;
}

// Where black and white are equally readable on the ramp, in the dark theme and in the light one; elsewhere the better of them has a contrast of 4.5 and more.
const middle = 0.605;
const strong = 0.785;

/** Two categories against one another; the darker, the more. A table underneath, so that every field can be read. */
export function Heatmap<R>({ data, x, y, value, labels, label, drill, filter, onSelect }: HeatmapProps<R>) {
  const { locale } = useAppContext();
  const selecting = useSelecting(data, y, { filter, drill, onSelect });
  const [active, setActive] = useState<string | null>(null);
  const columns = headings(x);
  const lines = headings(y);
  const cells = new Map(data.rows.map((row) => [`${keyText(cellOf(row, x))}\u0000${keyText(cellOf(row, y))}`, row]));
  const known = data.rows.map((row) => numberOf(cellOf(row, value))).filter((one): one is number => one !== null);
  const low = Math.min(...known, 0);
  const high = Math.max(...known, 0);
  const style = learnStyle(data.rows.map((row) => cellOf(row, value)));
  const withLabels = labels ?? columns.length <= 14;
  const every = Math.ceil(columns.length / 16);
  const { select } = selecting;

  function headings(key: KeyOf<R>) {
    const column = columnOf(data, key);
    const found = new Map<string, { key: string; text: string; order: string | number | boolean | null }>();
    for (const row of data.rows) {
      const cell = cellOf(row, key);
      if (!found.has(keyText(cell))) found.set(keyText(cell), { key: keyText(cell), text: nameOf(cell, column), order: cell?.raw ?? null });
    }
    const all = [...found.values()];
    const places = all.map((one) => calendarPlace(one.order, column?.interval));
    if (places.every((place) => place !== null)) {
      // Names of days and months stand in the calendar's order, and short above one another's columns.
      const ordered = all.map((one, at) => ({ one, place: places[at] ?? 0 })).sort((a, b) => a.place - b.place);
      return ordered.map(({ one }) => (key === x ? { ...one, text: one.text.slice(0, 3) } : one));
    }
    if (column?.type === "number") return all.sort((a, b) => Number(a.order) - Number(b.order));
    if (!isTimeAxis(column)) return all;
    let before: number | null = null;
    return all
      .sort((a, b) => String(a.order).localeCompare(String(b.order)))
      .map((one) => {
        const time = timeOf(one.order);
        if (time === null) return one;
        const text = shortDate(time, column?.interval, before, locale);
        before = time;
        return { ...one, text };
      });
  }

  const shown = active === null ? null : cells.get(active);
  return (
    <figure className="v-chart v-heatmap" data-chart>
      <div className="v-heatmap-scroll" tabIndex={0} role="group" aria-label={label ?? `${columnOf(data, value)?.label ?? value} by ${columnOf(data, y)?.label ?? y} and ${columnOf(data, x)?.label ?? x}`}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((column, at) => (
                <th key={column.key} scope="col">
                  <span className={at % every === 0 ? undefined : "v-hidden"}>{column.text}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row" title={line.text}>
                  {line.text}
                </th>
                {columns.map((column) => {
                  const id = `${column.key}\u0000${line.key}`;
                  const row = cells.get(id);
                  const cell = row && cellOf(row, value);
                  const number = numberOf(cell);
                  const share = number === null ? null : (number - low) / (high - low || 1);
                  return (
                    <td key={column.key} onPointerEnter={() => setActive(row ? id : null)} onPointerLeave={() => setActive(null)} onClick={() => row && select?.(row)} className={select && row ? "v-heat-action" : undefined}>
                      <span
                        className={share === null || share < middle ? "v-heat" : share < strong ? "v-heat v-heat-middle" : "v-heat v-heat-strong"}
                        style={share === null ? undefined : ({ "--heat": `${Math.round(8 + share * 92)}%` } as React.CSSProperties)}
                        title={cell ? `${line.text}, ${column.text}: ${cell.formatted}` : undefined}
                      >
                        <span className={withLabels ? undefined : "v-hidden"}>{cell && number !== null ? (withLabels && cell.formatted.length > 7 ? writeShort(number, style) : cell.formatted) : ""}</span>
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="v-heat-legend" aria-hidden>
        <span>{shown ? `${nameOf(cellOf(shown, y), columnOf(data, y))}, ${nameOf(cellOf(shown, x), columnOf(data, x))}: ${cellOf(shown, value)?.formatted}` : (columnOf(data, value)?.label ?? "")}</span>
        <span className="v-heat-scale">
          {textOf(low)}
          <span className="v-heat-ramp" />
          {textOf(high)}
        </span>
      </div>
      {selecting.dialog}
    </figure>
  );

  function textOf(number: number): string {
    return data.rows.map((row) => cellOf(row, value)).find((cell) => cell?.raw === number && cell.formatted.length <= 7)?.formatted ?? writeShort(number, style);
  }
}
