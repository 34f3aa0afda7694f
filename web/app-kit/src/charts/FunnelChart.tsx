import { Icon, cellOf, colorAt, nameOf, numberOf, percent, useSelecting, type Cell, type KeyOf, type NumberKeyOf } from "@vitrine/kit";
import type { ChartProps } from "./Cartesian";
import { columnOf } from "./plot";

export interface FunnelChartProps<R> extends ChartProps<R> {
  /** Rows are the steps, in their order. */
  x?: KeyOf<R>;
  y?: NumberKeyOf<R>;
  /** Or the steps are figures of the first row. */
  steps?: readonly { readonly metric: NumberKeyOf<R>; readonly label?: string }[];
}

interface Step<R> {
  readonly label: string;
  readonly cell: Cell | undefined;
  readonly value: number;
  readonly row: R | null;
}

/** How many get from step to step. */
export function FunnelChart<R>({ data, x, y, steps, label, drill, filter, onSelect }: FunnelChartProps<R>) {
  const selecting = useSelecting(data, x ?? "", { filter, drill, onSelect });
  const shown: Step<R>[] = steps
    ? steps.map(({ metric, label: own }) => {
        const cell = cellOf(data.rows[0], metric);
        return { label: own ?? columnOf(data, metric)?.label ?? metric, cell, value: numberOf(cell) ?? 0, row: data.rows[0] ?? null };
      })
    : data.rows.map((row) => ({ label: nameOf(cellOf(row, x ?? ""), columnOf(data, x ?? "")), cell: cellOf(row, y ?? ""), value: numberOf(cellOf(row, y ?? "")) ?? 0, row }));
  const first = shown[0]?.value || 1;
  const most = Math.max(1e-9, ...shown.map((step) => step.value));
  const { select } = selecting;
  return (
    <figure className="v-chart v-funnel" data-chart>
      <ol aria-label={label ?? "Funnel"}>
        {shown.map((step, at) => {
          const before = at === 0 ? null : (shown[at - 1]?.value ?? 0);
          return (
            <li key={`${step.label} ${at}`}>
              {before !== null && (
                <p className="v-funnel-between">
                  <Icon name="arrow-down" size={12} />
                  {before > 0 ? `${percent(step.value / before)} go on` : "–"}
                </p>
              )}
              <div className={select ? "v-funnel-step v-chart-action" : "v-funnel-step"} onClick={() => step.row && select?.(step.row)}>
                <span className="v-funnel-name">{step.label}</span>
                <span className="v-funnel-track">
                  <span className="v-funnel-bar" style={{ width: `${(step.value / most) * 100}%`, "--swatch": colorAt(0), opacity: 1 - (at / Math.max(1, shown.length)) * 0.55 } as React.CSSProperties} />
                </span>
                <span className="v-funnel-value">
                  {step.cell?.formatted ?? "–"}
                  <span className="v-bar-detail">{percent(step.value / first)}</span>
                </span>
              </div>
            </li>
          );
        })}
      </ol>
      {selecting.dialog}
    </figure>
  );
}
