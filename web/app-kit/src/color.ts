// A category keeps its colour in every chart of an app, and whatever is filtered: colours are given out once per field. Charts say all their values before they ask for colours, and what is new
// among them is taken by name: which chart had its rows first, and how it sorts them, changes nothing where they show the same values.

const slots = 8;
const seen = new Map<string, Map<string, number>>();
/** What the semantic layer states. */
const stated = new Map<string, ColorMap>();

export type Tone = "neutral" | "positive" | "negative" | "warning" | "primary";
/** A colour by value: a tone, `chart-1` to `chart-8`, or any CSS colour by token. */
export type ColorMap = { readonly [value: string]: string };

export function cssColor(name: string): string {
  if (/^chart-\d$/.test(name)) return `var(--${name})`;
  if (name === "back") return "var(--chart-back)";
  if (name === "neutral" || name === "muted") return "var(--chart-neutral)";
  if (name === "positive" || name === "negative" || name === "warning" || name === "primary") return `var(--${name})`;
  return name;
}

/** The n-th colour, from 0. From the ninth on they are the first ones, lighter. */
export function colorAt(index: number): string {
  const slot = `var(--chart-${(index % slots) + 1})`;
  return index < slots ? slot : `color-mix(in oklab, ${slot} ${index < slots * 2 ? 55 : 30}%, var(--card))`;
}

/** Gives colours to the values of a field that have none yet, in the order of their names. */
export function meetValues(field: string, values: readonly string[]): void {
  const known = seen.get(field);
  for (const value of [...new Set(values)].filter((one) => !known?.has(one)).sort((a, b) => (a < b ? -1 : 1))) colorOf(field, value);
}

/** Takes the colours that columns of an answer bring: those of their field's author. */
export function learnColors(columns: readonly { readonly field: string; readonly colors?: ColorMap }[]): void {
  for (const { field, colors } of columns) if (colors) stated.set(field, colors);
}

/** The colour that the semantic layer states for a value, or nothing. */
export function statedColor(field: string, value: string): string | undefined {
  const colors = stated.get(field);
  return colors && Object.hasOwn(colors, value) ? colors[value] : undefined;
}

/** The colour of one value of one field. */
export function colorOf(field: string, value: string, colors?: ColorMap): string {
  const own = colors?.[value] ?? statedColor(field, value);
  if (own !== undefined) return cssColor(own);
  let values = seen.get(field);
  if (!values) seen.set(field, (values = new Map()));
  let index = values.get(value);
  if (index === undefined) values.set(value, (index = values.size));
  return colorAt(index);
}

/** The colour of a value in the charts of this app; a value that no chart has shown gets the next one. */
export function colorFor(value: string | number | boolean | null, colors?: ColorMap): string {
  const text = String(value);
  for (const field of stated.keys()) if (statedColor(field, text) !== undefined) return colorOf(field, text, colors);
  for (const [field, values] of seen) if (values.has(text)) return colorOf(field, text, colors);
  return colorOf("", text, colors);
}

export function forgetColors(): void {
  seen.clear();
  stated.clear();
}
