import { arcPath, cellOf, colorOf, figure, figures, meetValues, nameOf, numberOf, percent, useSelecting, useSize, write, writeShort, type Cell, type KeyOf, type NumberKeyOf } from "@vitrine/kit";
import { useState, type KeyboardEvent } from "react";
import type { ChartProps } from "./Cartesian";
import { columnOf, keyText, styleOf } from "./plot";

export interface DonutChartProps<R> extends ChartProps<R> {
  x: KeyOf<R>;
  /** A figure that may be added up. */
  y: NumberKeyOf<R>;
  /** Slices at most; the rest becomes Other. 6 when absent. */
  max?: number;
  /** What stands in the centre; the sum when absent. */
  total?: Cell;
}

interface Slice {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  /** The server's text, whole. */
  readonly whole: string;
  readonly value: number;
  readonly color: string;
  readonly row: object | null;
}

/** Shares of a whole, for few categories. */
export function DonutChart<R>({ data, x, y, max = 6, total, height = 220, label, colors, filter, drill, onSelect }: DonutChartProps<R>) {
  const [ref, size] = useSize<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const selecting = useSelecting(data, x, { filter, drill, onSelect });
  const column = columnOf(data, x);
  const style = styleOf(data, y);
  // Averages, rates and counts of distinct things have no sum, so no share of one either.
  const isAdditive = columnOf(data, y)?.additive !== false;
  const slices = slicesOf();
  const hidden = isAdditive ? 0 : data.rows.filter((row) => (numberOf(cellOf(row, y)) ?? 0) > 0).length - slices.length;
  const sum = slices.reduce((all, slice) => all + slice.value, 0);
  const radius = Math.max(0, Math.min(size.width, size.height) / 2 - 4);
  const centre = active === null ? null : slices[active];
  const { select } = selecting;

  function slicesOf(): Slice[] {
    meetValues(column?.field ?? x, data.rows.map((row) => keyText(cellOf(row, x))));
    const shortened = new Map(figures(data.rows.map((row) => cellOf(row, y)), style).map((text, at) => [data.rows[at], text]));
    const all = data.rows
      .map((row) => ({ row, cell: cellOf(row, x), figureCell: cellOf(row, y), value: numberOf(cellOf(row, y)) ?? 0 }))
      .filter((one) => one.value > 0)
      .sort((a, b) => b.value - a.value)
      .map(({ row, cell, figureCell, value }) => ({ key: keyText(cell), label: nameOf(cell, column), text: shortened.get(row) ?? "", whole: figureCell?.formatted ?? "", value, color: colorOf(column?.field ?? x, keyText(cell), colors), row: row as object | null }));
    if (all.length <= max) return all;
    if (!isAdditive) return all.slice(0, max);
    const rest = all.slice(max - 1);
    const other = rest.reduce((added, slice) => added + slice.value, 0);
    return [...all.slice(0, max - 1), { key: "other", label: `Other (${rest.length})`, text: sumText(other), whole: write(other, style), value: other, color: "var(--chart-neutral)", row: null }];
  }

  const act = (at: number | null) => {
    const row = at === null ? null : slices[at]?.row;
    if (row && select) select(row as R);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowRight: (active ?? -1) + 1, ArrowLeft: (active ?? slices.length) - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setActive((to + slices.length) % slices.length);
    } else if (event.key === "Enter") {
      act(active);
    }
  };

  const spoken = `Donut chart: ${label ?? `${columnOf(data, y)?.label ?? y} by ${column?.label ?? x}`}. ${slices.map((slice) => `${slice.label} ${slice.whole}${isAdditive ? `, ${percent(slice.value / sum)}` : ""}`).join("; ")}.`;
  let turn = 0;
  return (
    <figure className="v-chart v-donut">
      <div className={select ? "v-donut-ring v-chart-action" : "v-donut-ring"} style={{ minHeight: height }} role="img" aria-label={spoken} tabIndex={0} data-arrows data-chart onKeyDown={onKeyDown} onBlur={() => setActive(null)} onPointerLeave={() => setActive(null)}>
        <div className="v-chart-canvas" ref={ref}>
          {radius > 0 && (
            <svg width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden focusable="false">
              {slices.map((slice, at) => {
                const from = turn;
                turn += slice.value / (sum || 1);
                const grown = at === active ? 3 : 0;
                return (
                  <path
                    key={slice.key}
                    d={arcPath(size.width / 2, size.height / 2, radius + grown, radius * 0.66, from, turn)}
                    fill={slice.color}
                    className="v-slice"
                    opacity={(active !== null && active !== at) || selecting.isFaded(slice.row as R | null) ? 0.4 : 1}
                    onPointerMove={() => setActive(at)}
                    onPointerDown={() => setActive(at)}
                    onClick={() => act(at)}
                  />
                );
              })}
            </svg>
          )}
          <div className="v-donut-centre" aria-hidden style={{ maxWidth: radius * 1.2 }}>
            {(centre || total || isAdditive) && <span className="v-donut-figure">{centre ? shortText(centre) : total ? figure(total, style) : sumText(sum)}</span>}
            <span className="v-donut-name">{centre ? (isAdditive ? `${centre.label} · ${percent(centre.value / sum)}` : centre.label) : (columnOf(data, y)?.label ?? "total")}</span>
          </div>
        </div>
      </div>
      <ul className="v-donut-legend" aria-hidden>
        {slices.map((slice, at) => (
          <li key={slice.key} onPointerEnter={() => setActive(at)} onPointerLeave={() => setActive(null)} className={active !== null && active !== at ? "v-faded" : undefined}>
            <span className="v-swatch" style={{ "--swatch": slice.color } as React.CSSProperties} />
            <span className="v-donut-label" title={slice.label}>
              {slice.label}
            </span>
            <span className="v-donut-text" title={slice.whole}>
              {slice.text}
            </span>
            {isAdditive && <span className="v-donut-share">{percent(slice.value / (sum || 1))}</span>}
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="v-chart-note">The {max} largest of {max + hidden} are shown.</p>}
      {selecting.dialog}
    </figure>
  );

  function sumText(value: number): string {
    return Math.abs(value * style.scale) >= 100_000 ? writeShort(value, style) : write(value, style);
  }

  function shortText(slice: Slice): string {
    return Math.abs(slice.value * style.scale) >= 100_000 ? writeShort(slice.value, style) : slice.text;
  }
}
