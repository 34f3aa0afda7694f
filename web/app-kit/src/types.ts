import type { Register } from "./index";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };

/**
 * One value of an answer. `formatted` is the server's text for it, and the only text that is ever shown; `exact` stands
 * where a double would lose digits. `previous` and `change` (a share, `+12.3%`) stand where the contract compares.
 */
export interface Cell<T extends string | number | boolean | null = string | number | boolean | null> {
  readonly raw: T;
  readonly formatted: string;
  readonly exact?: string;
  readonly previous?: Cell<T>;
  readonly change?: Cell<number | null>;
}

export type NumberCell = Cell<number | null>;
export type TextCell = Cell<string | null>;
/** `raw` is an ISO date or time. */
export type DateCell = Cell<string | null>;
export type BooleanCell = Cell<boolean | null>;

export type RangeUnit = "milliseconds" | "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "quarters" | "years";

/** A value of an argument in full. */
export interface OperatorValue<T> {
  readonly operator: string;
  readonly values?: readonly T[];
  readonly unit?: RangeUnit;
  readonly completed?: boolean;
}

/** What an argument of values takes: one, several, or an operator with values. */
export type ListArgument<T extends string | number | boolean> = T | readonly T[] | OperatorValue<T | number>;
/** What a range takes: its two bounds, or a range that moves with the time. */
export type RangeArgument = readonly [string, string] | readonly [number, number] | OperatorValue<string | number>;

export type ColumnType = "string" | "number" | "date" | "timestamp" | "boolean";

export interface Column {
  readonly key: string;
  readonly field: string;
  readonly kind: "dimension" | "metric";
  readonly label: string;
  readonly type: ColumnType;
  /** For a time bucket its size, such as `month`. */
  readonly interval?: string | null;
  readonly unit?: string | null;
  readonly format?: string | null;
  readonly timeZone?: string | null;
  /** Whether figures of groups add up to the figure of all; absent from answers of older servers, which said nothing. */
  readonly additive?: boolean;
  readonly links?: readonly ColumnLink[];
  /** Colours of values in charts, by the value as text, where the semantic layer states them. */
  readonly colors?: { readonly [value: string]: string };
}

/** An address that the semantic layer puts at the values of a column: text, and values of the same row, of this column where `field` is null. */
export interface ColumnLink {
  readonly label: string;
  readonly parts: readonly (string | { readonly field: string | null; readonly form: "raw" | "formatted" })[];
}

export interface Warning {
  readonly code: string;
  readonly message: string;
}

export type AnyRow = { readonly [key: string]: Cell | undefined };

/** An answer, as charts and tables take it. */
export interface Data<R = AnyRow> {
  readonly contract: string;
  /** What was asked, with page filters and slots. */
  readonly args: JsonObject;
  readonly columns: readonly Column[];
  readonly rows: readonly R[];
  readonly truncated: boolean;
  readonly rowLimit: number;
  readonly cachedAt: string | null;
  readonly timeZone: string;
  readonly warnings: readonly Warning[];
}

interface AnyContract {
  arguments: { [name: string]: unknown };
  row: AnyRow;
}

type Registered<K extends string, Otherwise> = Register extends { [P in K]: infer T } ? T : Otherwise;

export type Contracts = Registered<"contracts", { [name: string]: AnyContract }>;
export type Filters = Registered<"filters", { [name: string]: unknown }>;

export type ContractName = keyof Contracts & string;
export type FilterName = keyof Filters & string;
/** Names whose values may be asked for: a page filter, or `contract.argument`. */
export type OptionName = Registered<"options", string>;

export type RowOf<C extends ContractName> = Contracts[C] extends { row: infer R } ? R : AnyRow;
type AllArgsOf<C extends ContractName> = Contracts[C] extends { arguments: infer A } ? A : { [name: string]: unknown };
/** A contract's arguments. Those that page filters and slots give need not be given again. */
export type ArgsOf<C extends ContractName> = Partial<AllArgsOf<C>>;

/** The column keys of a row. */
export type KeyOf<R> = keyof R & string;
type IsNumber<C> = NonNullable<C> extends NumberCell ? true : Cell extends NonNullable<C> ? true : false;
/** The keys of columns that hold numbers. */
export type NumberKeyOf<R> = { [K in KeyOf<R>]: IsNumber<R[K]> extends true ? K : never }[KeyOf<R>];

/** Reads a cell by key, whatever the row's type. */
export function cellOf(row: unknown, key: string): Cell | undefined {
  return (row as AnyRow | undefined)?.[key];
}

/**
 * What a cell of a dimension is called where no heading stands beside it: on axes, in legends, on slices. A truth value alone would say
 * nothing there, so it brings its field along: `First order: yes`. All else is the server's text.
 */
export function nameOf(cell: Cell | undefined, column: Column | undefined): string {
  return column?.type === "boolean" && typeof cell?.raw === "boolean" ? `${column.label}: ${cell.raw ? "yes" : "no"}` : (cell?.formatted ?? "");
}

export function numberOf(cell: Cell | undefined): number | null {
  return typeof cell?.raw === "number" && Number.isFinite(cell.raw) ? cell.raw : null;
}
