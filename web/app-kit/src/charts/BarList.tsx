import { Button, cellOf, colorOf, cssColor, numberOf, percent, useSelecting, write, type KeyOf, type NumberKeyOf } from "@vitrine/kit";
import { useState } from "react";
import type { ChartProps } from "./Cartesian";
import { columnOf, keyText, styleOf } from "./plot";

export interface BarListProps<R> extends ChartProps<R> {
  /** The categories. */
  x: KeyOf<R>;
  y: NumberKeyOf<R>;
  /** A second figure beside the first. */
  detail?: NumberKeyOf<R>;
  /** Rows shown at first; 12 when absent. */
  max?: number;
  /** The share of the sum of all rows beside the figure. */
  share?: boolean;
  /** Each category in its own colour. */
  colored?: boolean;
}

/** Lying bars with their names inside: the best form for ranked categories, and for long names. */
export function BarList<R>({ data, x, y, detail, max = 12, share = false, colored = false, label, colors, filter, drill, onSelect }: BarListProps<R>) {
  const [isOpen, setOpen] = useState(false);
  const selecting = useSelecting(data, x, { filter, drill, onSelect });
  const column = columnOf(data, x);
  const values = data.rows.map((row) => numberOf(cellOf(row, y)));
  const high = Math.max(0, ...values.map((value) => value ?? 0));
  const low = Math.min(0, ...values.map((value) => value ?? 0));
  const extent = high - low || 1;
  const zero = -low / extent;
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const shown = isOpen ? data.rows : data.rows.slice(0, max);
  const rest = data.rows.length - shown.length;
  const style = styleOf(data, y);
  const { select } = selecting;
  return (
    <figure className="v-chart v-barlist" data-chart>
      <ul aria-label={label ?? `${columnOf(data, y)?.label ?? y} by ${column?.label ?? x}`}>
        {shown.map((row, at) => {
          const cell = cellOf(row, x);
          const value = values[at] ?? null;
          const figures = cellOf(row, y);
          const id = keyText(cell);
          const own = colors?.[id];
          const color = own !== undefined ? cssColor(own) : colored ? colorOf(column?.field ?? x, id, colors) : value !== null && value < 0 ? "var(--negative)" : "var(--chart-1)";
          const from = value === null ? zero : Math.min(zero, zero + value / extent);
          const length = value === null ? 0 : Math.abs(value) / extent;
          const content = (
            <>
              <span className="v-bar-fill" style={{ insetInlineStart: `${from * 100}%`, width: `${Math.max(length * 100, value ? 0.6 : 0)}%`, "--swatch": color } as React.CSSProperties} />
              <span className="v-bar-name" title={cell?.formatted}>
                {cell?.formatted}
              </span>
              <span className="v-bar-value">
                {figures?.formatted ?? "–"}
                {share && sum > 0 && value !== null && <span className="v-bar-detail">{percent(value / sum)}</span>}
                {detail && <span className="v-bar-detail">{cellOf(row, detail)?.formatted}</span>}
              </span>
            </>
          );
          const isFaded = selecting.isFaded(row);
          return (
            <li key={`${id} ${at}`} className={isFaded ? "v-faded" : undefined}>
              {select ? (
                <button type="button" className="v-bar-row v-bar-action" aria-pressed={filter ? !isFaded && selecting.isFaded(null) : undefined} onClick={() => select(row)}>
                  {content}
                </button>
              ) : (
                <div className="v-bar-row">{content}</div>
              )}
            </li>
          );
        })}
      </ul>
      {detail && <p className="v-chart-note">{`${columnOf(data, y)?.label}, and ${columnOf(data, detail)?.label}`}</p>}
      {(rest > 0 || isOpen) && data.rows.length > max && (
        <Button variant="ghost" className="v-more v-noprint" onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Show fewer" : `Show ${rest} more`}
        </Button>
      )}
      <span className="v-hidden">{sum > 0 && share ? `Sum ${write(sum, style)}` : ""}</span>
      {selecting.dialog}
    </figure>
  );
}
