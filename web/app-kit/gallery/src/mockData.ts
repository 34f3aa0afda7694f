// Rows as the server would send them, made from nothing but names and places.

interface Cell {
  raw: string | number | boolean | null;
  formatted: string;
  previous?: Cell;
  change?: Cell;
}
type Row = Record<string, Cell>;
interface Column {
  key: string;
  field: string;
  kind: string;
  label: string;
  type: string;
  interval?: string;
}

/** Between 0 and 1, the same for the same text. */
export function chance(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) / 4294967296;
}

const text = (raw: string | null): Cell => ({ raw, formatted: raw ?? "∅" });
const grouped = (value: number, digits: number) => Math.abs(value).toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
const money = (raw: number, digits = 0): Cell => ({ raw, formatted: `${raw < 0 ? "-" : ""}$${grouped(raw, digits)}` });
const count = (raw: number): Cell => ({ raw: Math.round(raw), formatted: `${raw < 0 ? "-" : ""}${grouped(Math.round(raw), 0)}` });
const share = (raw: number, digits = 1): Cell => ({ raw, formatted: `${(raw * 100).toFixed(digits)}%` });
const month = (iso: string): Cell => ({ raw: iso, formatted: iso.slice(0, 7) });
const against = (now: Cell, before: Cell): Cell => {
  const change = (Number(now.raw) - Number(before.raw)) / Math.abs(Number(before.raw));
  return { ...now, previous: before, change: { raw: change, formatted: `${change >= 0 ? "+" : "-"}${Math.abs(change * 100).toFixed(1)}%` } };
};

const dimension = (key: string, label: string, type = "string", interval?: string): Column => ({ key, field: key, kind: "dimension", label, type, ...(interval ? { interval } : {}) });
const metric = (key: string, label: string): Column => ({ key, field: key, kind: "metric", label, type: "number" });

const months = Array.from({ length: 12 }, (_, at) => `${at < 2 ? 2025 : 2026}-${String(((at + 10) % 12) + 1).padStart(2, "0")}-01`);
const weeks = Array.from({ length: 52 }, (_, at) => new Date(Date.UTC(2025, 10, 3 + at * 7)).toISOString().slice(0, 10));
const days = Array.from({ length: 90 }, (_, at) => new Date(Date.UTC(2026, 7, 1 + at)).toISOString().slice(0, 10));
const channels = ["Web", "Mobile", "Partner", "Retail"];
const regions = ["Americas", "EMEA", "APAC", "LATAM"];
const segments = ["Enterprise", "Mid-market", "SMB", "Consumer", "Public sector", "Education", "Startup", "Non-profit", "Reseller"];
const products = [
  "Aero 14", "Vista 27", "Vista 32 4K", "Aero 16 Pro", "Dock One", "Flex Keyboard", "Mesh 7", "Pulse Buds", "Pulse Studio", "Vault 2TB", "Switch 8", "Glide Mouse", "Halo Lamp", "Nimbus Chair",
  "Quill Tablet with a stylus and a rather long name that does not fit", "Orbit Stand",
];
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const countries = ["United States", "Germany", "United Kingdom", "France", "Japan", "Brazil", "Canada", "Spain", "Italy", "Australia", "Netherlands", "Sweden", "Poland", "India"];

const revenueAt = (at: number, key: string) => 2_000_000 * (1 + at * 0.045) * (0.86 + chance(`${key}${at}`) * 0.34) * (at === 4 ? 1.22 : 1);

