// As the server would generate it for the gallery's contracts; here written by hand, and without types of rows.
import { registerContracts } from "@vitrine/kit";

const values = (label: string, options: boolean, max = 50) => ({ label, type: "values", valueType: "string", operators: ["equals"], required: false, max, options });
const dates = { label: "Created", type: "range", valueType: "timestamp", operators: ["inBetween", "inThePast", "inTheNext", "inTheCurrent"], required: true, max: 2, options: false, default: { operator: "inThePast", values: [12], unit: "months", completed: true } };
const contract = (label: string, more: object = {}) => ({ label, uses: ["dates", "region", "channel", "segment"], arguments: {}, slots: {}, many: [], sortBy: [], columns: [], limit: 500, maxLimit: 5000, underlying: true, ...more });

registerContracts(
  {
    kpis: contract("Headline figures", { compare: "previousPeriod" }),
    by_month: contract("Revenue by period", { compare: "previousPeriod", slots: { period: [{ field: "orders.created_month", label: "Created month" }, { field: "orders.created_week", label: "Created week" }] } }),
    ...Object.fromEntries(
      ["by_channel", "by_region", "by_segment", "products", "orders", "totals", "by_hour", "cohorts", "scatter", "funnel", "daily", "by_country", "countries", "profit", "margins", "long", "single", "empty", "failing", "never", "warned"].map((name) => [name, contract(name.replaceAll("_", " "))]),
    ),
  },
  {
    dates,
    region: values("Region", true),
    channel: values("Channel", true, 1),
    segment: values("Segment", true),
    country: values("Country", true),
    gift: { label: "Is a gift", type: "values", valueType: "boolean", operators: ["equals"], required: false, max: 1, options: false },
    amount: { label: "Amount", type: "range", valueType: "number", operators: ["inBetween"], required: false, max: 2, options: false },
    note: { label: "Note", type: "values", valueType: "string", operators: ["include"], required: false, max: 5, options: false },
  },
);
