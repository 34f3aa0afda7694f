// The ranges that a date filter offers, and what they are called.

import type { ArgumentDescription } from "../contracts";
import { dayName } from "../format/dates";
import { canonical } from "../bridge/protocol";
import type { Json } from "../types";

export interface RangePreset {
  readonly label: string;
  readonly value: Json;
}

const past = (count: number, unit: string, completed = false): RangePreset => {
  const value = { operator: "inThePast", values: [count], unit, ...(completed ? { completed: true } : {}) };
  return { label: rangeName(value, ""), value };
};
const current = (unit: string): RangePreset => {
  const value = { operator: "inTheCurrent", unit };
  return { label: rangeName(value, ""), value };
};

/** The default first, so that the way back is the nearest. */
export function presetsOf(filter: ArgumentDescription): RangePreset[] {
  const presets: RangePreset[] = [];
  const add = (preset: RangePreset) => {
    if (!presets.some((other) => canonical(strip(other.value)) === canonical(strip(preset.value)))) presets.push(preset);
  };
  if (filter.default) add({ label: rangeName(filter.default as unknown as Json, "en"), value: filter.default as unknown as Json });
  if (filter.operators.includes("inThePast")) [past(7, "days"), past(30, "days"), past(90, "days"), past(6, "months", true), past(12, "months", true)].forEach(add);
  if (filter.operators.includes("inTheCurrent")) [current("months"), current("quarters"), current("years")].forEach(add);
  return presets;
}

/** `completed: false` says nothing. */
function strip(value: Json): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { operator, values, unit, completed } = value as { [key: string]: Json };
  return { operator: operator ?? null, values: Array.isArray(values) ? values : [], unit: unit ?? null, completed: completed === true };
}

export function isSameRange(a: Json, b: Json): boolean {
  return canonical(strip(a)) === canonical(strip(b));
}

/** "Last 12 months", "This year", "Jan 5, 2026 – Mar 2, 2026". */
export function rangeName(value: Json, locale: string): string {
  if (value === null) return "All time";
  const { operator, values, unit, completed } = (Array.isArray(value) ? { operator: "inBetween", values: value } : value) as { operator?: string; values?: Json[]; unit?: string; completed?: boolean };
  const count = Number(values?.[0] ?? 1);
  const units = unit ?? "days";
  const one = units.replace(/s$/, "");
  switch (operator) {
    case "inThePast":
      return count === 1 ? `Last ${completed ? "full " : ""}${one}` : `Last ${count} ${completed ? "full " : ""}${units}`;
    case "inTheNext":
      return count === 1 ? `Next ${one}` : `Next ${count} ${units}`;
    case "inTheCurrent":
      return units === "days" ? "Today" : `This ${one}`;
    default:
      return (values ?? []).map((text) => (typeof text === "string" ? dayName(text, locale || "en") : String(text))).join(" – ");
  }
}
