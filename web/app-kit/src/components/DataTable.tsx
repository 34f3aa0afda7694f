import { useContext, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type UIEvent } from "react";
import { cn } from "../cn";
import { contractNamed } from "../contracts";
import { linksOf, type CellLink } from "../format/links";
import { pivoted } from "../format/pivot";
import { exportQuestion, host, quietly } from "../host";
import { usePrinting } from "../hooks";
import { cellOf, numberOf, type AnyRow, type Cell, type Column, type Data, type KeyOf } from "../types";
import { Button, Delta, Icon, Link } from "./basics";
import { HasExport, OnPaper } from "./surroundings";
import { useSelecting } from "./Drill";
import { grouped } from "./states";

export interface TableColumn<R> {
  readonly key: KeyOf<R>;
  readonly label?: string;
  readonly align?: "left" | "right";
  /** A bar behind the number, relative to the largest. */
  readonly bar?: boolean;
  /** The change since the earlier period, below the number. */
  readonly delta?: boolean | "lowerIsBetter";
  /** Pixels at least. */
  readonly width?: number;
}

export interface DataTableProps<R> {
  data: Data<R>;
  /** All columns of the answer when absent. */
  columns?: readonly (KeyOf<R> | TableColumn<R>)[];
  /** A search field; by default from 12 rows on. */
  search?: boolean;
  /** A row of totals, such as the one row of another contract. */
  totals?: { readonly [key: string]: Cell | undefined } | object | undefined;
  /** Pixels after which the rows scroll. */
  pageHeight?: number;
  drill?: boolean;
  /** A page filter that a click on a row sets, by the first column. */
  filter?: string;
  onRow?: (row: R) => void;
  exportable?: boolean;
  caption?: string;
}

const rowHeight = 41;
/** So many rows are seen at a glance: nothing counts, searches or scrolls them. */
const fewRows = 12;
/** Rows drawn beyond what is seen, so that a quick scroll shows no hole. */
const spare = 12;

interface Shown {
  readonly key: string;
  readonly column: Column;
  readonly label: string;
  readonly isNumber: boolean;
  readonly right: boolean;
  readonly bar: boolean;
  readonly delta: boolean | "lowerIsBetter";
  readonly width: number | undefined;
  readonly most: number;
  /** Characters of the longest text, so that bars end at one line. */
  readonly longest: number;
}

