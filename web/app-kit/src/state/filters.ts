// Page filters and slots: what the reader chose, and the arguments that follow from it.

import { contractNamed, filterNamed, fitsFilter, type ArgumentDescription } from "../contracts";
import { canonical, plain } from "../bridge/protocol";
import type { StateStore } from "../bridge/stateStore";
import type { Json, JsonObject } from "../types";

const filterKey = (name: string) => `f.${name}`;
const slotKey = (contract: string, slot: string) => `s.${contract}.${slot}`;

/** The value in force: what the reader chose, else the default, else null. */
export function filterValue(state: JsonObject, name: string): Json {
  const chosen = chosenValue(state, name);
  return chosen === undefined ? ((filterNamed(name)?.default as Json | undefined) ?? null) : chosen;
}

/** What the reader chose; undefined when they left it. An empty list in the address stands for "none". */
function chosenValue(state: JsonObject, name: string): Json | undefined {
  const filter = filterNamed(name);
  const value = state[filterKey(name)];
  if (!filter || value === undefined) return undefined;
  const meant = Array.isArray(value) && value.length === 0 ? null : value;
  return fitsFilter(filter, meant) ? meant : undefined;
}

export function isDefault(filter: ArgumentDescription, value: Json): boolean {
  if (filter.default === undefined) return value === null;
  if (value === null || typeof value !== "object") return value !== null && canonical({ operator: filter.operators[0], values: [value] }) === canonical(filter.default);
  const full = Array.isArray(value) ? { operator: filter.type === "range" ? "inBetween" : filter.operators[0], values: value } : value;
  return canonical(full) === canonical(filter.default);
}

export function isActive(state: JsonObject, name: string): boolean {
  const filter = filterNamed(name);
  return filter !== undefined && !isDefault(filter, filterValue(state, name));
}

export function setFilter(store: StateStore, name: string, value: Json): void {
  const filter = filterNamed(name);
  if (!filter) return;
  const meant = Array.isArray(value) && value.length === 0 ? null : value;
  const isUsual = isDefault(filter, meant) || (meant === null && filter.required);
  store.set({ [filterKey(name)]: isUsual ? undefined : (meant ?? []) });
}

/** Without a name: all of them. */
export function clearFilter(store: StateStore, names: readonly string[]): void {
  store.set(Object.fromEntries(names.map((name) => [filterKey(name), undefined])));
}

export function slotValue(state: JsonObject, contract: string, slot: string): string {
  const choices = contractNamed(contract)?.slots[slot] ?? [];
  const chosen = state[slotKey(contract, slot)];
  return choices.find((choice) => choice.field === chosen)?.field ?? choices[0]?.field ?? "";
}

export function setSlot(store: StateStore, contract: string, slot: string, field: string): void {
  const first = contractNamed(contract)?.slots[slot]?.[0]?.field;
  store.set({ [slotKey(contract, slot)]: field === first ? undefined : field });
}

/**
 * The arguments of a question: what the reader changed, under what the app asks. What stands at its default is not sent,
 * so that a page as it opens asks the questions that were asked in advance.
 */
export function argumentsFor(state: JsonObject, contract: string, own: object | undefined): JsonObject {
  const described = contractNamed(contract);
  const args: { [name: string]: Json | undefined } = {};
  for (const name of described?.uses ?? []) {
    const chosen = chosenValue(state, name);
    if (chosen !== undefined) args[name] = chosen;
  }
  for (const [slot, choices] of Object.entries(described?.slots ?? {})) {
    const field = slotValue(state, contract, slot);
    if (!described?.many.includes(slot) && field !== choices[0]?.field) args[slot] = field;
  }
  return plain({ ...args, ...own });
}
