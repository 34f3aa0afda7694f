/** One thing that is wrong with an app. The server brings it into form once more; nothing here is believed there. */
export interface Finding {
  code: string;
  file?: string;
  /** 1-based. */
  line?: number;
  /** 1-based. */
  column?: number;
  message: string;
  hint?: string;
  severity?: "warning";
}

/** More than these only drown their reader. */
export const mostFindings = 60;

/** Line and column of an offset, both 1-based. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", start)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}
