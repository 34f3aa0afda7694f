// What src/gen/queries.ts says of the app's contracts. It is registered before the app's first line runs.

import type { ColumnType, Json } from "./types";

export interface GivenValue {
  readonly operator: string;
  readonly values: readonly (string | number | boolean | null)[];
  readonly unit?: string;
  readonly completed?: boolean;
}

export interface ArgumentDescription {
  readonly label: string;
  readonly type: string;
  readonly valueType: string;
  readonly operators: readonly string[];
  readonly required: boolean;
  /** Values at most. */
  readonly max: number;
  readonly options: boolean;
  readonly default?: GivenValue;
  readonly example?: GivenValue;
}

export interface ColumnDescription {
  readonly key: string;
  readonly kind: string;
  readonly label: string;
  readonly type: ColumnType | string;
  readonly interval?: string;
  readonly slot?: string;
  readonly optional?: boolean;
}

export interface ContractDescription {
  readonly label: string;
  /** The page filters that apply. */
  readonly uses: readonly string[];
  readonly arguments: { readonly [name: string]: ArgumentDescription };
  readonly slots: { readonly [name: string]: readonly { readonly field: string; readonly label: string }[] };
  readonly many: readonly string[];
  readonly sortBy: readonly string[];
  readonly columns: readonly ColumnDescription[];
  readonly limit: number;
  readonly maxLimit: number;
  readonly compare?: string;
  readonly underlying: boolean;
  /** How tables lay the rows out, which stay long. */
  readonly pivot?: PivotDescription;
}

export interface PivotDescription {
  /** The columns whose values become columns. */
  readonly columns: readonly string[];
  /** Whether metrics stand one under the other. */
  readonly metricsAsRows: boolean;
}

const contracts = new Map<string, ContractDescription>();
const filters = new Map<string, ArgumentDescription>();

/** Called by `src/gen/queries.ts`. */
export function registerContracts(described: { readonly [name: string]: ContractDescription }, pageFilters: { readonly [name: string]: ArgumentDescription }): void {
  contracts.clear();
  filters.clear();
  for (const [name, contract] of Object.entries(described)) contracts.set(name, contract);
  for (const [name, filter] of Object.entries(pageFilters)) filters.set(name, filter);
}

export function contractNamed(name: string): ContractDescription | undefined {
  return contracts.get(name);
}

export function filterNamed(name: string): ArgumentDescription | undefined {
  return filters.get(name);
}

/** In the order of queries.yml. */
export function filterNames(): string[] {
  return [...filters.keys()];
}

/** What the label of a comparison says. */
export function comparisonText(contract: string): string {
  return contracts.get(contract)?.compare === "previousYear" ? "vs previous year" : "vs previous period";
}

/** Whether a value has the form that the filter takes; the address of a page may hold anything. */
export function fitsFilter(filter: ArgumentDescription, value: Json | undefined): boolean {
  if (value === null) return !filter.required;
  const isScalar = (one: unknown) => (filter.valueType === "number" ? typeof one === "number" : filter.valueType === "boolean" ? typeof one === "boolean" : typeof one === "string");
  if (Array.isArray(value)) return value.length > 0 && value.length <= filter.max && value.every(isScalar) && (filter.type !== "range" || value.length === 2);
  if (typeof value === "object" && value !== undefined) {
    const { operator, values } = value as { operator?: unknown; values?: unknown };
    return typeof operator === "string" && filter.operators.includes(operator) && (values === undefined || Array.isArray(values));
  }
  return filter.type !== "range" && isScalar(value);
}