/** Rows as a table: sorts by its headers, searches, scrolls under a fixed head, and copies cells with Ctrl+C. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { data, columns, totals, drill, filter, onRow, ...rest } = props;
  const pivot = columns ? undefined : contractNamed(data.contract)?.pivot;
  const wide = useMemo(() => (pivot ? pivoted(data, pivot) : null), [data, pivot]);
  // A cell of a cross table stands for a row of its own, so there is no one row behind a line of it.
  return wide ? <LongTable<AnyRow> {...rest} data={wide} /> : <LongTable {...props} />;
}

function LongTable<R>({ data, columns, search, totals, pageHeight = 440, drill, filter, onRow, exportable, caption }: DataTableProps<R>) {
  const isOnPaper = useContext(OnPaper);
  // A card with a query has the button already.
  const withExport = exportable ?? !useContext(HasExport);
  const isPrinting = usePrinting() || isOnPaper;
  const [sort, setSort] = useState<{ key: string; descending: boolean } | null>(null);
  const [text, setText] = useState("");
  const [top, setTop] = useState(0);
  const [focus, setFocus] = useState<{ row: number; column: number } | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const searchId = useId();

  const shown = useMemo(() => readColumns(data, columns), [data, columns]);
  const selecting = useSelecting(data, shown[0]?.key ?? "", { filter, drill, onSelect: onRow });
  const rows = useMemo(() => arrange(data.rows, shown, text, sort), [data.rows, shown, text, sort]);
  const isVirtual = rows.length > 60 && !isPrinting;
  const seen = Math.ceil(pageHeight / rowHeight);
  const first = isVirtual ? Math.max(0, Math.min(rows.length - seen, Math.floor(top / rowHeight)) - spare) : 0;
  const last = isVirtual ? Math.min(rows.length, first + seen + 2 * spare) : rows.length;
  const withSearch = (search ?? data.rows.length > fewRows) && !isPrinting;

  useEffect(() => {
    if (!focus) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-at="${focus.row}:${focus.column}"]`);
    if (cell && document.activeElement !== cell) cell.focus({ preventScroll: false });
  }, [focus, first]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: number, column: number) => {
    const item = rows[row];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c") {
      if (document.getSelection()?.toString()) return;
      const cell = cellOf(item, shown[column]?.key ?? "");
      if (cell) quietly(() => host.copy(cell.formatted));
      return;
    }
    if (event.key === "Enter" && item && selecting.select) return selecting.select(item);
    const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [seen - 1, 0], PageUp: [1 - seen, 0], Home: [0, -column], End: [0, shown.length] }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = { row: clamp(row + (step[0] ?? 0), rows.length), column: clamp(column + (step[1] ?? 0), shown.length) };
    const box = scroller.current;
    if (box && (next.row * rowHeight < box.scrollTop || (next.row + 2) * rowHeight > box.scrollTop + box.clientHeight)) {
      // Told at once, so that the cell is there when it gets the focus.
      box.scrollTop = Math.max(0, next.row * rowHeight - box.clientHeight / 2);
      setTop(box.scrollTop);
    }
    setFocus(next);
  };

  const header = (column: Shown): ReactNode => {
    const state = sort?.key === column.key ? (sort.descending ? "descending" : "ascending") : "none";
    return (
      <th key={column.key} scope="col" aria-sort={state} className={column.right ? "v-right" : undefined} style={column.width ? { minWidth: column.width } : undefined}>
        <button type="button" className="v-sort" onClick={() => setSort(nextSort(sort, column))}>
          <span>{column.label}</span>
          <Icon name={state === "none" ? "sort" : state === "ascending" ? "arrow-up" : "arrow-down"} size={12} className={state === "none" ? "v-sort-none" : ""} />
        </button>
      </th>
    );
  };

  return (
    <div className="v-table-frame">
      {(withSearch || withExport || data.rows.length > fewRows) && <div className="v-table-tools">
        <p className="v-table-count" role="status">
          {rows.length === data.rows.length ? `${grouped(rows.length)} ${rows.length === 1 ? "row" : "rows"}` : `${grouped(rows.length)} of ${grouped(data.rows.length)} rows`}
        </p>
        {withSearch && (
          <div className="v-search v-noprint">
            <Icon name="search" size={15} />
            <label htmlFor={searchId} className="v-hidden">
              Search rows
            </label>
            <input id={searchId} type="search" placeholder="Search rows" value={text} onChange={(event) => setText(event.target.value)} />
          </div>
        )}
        {withExport && (
          <Button variant="ghost" icon="download" className="v-noprint" onClick={() => quietly(() => exportQuestion(data.contract, data.args, caption))}>
            CSV
          </Button>
        )}
      </div>}
      <div className="v-table-scroll" ref={scroller} style={isPrinting || rows.length <= fewRows + 3 ? undefined : { maxHeight: pageHeight }} onScroll={(event: UIEvent<HTMLDivElement>) => isVirtual && setTop(event.currentTarget.scrollTop)} tabIndex={0} role="group" aria-label={caption ?? "Table"}>
        <table className="v-table" role="grid" aria-rowcount={rows.length + 1} aria-colcount={shown.length}>
          {caption && <caption className="v-hidden">{caption}</caption>}
          <thead>
            <tr aria-rowindex={1}>{shown.map(header)}</tr>
          </thead>
          <tbody>
            {first > 0 && <Gap rows={first} columns={shown.length} />}
            {rows.slice(first, last).map((row, at) => {
              const index = first + at;
              return (
                <tr
                  key={index}
                  aria-rowindex={index + 2}
                  className={cn(selecting.select && "v-row-action", selecting.isFaded(row) && "v-faded")}
                  onClick={() => {
                    if (!document.getSelection()?.toString()) selecting.select?.(row);
                  }}
                >
                  {shown.map((column, place) => (
                    <TableCell
                      key={column.key}
                      column={column}
                      cell={cellOf(row, column.key)}
                      links={linksOf(column.column, data.columns, row, cellOf(row, column.key))}
                      at={`${index}:${place}`}
                      isTabStop={focus ? focus.row === index && focus.column === place : index === 0 && place === 0}
                      onKeyDown={(event) => onKeyDown(event, index, place)}
                    />
                  ))}
                </tr>
              );
            })}
            {last < rows.length && <Gap rows={rows.length - last} columns={shown.length} />}
            {rows.length === 0 && (
              <tr>
                <td colSpan={shown.length} className="v-table-none">
                  No row contains “{text}”.
                </td>
              </tr>
            )}
          </tbody>
          {totals && rows.length > 0 && (
            <tfoot>
              <tr>
                {shown.map((column, at) => (
                  <td key={column.key} className={column.right ? "v-right" : undefined}>
                    {cellOf(totals, column.key)?.formatted ?? (at === 0 ? "Total" : "")}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {selecting.dialog}
    </div>
  );
}

interface TableCellProps {
  column: Shown;
  cell: Cell | undefined;
  links: readonly CellLink[];
  at: string;
  isTabStop: boolean;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

function TableCell({ column, cell, links, at, isTabStop, onKeyDown }: TableCellProps) {
  const value = numberOf(cell);
  return (
    <td className={cn(column.right && "v-right", cell?.raw === null && "v-text-muted")} data-at={at} tabIndex={isTabStop ? 0 : -1} onKeyDown={onKeyDown}>
      {column.bar || column.delta ? (
        <span className="v-cell-line">
          {column.bar && value !== null && column.most > 0 && (
            <span className="v-cell-bar-track">
              <span className={value < 0 ? "v-fill-negative" : "v-fill-primary"} style={{ width: `${(Math.abs(value) / column.most) * 100}%` }} />
            </span>
          )}
          <span className="v-cell-figure" style={column.bar ? { minWidth: `${column.longest}ch` } : undefined}>
            {cell?.formatted}
          </span>
          {column.delta && cell?.change && <Delta cell={cell} lowerIsBetter={column.delta === "lowerIsBetter"} className="v-cell-delta" />}
        </span>
      ) : links.length > 0 ? (
        <LinkedText text={cell?.formatted ?? ""} links={links} />
      ) : (
        <span className="v-cell-text" title={!column.right && (cell?.formatted.length ?? 0) > 40 ? cell?.formatted : undefined}>
          {cell?.formatted ?? ""}
        </span>
      )}
    </td>
  );
}

/** One address is what the text leads to; of several each has its own name behind it. */
function LinkedText({ text, links }: { text: string; links: readonly CellLink[] }) {
  const [only] = links;
  // A click on a link is none on its row.
  return (
    <span className="v-cell-text" onClick={(event) => event.stopPropagation()}>
      {only && links.length === 1 ? (
        <span title={only.label}>
          <Link href={only.href}>{text}</Link>
        </span>
      ) : (
        <>
          {text}
          {links.map((link) => (
            <span key={link.label} title={link.label}>
              <Link href={link.href} className="v-cell-link">
                <span className="v-cell-link-name">{link.label}</span>
              </Link>
            </span>
          ))}
        </>
      )}
    </span>
  );
}

