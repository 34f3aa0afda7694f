// What apps may import from "@vitrine/kit". README.md lists it with one example each.

import { Cell as GridCell } from "./components/layout";
import type { Cell as ValueCell } from "./types";

/**
 * The contracts of this app. `src/gen/queries.ts` adds to it, which is why it is declared in this very module.
 */
export interface Register {}

// "Cell" is a place in a Grid, and as a type one value of an answer.
export const Cell = GridCell;
export type Cell<T extends string | number | boolean | null = string | number | boolean | null> = ValueCell<T>;

export { comparisonText, registerContracts } from "./contracts";
export { mountApp } from "./mount";
export { host } from "./host";
export { useAppContext, useCrossFilter, useFilterOptions, useFilters, usePrinting, useQuery, useSize, useSlot, useUrlState } from "./hooks";
export type { AppContext, QueryOptions, QueryResult } from "./hooks";
export type {
  AnyRow, ArgsOf, BooleanCell, Column, ContractName, Data, DateCell, FilterName, KeyOf, ListArgument, NumberCell, NumberKeyOf, OptionName, RangeArgument, RowOf, TextCell,
} from "./types";

export { Badge, Button, Delta, Icon, Inline, Link, PrintButton, Progress, Stack, ThemeToggle } from "./components/basics";
export { MultiSelect, Segments, Select } from "./components/controls";
export { DataTable } from "./components/DataTable";
export type { DataTableProps, TableColumn } from "./components/DataTable";
export { Deck, PrintPage, Report, Slide } from "./components/deck";
export { DrillDialog, ModalDialog, useSelecting } from "./components/Drill";
export { FilterBar } from "./components/FilterBar";
export { KpiCard, KpiRow } from "./components/Kpi";
export { App, Card, Grid, Page, Section, Tab, Tabs } from "./components/layout";
export { ExportButton, QueryCard, SlotSelect } from "./components/QueryCard";
export { Sparkline } from "./components/Sparkline";
export { Boundary, EmptyState, ErrorState, LoadingState, Skeleton, TruncatedBanner, WarningBanner } from "./components/states";
export { Callout, Markdown, Narrative, Value } from "./components/text";
export { icons } from "./icons";
export type { IconName } from "./icons";

export { cn } from "./cn";
export { colorAt, colorFor, colorOf, cssColor, meetValues, statedColor } from "./color";
export type { ColorMap, Tone } from "./color";
export { calendarPlace, isTimeAxis, longDate, nextBucket, shortDate, timeOf } from "./format/dates";
export { figure, figures, learnStyle, percent, tickTexts, write, writeShort } from "./format/numberStyle";
export type { NumberStyle } from "./format/numberStyle";
export { arcPath, barPath, linePath } from "./format/paths";
export { niceTicks } from "./format/ticks";
export { cellOf, nameOf, numberOf } from "./types";