const contracts: Record<string, (args: Record<string, unknown>) => { columns: Column[]; rows: Row[]; truncated?: boolean; warnings?: { code: string; message: string }[] }> = {
  kpis: () => ({
    columns: [metric("orders.revenue", "Revenue"), metric("orders.order_count", "Orders"), metric("orders.margin", "Gross margin"), metric("orders.refund_rate", "Refund rate"), metric("orders.average_order_value", "Average order value")],
    rows: [
      {
        "orders.revenue": against(money(34_512_345.67, 2), money(28_357_000, 2)),
        "orders.order_count": against(count(117_204), count(99_832)),
        "orders.margin": against(share(0.371), share(0.334)),
        "orders.refund_rate": against(share(0.045), share(0.0506)),
        "orders.average_order_value": against(money(294.46, 2), money(301.1, 2)),
      },
    ],
  }),
  by_month: (args) => {
    const weekly = args["period"] === "orders.created_week";
    const periods = weekly ? weeks : months;
    return {
      columns: [dimension("period", weekly ? "Created week" : "Created month", "date", weekly ? "week" : "month"), metric("orders.revenue", "Revenue"), metric("orders.order_count", "Orders"), metric("orders.margin", "Gross margin"), metric("orders.refund_rate", "Refund rate"), metric("orders.average_order_value", "Average order value")],
      rows: periods.map((iso, at) => {
        const scale = weekly ? 12 / 52 : 1;
        const place = at * scale;
        const revenue = revenueAt(place, weekly ? `w${at}` : "revenue") * scale;
        return {
          period: weekly ? text(iso) : month(iso),
          "orders.revenue": against(money(revenue), money(revenue * (0.7 + chance(`before${at}`) * 0.3))),
          "orders.order_count": count(revenue / 290 + chance(`o${at}`) * 900),
          "orders.margin": share(0.32 + chance(`m${at}`) * 0.08),
          "orders.refund_rate": share(0.055 - at * 0.0008 * scale + chance(`f${at}`) * 0.006),
          "orders.average_order_value": money(280 + chance(`a${at}`) * 40, 2),
        };
      }),
    };
  },
  by_channel: () => ({
    columns: [dimension("orders.created_month", "Created month", "date", "month"), dimension("orders.channel", "Channel"), metric("orders.revenue", "Revenue")],
    rows: months.flatMap((iso, at) => channels.map((channel, place) => ({ "orders.created_month": month(iso), "orders.channel": text(channel), "orders.revenue": money(revenueAt(at, channel) * [0.42, 0.31, 0.17, 0.1][place]!) }))),
  }),
  by_region: () => ({
    columns: [dimension("customers.region", "Region"), metric("orders.revenue", "Revenue")],
    rows: regions.map((region, at) => ({ "customers.region": text(region), "orders.revenue": money([14_312_000, 10_216_400, 7_030_900, 2_195_300][at]!) })),
  }),
  by_segment: () => ({
    columns: [dimension("customers.segment", "Segment"), metric("orders.revenue", "Revenue"), metric("orders.order_count", "Orders")],
    rows: segments.map((segment, at) => ({ "customers.segment": text(segment), "orders.revenue": money(11_900_000 * 0.68 ** at), "orders.order_count": count(62_000 * 0.61 ** at) })),
  }),
  products: () => ({
    columns: [dimension("products.name", "Product"), dimension("products.category", "Category"), dimension("products.country", "Country"), metric("orders.revenue", "Revenue"), metric("orders.order_count", "Orders"), metric("orders.average_order_value", "Average order value"), metric("orders.margin", "Gross margin")],
    rows: products.map((name, at) => ({
      "products.name": text(name),
      "products.category": text(["Laptops", "Monitors", "Accessories", "Audio"][at % 4]!),
      "products.country": text(countries[at % 5]!),
      "orders.revenue": against(money(1_170_922 * 0.78 ** at), money(1_100_000 * 0.77 ** at * (0.8 + chance(name) * 0.4))),
      "orders.order_count": count(2779 * 0.82 ** at),
      "orders.average_order_value": money(232 + chance(`aov${at}`) * 200),
      "orders.margin": share(0.3 + chance(`mar${at}`) * 0.14),
    })),
  }),
  orders: () => ({
    columns: [dimension("orders.id", "Order"), dimension("orders.created", "Created", "date"), dimension("customers.name", "Customer"), dimension("orders.status", "Status"), metric("orders.revenue", "Revenue")],
    rows: Array.from({ length: 2000 }, (_, at) => ({
      "orders.id": text(`O-${100_000 + at}`),
      "orders.created": text(days[at % 90]!),
      "customers.name": text(at % 97 === 0 ? null : `${["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald"][at % 6]} ${["Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth"][(at * 7) % 6]}`),
      "orders.status": text(["completed", "shipped", "returned"][at % 3]!),
      "orders.revenue": money(20 + chance(`ord${at}`) * 900, 2),
    })),
    truncated: true,
  }),
  totals: () => ({ columns: [metric("orders.revenue", "Revenue"), metric("orders.order_count", "Orders")], rows: [{ "orders.revenue": money(5_312_004), "orders.order_count": count(15_420) }] }),
  by_hour: () => ({
    columns: [dimension("orders.created_day_name", "Weekday"), dimension("orders.created_hour", "Hour", "number"), metric("orders.order_count", "Orders")],
    rows: weekdays.flatMap((day, at) => Array.from({ length: 24 }, (_, hour) => ({ "orders.created_day_name": text(day), "orders.created_hour": { raw: hour, formatted: String(hour) }, "orders.order_count": count(900 * Math.exp(-((hour - 14) ** 2) / 28) * (at > 4 ? 0.55 : 1) * (0.8 + chance(`${day}${hour}`) * 0.4)) }))),
  }),
  cohorts: () => ({
    columns: [dimension("customers.first_month", "First month", "date", "month"), dimension("orders.month_number", "Month", "number"), metric("customers.retention", "Retention")],
    rows: months.slice(0, 8).flatMap((iso, at) => Array.from({ length: 8 - at }, (_, n) => ({ "customers.first_month": month(iso), "orders.month_number": { raw: n, formatted: String(n) }, "customers.retention": share(n === 0 ? 1 : 0.52 * 0.86 ** n + chance(`${iso}${n}`) * 0.06, 0) }))),
  }),
  scatter: () => ({
    columns: [dimension("products.name", "Product"), dimension("products.category", "Category"), metric("orders.average_order_value", "Average order value"), metric("orders.refund_rate", "Refund rate"), metric("orders.order_count", "Orders")],
    rows: Array.from({ length: 60 }, (_, at) => ({
      "products.name": text(`${products[at % 16]} ${at}`),
      "products.category": text(["Laptops", "Monitors", "Accessories", "Audio"][at % 4]!),
      "orders.average_order_value": money(60 + chance(`x${at}`) * 520 * (1 + (at % 4) * 0.3), 2),
      "orders.refund_rate": share(0.01 + chance(`y${at}`) * 0.06),
      "orders.order_count": count(40 + chance(`z${at}`) ** 3 * 4000),
    })),
  }),
  funnel: () => ({
    columns: [metric("web.visits", "Visits"), metric("web.product_views", "Product views"), metric("web.carts", "Carts"), metric("web.checkouts", "Checkouts"), metric("web.orders", "Orders")],
    rows: [{ "web.visits": count(184_220), "web.product_views": count(121_904), "web.carts": count(38_411), "web.checkouts": count(21_077), "web.orders": count(16_302) }],
  }),
  daily: () => ({
    columns: [dimension("orders.created_day", "Created day", "date", "day"), metric("orders.order_count", "Orders")],
    rows: days.filter((_, at) => at < 40 || at > 47).map((iso) => ({ "orders.created_day": text(iso), "orders.order_count": count(180 + chance(iso) * 130) })),
  }),
  by_country: () => ({
    columns: [dimension("orders.created_month", "Created month", "date", "month"), dimension("customers.country", "Country"), metric("orders.revenue", "Revenue")],
    rows: months.flatMap((iso, at) => countries.map((country, place) => ({ "orders.created_month": month(iso), "customers.country": text(country), "orders.revenue": money(revenueAt(at, country) * 0.2 * 0.85 ** place) }))),
  }),
  countries: () => ({
    columns: [dimension("customers.country", "Country"), metric("orders.revenue", "Revenue"), metric("orders.margin", "Gross margin")],
    rows: countries.map((country, at) => ({ "customers.country": text(country), "orders.revenue": money(4_200_000 * 0.84 ** at), "orders.margin": share(0.28 + chance(country) * 0.12) })),
  }),
  profit: () => ({
    columns: [dimension("orders.created_month", "Created month", "date", "month"), metric("finance.profit", "Profit")],
    rows: months.map((iso) => ({ "orders.created_month": month(iso), "finance.profit": money((chance(`p${iso}`) - 0.4) * 900_000) })),
  }),
  margins: () => ({
    columns: [dimension("products.name", "Product"), metric("finance.profit", "Profit")],
    rows: products.slice(0, 9).map((name, at) => ({ "products.name": text(name), "finance.profit": money((5 - at) * 62_000 + chance(name) * 20_000) })),
  }),
  long: () => ({
    columns: [dimension("products.name", "Name of the product as it stands in the catalogue of the supplier"), metric("orders.revenue", "Revenue including returns that are still open")],
    rows: Array.from({ length: 9 }, (_, at) => ({ "products.name": text(`Extraordinarily long product name number ${at + 1}, with a comma and a Donaudampfschifffahrtsgesellschaftskapitän`), "orders.revenue": money(9_123_456_789 * 0.6 ** at) })),
  }),
  single: () => ({ columns: [dimension("orders.created_month", "Created month", "date", "month"), metric("orders.revenue", "Revenue")], rows: [{ "orders.created_month": month("2026-10-01"), "orders.revenue": money(1_000_000) }] }),
  empty: () => ({ columns: [dimension("customers.region", "Region"), metric("orders.revenue", "Revenue")], rows: [] }),
  failing: () => {
    throw new Error("The warehouse did not answer within 30 seconds. Narrow the date range and try again.");
  },
  warned: () => ({ ...contracts["by_region"]!({}), warnings: [{ code: "semantics.approximate", message: "Customers are counted approximately here." }], truncated: true }),
};

