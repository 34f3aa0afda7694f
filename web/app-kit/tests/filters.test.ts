import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { StateStore } from "../src/bridge/stateStore";
import { registerContracts } from "../src/contracts";
import { argumentsFor, clearFilter, filterValue, isActive, setFilter, setSlot, slotValue } from "../src/state/filters";
import { presetsOf, rangeName } from "../src/state/ranges";
import { filterNamed } from "../src/contracts";

const dates = { label: "Created", type: "range", valueType: "timestamp", operators: ["inBetween", "inThePast", "inTheCurrent"], required: true, max: 2, options: false, default: { operator: "inThePast", values: [12], unit: "months", completed: true } };
const region = { label: "Region", type: "values", valueType: "string", operators: ["equals"], required: false, max: 3, options: true, default: { operator: "equals", values: ["West"] } };
const channel = { label: "Channel", type: "values", valueType: "string", operators: ["equals"], required: false, max: 2, options: true };

beforeEach(() => {
  const contract = (uses: string[], slots = {}) => ({ label: "x", uses, arguments: {}, slots, many: [], sortBy: [], columns: [], limit: 500, maxLimit: 500, underlying: false });
  const slots = { period: [{ field: "orders.created_month", label: "Created month" }, { field: "orders.created_week", label: "Created week" }] };
  registerContracts({ all: contract(["dates", "region", "channel"], slots), some: contract(["dates"]) }, { dates, region, channel });
});

test("what stands at its default is not sent, so that a page as it opens asks what was asked in advance", () => {
  const state = new StateStore();
  assert.deepEqual(argumentsFor(state.all, "all", undefined), {});
  setFilter(state, "region", ["West"]);
  setFilter(state, "dates", { operator: "inThePast", values: [12], unit: "months", completed: true });
  assert.deepEqual(state.all, {});
});

test("a changed filter is sent to the contracts that use it, and to no other", () => {
  const state = new StateStore();
  setFilter(state, "channel", ["Web", "Mobile"]);
  assert.deepEqual(argumentsFor(state.all, "all", undefined), { channel: ["Web", "Mobile"] });
  assert.deepEqual(argumentsFor(state.all, "some", undefined), {});
  assert.equal(isActive(state.all, "channel"), true);
  clearFilter(state, ["channel"]);
  assert.equal(isActive(state.all, "channel"), false);
});

test("clearing a filter that has a default is sent as null, and survives the address of the page", () => {
  const state = new StateStore();
  setFilter(state, "region", null);
  assert.equal(filterValue(state.all, "region"), null);
  assert.deepEqual(argumentsFor(state.all, "all", undefined), { region: null });
  assert.ok(Object.values(state.all).every((value) => value !== null));
});

test("a required filter cannot be cleared", () => {
  const state = new StateStore();
  setFilter(state, "dates", null);
  assert.deepEqual(argumentsFor(state.all, "all", undefined), {});
});

test("what the app asks wins over the filters; a slot is sent when it is not the first", () => {
  const state = new StateStore();
  setFilter(state, "channel", ["Web"]);
  setSlot(state, "all", "period", "orders.created_week");
  assert.deepEqual(argumentsFor(state.all, "all", { channel: ["Retail"] }), { channel: ["Retail"], period: "orders.created_week" });
  setSlot(state, "all", "period", "orders.created_month");
  assert.deepEqual(argumentsFor(state.all, "all", undefined), { channel: ["Web"] });
});

test("an address that says nonsense changes nothing", () => {
  const state = new StateStore();
  state.replace({ "f.region": 7, "f.channel": ["a", "b", "c"], "f.dates": ["2026-01-01"], "f.nothing": ["x"], "s.all.period": "orders.secret" });
  assert.deepEqual(argumentsFor(state.all, "all", undefined), {});
  assert.equal(slotValue(state.all, "all", "period"), "orders.created_month");
  state.replace({ "f.dates": { operator: "dropTable" } });
  assert.deepEqual(argumentsFor(state.all, "all", undefined), {});
});

test("state is handed to the page when it changes, and not when it does not", () => {
  const state = new StateStore();
  const sent: unknown[] = [];
  state.send = (next) => sent.push(next);
  setFilter(state, "channel", ["Web"]);
  setFilter(state, "channel", ["Web"]);
  assert.deepEqual(sent, [{ "f.channel": ["Web"] }]);
  state.replace({ "f.channel": ["Mobile"] });
  assert.equal(sent.length, 1);
});

test("ranges are offered once each, the default first, and named in words", () => {
  const labels = presetsOf(filterNamed("dates")!).map((preset) => preset.label);
  assert.equal(labels[0], "Last 12 full months");
  assert.equal(new Set(labels).size, labels.length);
  assert.ok(labels.includes("This year"));
  assert.equal(rangeName(["2026-01-05", "2026-03-02"], "en"), "Jan 5, 2026 – Mar 2, 2026");
  assert.equal(rangeName({ operator: "inThePast", values: [1], unit: "months" }, "en"), "Last month");
  assert.equal(rangeName({ operator: "inTheCurrent", unit: "quarters" }, "en"), "This quarter");
});
