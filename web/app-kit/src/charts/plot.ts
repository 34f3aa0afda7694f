// From rows to what a chart draws: categories along one axis, series of values over them.

import { cellOf, colorAt, colorOf, comparisonText, cssColor, isTimeAxis, learnStyle, longDate, meetValues, nameOf, nextBucket, numberOf, statedColor, timeOf, write, type Cell as Value, type ColorMap, type Column, type Data, type NumberStyle } from "@vitrine/kit";

export interface Category {
  readonly key: string;
  /** Read whole: in tooltips and by screen readers. */
  readonly label: string;
  /** Milliseconds on an axis of time. */
  readonly time: number | null;
  /** The first row there; null for a bucket without rows. */
  readonly row: object | null;
}

export interface Series {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  readonly isDashed: boolean;
  readonly values: readonly (number | null)[];
  /** Texts of the values, the server's wherever it has one. */
  readonly texts: readonly string[];
  readonly rows: readonly (object | null)[];
  /** Colours of single places, where values along the axis have colours of their own. */
  readonly fills: readonly (string | undefined)[];
  readonly style: NumberStyle;
}

export interface Plot {
  readonly x: Column | undefined;
  readonly isTime: boolean;
  readonly categories: readonly Category[];
  readonly series: readonly Series[];
  /** Series that were left out, or put together as "Other". */
  readonly hidden: number;
}

export interface PlotOptions {
  readonly x: string;
  readonly y: readonly string[];
  readonly series?: string | undefined;
  readonly comparison?: boolean | undefined;
  readonly colors?: ColorMap | undefined;
  /** What becomes of series beyond the eighth: added up, or left out with a note. */
  readonly beyond: "other" | "drop";
  readonly locale: string;
}

const mostSeries = 8;
/** Buckets that are put in where rows are missing. */
const mostFilled = 1200;

export function keyText(cell: Value | undefined): string {
  return cell?.raw === null || cell?.raw === undefined ? "∅" : String(cell.raw);
}

export function columnOf(data: Data<never> | Data<unknown>, key: string): Column | undefined {
  return data.columns.find((column) => column.key === key);
}

export function styleOf<R>(data: Data<R>, key: string): NumberStyle {
  return learnStyle(data.rows.map((row) => cellOf(row, key)));
}

export function plot<R>(data: Data<R>, options: PlotOptions): Plot {
  const x = columnOf(data, options.x);
  const isTime = isTimeAxis(x) && data.rows.every((row) => timeOf(cellOf(row, options.x)?.raw) !== null || cellOf(row, options.x)?.raw === null);
  const categories = categoriesOf(data, options, x, isTime);
  const place = new Map(categories.map((category, at) => [category.key, at]));
  const split = options.series === undefined ? null : columnOf(data, options.series);
  const named = options.series !== undefined && split ? splitSeries(data, options, options.series, split, place) : metricSeries(data, options, x, place);
  if (isTime && !data.truncated) for (const series of named) fillIn(data, options, series, split ? (options.y[0] ?? "") : series.key);
  if (named.length <= mostSeries) return { x, isTime, categories, series: named, hidden: 0 };
  // Those with the largest totals stay, in the order in which they came.
  const total = (series: Series) => series.values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
  const kept = new Set([...named].sort((a, b) => total(b) - total(a)).slice(0, options.beyond === "other" ? mostSeries - 1 : mostSeries));
  const rest = named.filter((series) => !kept.has(series));
  const stay = named.filter((series) => kept.has(series));
  return { x, isTime, categories, series: options.beyond === "other" ? [...stay, together(rest)] : stay, hidden: rest.length };
}

function categoriesOf<R>(data: Data<R>, options: PlotOptions, x: Column | undefined, isTime: boolean): Category[] {
  const found = new Map<string, Category>();
  for (const row of data.rows) {
    const cell = cellOf(row, options.x);
    const key = keyText(cell);
    if (found.has(key)) continue;
    const time = isTime ? timeOf(cell?.raw) : null;
    if (isTime && time === null) continue;
    found.set(key, { key, label: time === null ? nameOf(cell, x) : longDate(time, x?.interval, options.locale), time, row: row as object });
  }
  const categories = [...found.values()];
  if (!isTime) return categories;
  categories.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  const filled: Category[] = [];
  for (const category of categories) {
    let last = filled.at(-1)?.time ?? null;
    while (last !== null && filled.length < mostFilled) {
      const next = nextBucket(last, x?.interval);
      if (next === null || next >= (category.time ?? 0)) break;
      filled.push({ key: `gap-${next}`, label: longDate(next, x?.interval, options.locale), time: next, row: null });
      last = next;
    }
    filled.push(category);
  }
  return filled;
}

