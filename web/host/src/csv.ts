// Writes a result as CSV (RFC 4180), as the reader sees it: formatted text where a format says something, raw values else.

interface Column {
  key: string;
  label: string;
  type: string;
}

interface Cell {
  raw: unknown;
  formatted: string;
  exact?: string;
}

export interface Table {
  columns: Column[];
  rows: Record<string, Cell>[];
  truncated: boolean;
}

export function isTable(value: unknown): value is Table {
  const table = value as Partial<Table> | null;
  return typeof table === "object" && table !== null && Array.isArray(table.columns) && Array.isArray(table.rows);
}

/** Numbers stay numbers, with every digit; the rest is what the app shows. */
export function writeCsv(table: Table): string {
  const lines = [table.columns.map((column) => quote(guard(column.label))).join(",")];
  for (const row of table.rows) lines.push(table.columns.map((column) => cell(column, row[column.key])).join(","));
  // The mark tells spreadsheets that this is UTF-8.
  return "\uFEFF" + lines.join("\r\n") + "\r\n";
}

function cell(column: Column, value: Cell | undefined): string {
  if (value === undefined || value.raw === null || value.raw === undefined) return "";
  if (column.type === "number") return quote(value.exact ?? String(value.raw));
  return quote(guard(value.formatted));
}

/** A text that begins like a formula would be run by a spreadsheet: an apostrophe makes it text. */
function guard(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file name made of a title: no path, no control characters, nothing that a file system dislikes. */
export function fileName(title: string, extension: string): string {
  const name = title
    .replace(/[\u0000-\u001f\u007f"*/:<>?\\|]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+/, "")
    .slice(0, 80)
    .trim();
  return `${name || "data"}.${extension}`;
}
