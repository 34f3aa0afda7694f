import { Button, cellOf, colorOf, cssColor, figures, meetValues, nameOf, numberOf, percent, statedColor, useSelecting, type KeyOf, type NumberKeyOf } from "@vitrine/kit";
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
export function BarList<R>({ data, x, y, detail, max = 12, share: wantsShare = false, colored = false, label, colors, filter, drill, onSelect }: BarListProps<R>) {
  const [isOpen, setOpen] = useState(false);
  const selecting = useSelecting(data, x, { filter, drill, onSelect });
  const column = columnOf(data, x);
  const share = wantsShare && columnOf(data, y)?.additive !== false;
  const values = data.rows.map((row) => numberOf(cellOf(row, y)));
  const high = Math.max(0, ...values.map((value) => value ?? 0));
  const low = Math.min(0, ...values.map((value) => value ?? 0));
  const extent = high - low || 1;
  const zero = -low / extent;
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  if (colored) meetValues(column?.field ?? x, data.rows.map((row) => keyText(cellOf(row, x))));
  const shown = isOpen ? data.rows : data.rows.slice(0, max);
  const rest = data.rows.length - shown.length;
  const style = styleOf(data, y);
  const texts = figures(data.rows.map((row) => cellOf(row, y)), style);
  const details = detail === undefined ? [] : figures(data.rows.map((row) => cellOf(row, detail)), styleOf(data, detail));
  const { select } = selecting;
  return (
    <figure className="v-chart v-barlist" data-chart>
      <ul style={{ "--figures": 1 + Number(share) + Number(detail !== undefined) } as React.CSSProperties} aria-label={label ?? `${columnOf(data, y)?.label ?? y} by ${column?.label ?? x}`}>
        {(detail !== undefined || share) && (
          <li className="v-bar-head" aria-hidden>
            <span>{column?.label}</span>
            <span>{columnOf(data, y)?.label}</span>
            {share && <span>Share</span>}
            {detail !== undefined && <span>{columnOf(data, detail)?.label}</span>}
          </li>
        )}
        {shown.map((row, at) => {
          const cell = cellOf(row, x);
          const value = values[at] ?? null;
          const id = keyText(cell);
          const own = colors?.[id] ?? statedColor(column?.field ?? x, id);
          const color = own !== undefined ? cssColor(own) : colored ? colorOf(column?.field ?? x, id, colors) : value !== null && value < 0 ? "var(--negative)" : "var(--chart-1)";
          const from = value === null ? zero : Math.min(zero, zero + value / extent);
          const length = value === null ? 0 : Math.abs(value) / extent;
          const content = (
            <>
              <span className="v-bar-fill" style={{ insetInlineStart: `${from * 100}%`, width: `${Math.max(length * 100, value ? 0.6 : 0)}%`, "--swatch": color } as React.CSSProperties} />
              <span className="v-bar-name" title={nameOf(cell, column)}>
                {nameOf(cell, column)}
              </span>
              <span className="v-bar-value" title={cellOf(row, y)?.formatted}>
                {texts[at]}
              </span>
              {share && <span className="v-bar-detail">{sum > 0 && value !== null ? percent(value / sum) : ""}</span>}
              {detail && (
                <span className="v-bar-detail" title={cellOf(row, detail)?.formatted}>
                  {details[at]}
                </span>
              )}
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
      {(rest > 0 || isOpen) && data.rows.length > max && (
        <Button variant="ghost" className="v-more v-noprint" onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Show fewer" : `Show ${rest} more`}
        </Button>
      )}
      {selecting.dialog}
    </figure>
  );
}