function Gap({ rows, columns }: { rows: number; columns: number }) {
  return (
    <tr aria-hidden className="v-table-gap">
      <td colSpan={columns} style={{ height: rows * rowHeight }} />
    </tr>
  );
}

function readColumns<R>(data: Data<R>, wanted: DataTableProps<R>["columns"]): Shown[] {
  const known = new Map<string, Column>(data.columns.map((column) => [column.key, column]));
  return (wanted ?? (data.columns.map((column) => column.key) as KeyOf<R>[]))
    .map((one) => (typeof one === "string" ? ({ key: one } as TableColumn<R>) : one))
    .filter((one) => known.has(one.key))
    .map((one) => {
      const column = known.get(one.key) as Column;
      const isNumber = column.type === "number";
      const bar = one.bar === true && isNumber;
      return {
        key: one.key,
        column,
        label: one.label ?? column.label,
        isNumber,
        right: (one.align ?? (isNumber ? "right" : "left")) === "right",
        bar,
        delta: one.delta ?? false,
        width: one.width,
        most: bar ? data.rows.reduce((most, row) => Math.max(most, Math.abs(numberOf(cellOf(row, one.key)) ?? 0)), 0) : 0,
        longest: bar ? data.rows.reduce((longest, row) => Math.max(longest, cellOf(row, one.key)?.formatted.length ?? 0), 0) : 0,
      };
    });
}

/** The rows that the search leaves, in the order that the reader chose; empty values stand last, either way. */
export function arrange<R>(rows: readonly R[], columns: readonly { key: string }[], text: string, sort: { key: string; descending: boolean } | null): readonly R[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length === 0 ? rows : rows.filter((row) => {
    const whole = columns.map((column) => cellOf(row as AnyRow, column.key)?.formatted ?? "").join(" ").toLowerCase();
    return words.every((word) => whole.includes(word));
  });
  if (!sort) return found;
  const sign = sort.descending ? -1 : 1;
  return [...found].sort((a, b) => {
    const left = cellOf(a, sort.key)?.raw ?? null;
    const right = cellOf(b, sort.key)?.raw ?? null;
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * String(left).localeCompare(String(right), "en", { numeric: true });
  });
}

/** Numbers begin with the largest; a third click goes back to the contract's own order. */
function nextSort(sort: { key: string; descending: boolean } | null, column: Shown): { key: string; descending: boolean } | null {
  if (sort?.key !== column.key) return { key: column.key, descending: column.isNumber };
  return sort.descending === column.isNumber ? { key: column.key, descending: !column.isNumber } : null;
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
