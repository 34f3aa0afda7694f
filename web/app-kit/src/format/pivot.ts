// Lays long rows out as a cross table. The server's rows stay what they are: charts and exports take them long.

import type { PivotDescription } from "../contracts";
import { cellOf, type AnyRow, type Cell, type Column, type Data } from "../types";

/** More columns than that are no table that anybody reads. */
const mostColumns = 200;

interface Wide {
  readonly column: Column;
  readonly head: string;
  /** Null where metrics stand one under the other. */
  readonly metric: Column | null;
}

/** The answer with a column for each value of the pivoted columns, or null where there is nothing to pivot or too much. */
export function pivoted(data: Data<unknown>, pivot: PivotDescription): Data<AnyRow> | null {
  const across = data.columns.filter((column) => pivot.columns.includes(column.key));
  const down = data.columns.filter((column) => column.kind === "dimension" && !across.includes(column));
  const metrics = data.columns.filter((column) => column.kind === "metric");
  if (across.length === 0 || metrics.length === 0) return null;

  const heads = new Map<string, readonly Cell[]>();
  const groups = new Map<string, { readonly cells: readonly Cell[]; readonly values: Map<string, unknown> }>();
  for (const row of data.rows) {
    const head = cellsOf(row, across);
    const side = cellsOf(row, down);
    heads.set(keyOf(head), head);
    let group = groups.get(keyOf(side));
    if (!group) groups.set(keyOf(side), (group = { cells: side, values: new Map() }));
    group.values.set(keyOf(head), row);
  }
  const ordered = [...heads].sort(([, a], [, b]) => compare(a, b));
  if (ordered.length * (pivot.metricsAsRows ? 1 : metrics.length) > mostColumns) return null;

  const single = metrics.length === 1 ? metrics[0] : undefined;
  const wide = ordered.flatMap(([head, cells]): Wide[] => {
    const text = cells.map((cell) => cell.formatted).join(" · ");
    if (pivot.metricsAsRows) return [{ column: { ...(metrics[0] as Column), key: head, label: text }, head, metric: null }];
    return metrics.map((metric) => ({ column: { ...metric, key: `${head}|${metric.key}`, label: single ? text : `${text} · ${metric.label}` }, head, metric }));
  });
  const side: readonly Column[] = pivot.metricsAsRows && !single ? [...down, { key: "metric", field: "metric", kind: "dimension", label: "Metric", type: "string" }] : down;

  const rows: AnyRow[] = [];
  for (const group of groups.values()) {
    for (const metric of pivot.metricsAsRows ? metrics : [null]) {
      const row: Record<string, Cell | undefined> = {};
      down.forEach((column, at) => (row[column.key] = group.cells[at]));
      if (metric && !single) row.metric = { raw: metric.label, formatted: metric.label };
      for (const one of wide) row[one.column.key] = cellOf(group.values.get(one.head), (metric ?? one.metric ?? single)?.key ?? "");
      rows.push(row);
    }
  }
  return { ...data, columns: [...side, ...wide.map((one) => one.column)], rows };
}

function cellsOf(row: unknown, columns: readonly Column[]): Cell[] {
  return columns.map((column) => cellOf(row, column.key) ?? { raw: null, formatted: "" });
}

function keyOf(cells: readonly Cell[]): string {
  return JSON.stringify(cells.map((cell) => cell.exact ?? cell.raw));
}

/** By value, and not by how it is written; empty values stand last. */
function compare(a: readonly Cell[], b: readonly Cell[]): number {
  for (let at = 0; at < a.length; at++) {
    const left = a[at]?.raw ?? null;
    const right = b[at]?.raw ?? null;
    if (left === right) continue;
    if (left === null || right === null) return left === null ? 1 : -1;
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left).localeCompare(String(right), "en", { numeric: true });
  }
  return 0;
}