export function answer(name: string, args: Record<string, unknown>, limit?: number) {
  const make = contracts[name];
  if (!make) throw new Error(`The gallery has no contract ${name}.`);
  const made = make(args);
  const chosen = args["region"];
  const rows = Array.isArray(chosen) && name !== "by_region" ? made.rows.map((row) => scaled(row, chosen.length / 4)) : made.rows;
  return { contract: name, columns: made.columns, rows: limit ? rows.slice(0, limit) : rows, truncated: made.truncated ?? false, rowLimit: made.rows.length || 500, cachedAt: null, timeZone: "UTC", warnings: made.warnings ?? [] };
}

function scaled(row: Row, by: number): Row {
  const revenue = row["orders.revenue"];
  return revenue && typeof revenue.raw === "number" ? { ...row, "orders.revenue": { ...revenue, ...money(revenue.raw * by) } } : row;
}

export function options(filter: string, search: string) {
  const all = { region: regions, channel: channels, segment: segments, country: countries }[filter] ?? [];
  const values = all.filter((one) => one.toLowerCase().includes(search.toLowerCase())).map(text);
  return { values, truncated: filter === "country" && !search };
}

export function underlying() {
  const { columns, rows } = contracts["orders"]!({});
  return { columns: columns.map((column) => ({ ...column, kind: "dimension" })), rows: rows.slice(0, 120), truncated: false, rowLimit: 500, cachedAt: null, timeZone: "UTC", warnings: [] };
}
