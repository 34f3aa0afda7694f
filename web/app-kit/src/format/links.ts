// Addresses that the semantic layer puts at the values of a column.

import { cellOf, type Cell, type Column, type ColumnLink } from "../types";

export interface CellLink {
  readonly label: string;
  readonly href: string;
}

/** The links of one cell; one that lacks a value, or comes to no web address, is none. */
export function linksOf(column: Column, columns: readonly Column[], row: unknown, cell: Cell | undefined): readonly CellLink[] {
  if (!column.links || !cell || cell.raw === null) return [];
  return column.links.flatMap((link) => {
    const href = filled(link, columns, row, cell);
    return href === null ? [] : [{ label: link.label, href }];
  });
}

function filled(link: ColumnLink, columns: readonly Column[], row: unknown, own: Cell): string | null {
  // A value that is an address itself stands as it is; in an address it is a part of it and no more.
  const isWhole = link.parts.length === 1;
  let href = "";
  for (const part of link.parts) {
    if (typeof part === "string") {
      href += part;
      continue;
    }
    const key = part.field === null ? null : columns.find((column) => column.field === part.field)?.key;
    const cell = key === null ? own : key === undefined ? undefined : cellOf(row, key);
    if (!cell || cell.raw === null) return null;
    const text = part.form === "formatted" ? cell.formatted : (cell.exact ?? String(cell.raw));
    href += isWhole ? text : encodeURIComponent(text);
  }
  return isWebAddress(href) ? href : null;
}

function isWebAddress(href: string): boolean {
  try {
    const { protocol, username, password } = new URL(href);
    return (protocol === "https:" || protocol === "http:") && !username && !password;
  } catch {
    return false;
  }
}
