// Names of dates on axes and in tooltips, from the ISO text of a cell and the interval of its column. Cells in tables and
// text keep the server's own wording.

const cache = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = cache.get(key);
  if (!made) {
    try {
      made = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    } catch {
      made = new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" });
    }
    cache.set(key, made);
  }
  return made;
}

/** Milliseconds of an ISO date or time, read as it stands: the server has put it into its zone. */
export function timeOf(iso: unknown): number | null {
  if (typeof iso !== "string") return null;
  const found = /^(-?\d{4,6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/.exec(iso);
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  return Number.isNaN(time) ? null : time;
}

const buckets = new Set(["millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"]);

/** Whether values lie on a line of time. `month_name` and the like are categories. */
export function isTimeAxis(column: { type: string; interval?: string | null } | undefined): boolean {
  if (column === undefined) return false;
  if (column.interval) return buckets.has(column.interval) && column.type !== "number";
  return column.type === "date" || column.type === "timestamp";
}

/** On an axis. The year stands only where it changes. */
export function shortDate(time: number, interval: string | null | undefined, before: number | null, locale: string): string {
  const date = new Date(time);
  const isNewYear = before === null || new Date(before).getUTCFullYear() !== date.getUTCFullYear();
  switch (interval) {
    case "year":
      return String(date.getUTCFullYear());
    case "quarter":
      return `Q${Math.floor(date.getUTCMonth() / 3) + 1}${isNewYear ? ` ${date.getUTCFullYear()}` : ""}`;
    case "month":
      return format(locale, isNewYear ? { month: "short", year: "numeric" } : { month: "short" }).format(date);
    case "hour":
    case "minute":
    case "second":
    case "millisecond": {
      const isNewDay = before === null || new Date(before).toDateString() !== date.toDateString();
      return format(locale, isNewDay ? { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } : { hour: "2-digit", minute: "2-digit" }).format(date);
    }
    default:
      return format(locale, { month: "short", day: "numeric", ...(isNewYear && before !== null ? { year: "numeric" } : {}) }).format(date);
  }
}

/** In a tooltip, whole. */
export function longDate(time: number, interval: string | null | undefined, locale: string): string {
  const date = new Date(time);
  switch (interval) {
    case "year":
      return String(date.getUTCFullYear());
    case "quarter":
      return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`;
    case "month":
      return format(locale, { month: "long", year: "numeric" }).format(date);
    case "week":
      return `Week of ${format(locale, { month: "short", day: "numeric", year: "numeric" }).format(date)}`;
    case "hour":
    case "minute":
    case "second":
    case "millisecond":
      return format(locale, { month: "short", day: "numeric", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(date);
    default:
      return format(locale, { weekday: "short", month: "short", day: "numeric", year: "numeric" }).format(date);
  }
}

/** The bucket after this one, or null where buckets are no steps. */
export function nextBucket(time: number, interval: string | null | undefined): number | null {
  const date = new Date(time);
  switch (interval) {
    case "day":
      return time + 86_400_000;
    case "week":
      return time + 7 * 86_400_000;
    case "month":
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
    case "quarter":
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 3, date.getUTCDate());
    case "year":
      return Date.UTC(date.getUTCFullYear() + 1, date.getUTCMonth(), date.getUTCDate());
    default:
      return null;
  }
}

const calendar: { readonly [interval: string]: readonly string[] } = {
  day_of_week_name: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  month_name: ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
};

/** The place of a weekday's or month's name in the calendar; null for other names. */
export function calendarPlace(name: unknown, interval: string | null | undefined): number | null {
  const at = calendar[interval ?? ""]?.indexOf(String(name).trim().toLowerCase()) ?? -1;
  return at < 0 ? null : at;
}

export function dayName(iso: string, locale: string): string {
  const time = timeOf(iso);
  return time === null ? iso : format(locale, { month: "short", day: "numeric", year: "numeric" }).format(new Date(time));
}
