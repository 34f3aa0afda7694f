// How a column writes its numbers, learnt from its own formatted cells. Cells keep the server's text; only what the server
// has no cell for (axis ticks, a sum, a figure shortened to fit) is written here, in that column's style.

import { numberOf, type Cell } from "../types";

export interface NumberStyle {
  readonly prefix: string;
  readonly suffix: string;
  /** What is shown divided by what is raw: 100 for a percentage of a share. */
  readonly scale: number;
  readonly group: string;
  readonly decimal: string;
  /** Digits after the point, as the server shows them. */
  readonly digits: number;
}

export const plainStyle: NumberStyle = { prefix: "", suffix: "", scale: 1, group: ",", decimal: ".", digits: 0 };

const multiples: readonly [RegExp, number][] = [
  [/^\s?(?:T|trillion)\b/i, 1e12],
  [/^\s?(?:B|bn|G|billion)\b/i, 1e9],
  [/^\s?(?:M|mn|million)\b/i, 1e6],
  [/^\s?(?:K|thousand)\b/i, 1e3],
];

/** From the first cell that tells; a column without one is written plainly. */
export function learnStyle(cells: Iterable<Cell | undefined>): NumberStyle {
  let guess: NumberStyle | null = null;
  let looked = 0;
  for (const cell of cells) {
    const raw = numberOf(cell);
    if (raw === null || !cell) continue;
    const style = read(raw, cell.formatted);
    if (style && raw !== 0 && (Math.abs(raw * style.scale) >= 1000 || style.scale === 100)) return style;
    guess ??= style;
    if (++looked > 40) break;
  }
  return guess ?? plainStyle;
}

function read(raw: number, text: string): NumberStyle | null {
  const found = /^([^\d]*?)([\d][\d.,'\u2019\s\u00a0\u202f]*\d|\d)(.*)$/s.exec(text);
  if (!found) return null;
  const [, before = "", body = "", after = ""] = found;
  const multiple = multiples.find(([pattern]) => pattern.test(after));
  const suffix = (multiple ? after.replace(multiple[0], "") : after).replace(/\)$/, "");
  const prefix = before.replace(/[-+−(]/g, "");
  for (const decimal of [".", ","]) {
    const at = body.lastIndexOf(decimal);
    if (at >= 0 && body.indexOf(decimal) !== at) continue;
    const whole = at < 0 ? body : body.slice(0, at);
    const fraction = at < 0 ? "" : body.slice(at + 1);
    if (!/^\d*$/.test(fraction)) continue;
    const shown = Number(`${whole.replace(/\D/g, "")}.${fraction || "0"}`) * (multiple?.[1] ?? 1);
    const step = (multiple?.[1] ?? 1) * 10 ** -fraction.length;
    for (const scale of suffix.trimStart().startsWith("%") ? [100, 1] : [1, 100]) {
      if (Math.abs(shown - Math.abs(raw) * scale) > step * 0.51 + Math.abs(raw) * 1e-9) continue;
      if (raw === 0 && scale === 1 && suffix.trimStart().startsWith("%")) continue;
      const group = /[^\d]/.exec(whole)?.[0] ?? (decimal === "." ? "," : ".");
      return { prefix, suffix, scale, group, decimal, digits: multiple ? 0 : fraction.length };
    }
  }
  return null;
}

const units = [
  { from: 1e12, name: "T" },
  { from: 1e9, name: "B" },
  { from: 1e6, name: "M" },
  { from: 1e3, name: "K" },
] as const;

/** A number in a column's style. */
export function write(value: number, style: NumberStyle, digits: number = style.digits): string {
  return assemble(value * style.scale, style, digits, "");
}

/** Shortened: 34.5M. Digits are the same for all figures of one magnitude. */
export function writeShort(value: number, style: NumberStyle): string {
  const shown = value * style.scale;
  const unit = unitOf(Math.abs(shown));
  if (!unit) return assemble(shown, style, Math.abs(shown) >= 100 ? 0 : Math.min(style.digits, 2), "");
  const part = shown / unit.from;
  return assemble(part, style, Math.abs(part) >= 99.95 ? 0 : 1, unit.name);
}

function unitOf(shown: number, from = 1000): (typeof units)[number] | undefined {
  // 999,960 would be written 1,000K.
  return shown < from ? undefined : units.find((unit) => shown >= unit.from * 0.99995);
}

/** The texts of an axis: one unit and one count of digits for all of its ticks. */
export function tickTexts(ticks: readonly number[], style: NumberStyle): string[] {
  const shown = ticks.map((tick) => tick * style.scale);
  const largest = Math.max(0, ...shown.map(Math.abs));
  const unit = unitOf(largest, 2000);
  const parts = shown.map((value) => value / (unit?.from ?? 1));
  let digits = 0;
  while (digits < 6 && parts.some((part) => Math.abs(part * 10 ** digits - Math.round(part * 10 ** digits)) > 1e-6)) digits += 1;
  return parts.map((part) => (part === 0 ? assemble(0, style, 0, "") : assemble(part, style, digits, unit?.name ?? "")));
}

/** What stands on a card: the server's text, shortened only where it would not fit. */
export function figure(cell: Cell | undefined, style: NumberStyle, compact = true): string {
  const raw = numberOf(cell);
  if (!cell) return "–";
  if (raw === null || !compact) return cell.formatted;
  if (Math.abs(raw * style.scale) >= 100_000) return writeShort(raw, style);
  // More digits than anybody reads at a glance.
  const most = Math.abs(raw * style.scale) >= 10 ? 1 : 2;
  return style.digits > 2 ? write(raw, style, most) : cell.formatted;
}

/**
 * Figures below one another: as the server writes them, or all shortened where the largest is a million or more, since
 * one rule for all of them lets them be compared at a glance.
 */
export function figures(cells: readonly (Cell | undefined)[], style: NumberStyle): string[] {
  const most = Math.max(0, ...cells.map((cell) => Math.abs((numberOf(cell) ?? 0) * style.scale)));
  return cells.map((cell) => {
    const raw = numberOf(cell);
    return cell === undefined ? "–" : raw === null || most < 1e6 ? cell.formatted : writeShort(raw, style);
  });
}

/** A share of a whole, which is the kit's own figure. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return "–";
  const value = share * 100;
  return `${value !== 0 && Math.abs(value) < 10 ? value.toFixed(1) : Math.round(value)}%`;
}

function assemble(shown: number, style: NumberStyle, digits: number, unit: string): string {
  const fixed = Math.abs(shown).toFixed(digits);
  const [whole = "0", fraction] = fixed.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, style.group);
  const sign = shown < 0 && Number(fixed) !== 0 ? "−" : "";
  return `${sign}${style.prefix}${grouped}${fraction ? style.decimal + fraction : ""}${unit}${style.suffix}`;
}