function metricSeries<R>(data: Data<R>, { x, y, comparison, colors }: PlotOptions, axis: Column | undefined, place: Map<string, number>): Writable[] {
  const earlier = comparisonText(data.contract).replace(/^vs /, "");
  return y.flatMap((key, at) => {
    const column = columnOf(data, key);
    const style = styleOf(data, key);
    const color = colors?.[key] !== undefined ? colorOf("", key, colors) : colorAt(at);
    const now = emptySeries(key, column?.label ?? key, color, style, place.size);
    // Several figures are told apart by their colours; one alone leaves them to what it is shown by.
    if (y.length === 1) for (const [id, to] of place) now.fills[to] = fillOf(axis?.field ?? x, id, colors);
    const before = emptySeries(`${key} before`, y.length > 1 ? `${column?.label ?? key}, ${earlier}` : earlier.charAt(0).toUpperCase() + earlier.slice(1), "var(--chart-earlier)", style, place.size, true);
    for (const row of data.rows) {
      const to = place.get(keyText(cellOf(row, x)));
      const cell = cellOf(row, key);
      if (to === undefined) continue;
      put(now, to, cell, row as object);
      put(before, to, cell?.previous, row as object);
    }
    return comparison && before.values.some((value) => value !== null) ? [now, before] : [now];
  });
}

function fillOf(field: string, value: string, colors: ColorMap | undefined): string | undefined {
  const own = colors && Object.hasOwn(colors, value) ? colors[value] : statedColor(field, value);
  return own === undefined ? undefined : cssColor(own);
}

function splitSeries<R>(data: Data<R>, { x, y, colors }: PlotOptions, by: string, column: Column, place: Map<string, number>): Writable[] {
  const key = y[0] ?? "";
  const style = styleOf(data, key);
  const found = new Map<string, Writable>();
  meetValues(column.field, data.rows.map((row) => keyText(cellOf(row, by))));
  for (const row of data.rows) {
    const name = cellOf(row, by);
    const id = keyText(name);
    let series = found.get(id);
    if (!series) found.set(id, (series = emptySeries(id, name ? nameOf(name, column) : id, colorOf(column.field, id, colors), style, place.size)));
    const to = place.get(keyText(cellOf(row, x)));
    if (to !== undefined) put(series, to, cellOf(row, key), row as object);
  }
  return [...found.values()];
}

interface Writable extends Series {
  values: (number | null)[];
  texts: string[];
  rows: (object | null)[];
  fills: (string | undefined)[];
}

function emptySeries(key: string, label: string, color: string, style: NumberStyle, count: number, isDashed = false): Writable {
  return { key, label, color, isDashed, style, values: new Array<number | null>(count).fill(null), texts: new Array<string>(count).fill("–"), rows: new Array<object | null>(count).fill(null), fills: new Array<string | undefined>(count).fill(undefined) };
}

function put(series: Writable, at: number, cell: Value | undefined, row: object): void {
  const value = numberOf(cell);
  series.rows[at] = row;
  if (value === null || !cell) return;
  series.values[at] = value;
  series.texts[at] = cell.formatted;
}

/** Where there is no row nothing happened: counts and sums were 0 then. What does not add up has no figure there, and neither has what the limit may have cut off. */
function fillIn<R>(data: Data<R>, { y }: PlotOptions, series: Writable, key: string): void {
  if (!y.includes(key) || columnOf(data, key)?.additive !== true) return;
  series.rows.forEach((row, at) => {
    if (row !== null) return;
    series.values[at] = 0;
    series.texts[at] = write(0, series.style);
  });
}

function together(rest: readonly Series[]): Series {
  const style = (rest[0] as Series).style;
  const values = (rest[0] as Series).values.map((_, at) => rest.reduce<number | null>((sum, series) => (series.values[at] == null ? sum : (sum ?? 0) + (series.values[at] ?? 0)), null));
  return { key: "other", label: "Other", color: "var(--chart-neutral)", isDashed: false, style, values, texts: values.map((value) => (value === null ? "–" : write(value, style))), rows: values.map(() => null), fills: [] };
}

/** What a screen reader hears of a chart: its name, its extent, its first, last, lowest and highest values. */
export function describe(kind: string, label: string | undefined, shown: Plot): string {
  const [first] = shown.categories;
  const last = shown.categories.at(-1);
  const names = shown.series.map((series) => series.label);
  const head = label ?? `${names.slice(0, 4).join(", ")}${names.length > 4 ? ` and ${names.length - 4} more` : ""} by ${shown.x?.label ?? "category"}`;
  const parts = [`${kind}: ${head}.`];
  if (first && last && first !== last) parts.push(`${shown.categories.length} values from ${first.label} to ${last.label}.`);
  for (const series of shown.series.slice(0, 3)) {
    const known = series.values.map((value, at) => ({ value, at })).filter((one): one is { value: number; at: number } => one.value !== null);
    if (known.length === 0) continue;
    const low = known.reduce((a, b) => (b.value < a.value ? b : a));
    const high = known.reduce((a, b) => (b.value > a.value ? b : a));
    const name = (at: number) => `${series.texts[at]} (${shown.categories[at]?.label})`;
    parts.push(`${shown.series.length > 1 ? `${series.label}: h` : "H"}ighest ${name(high.at)}${low.at === high.at ? "" : `, lowest ${name(low.at)}`}.`);
  }
  return parts.join(" ");
}
