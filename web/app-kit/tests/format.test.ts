import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, figures, learnStyle, percent, tickTexts, write, writeShort } from "../src/format/numberStyle";
import { arcPath } from "../src/format/paths";
import { niceTicks } from "../src/format/ticks";
import { isTimeAxis, longDate, nextBucket, shortDate, timeOf } from "../src/format/dates";
import type { Cell } from "../src/types";

const cell = (raw: number | null, formatted: string): Cell => ({ raw, formatted });

test("the style of a column is learnt from its own texts", () => {
  assert.equal(write(9876543.2, learnStyle([cell(1234.5, "$1,234.50")])), "$9,876,543.20");
  assert.equal(write(9876543.2, learnStyle([cell(1234.5, "1.234,50 €")])), "9.876.543,20 €");
  assert.equal(write(0.5, learnStyle([cell(0.123, "12.3%")])), "50.0%");
  assert.equal(write(50, learnStyle([cell(12.3, "12.3%")])), "50.0%");
  assert.equal(write(1500, learnStyle([cell(12, "12 km")])), "1,500 km");
  assert.equal(write(1500, learnStyle([cell(1234567, "1 234 567")])), "1 500");
  assert.equal(write(-3, learnStyle([cell(-1200, "-$1,200")])), "−$3");
  assert.equal(write(2_000_000, learnStyle([cell(34_512_345, "$34.51M")])), "$2,000,000");
});

test("a text that is no number is no reason to fail", () => {
  assert.equal(write(3, learnStyle([cell(3, "three"), cell(null, "∅"), undefined])), "3");
  assert.equal(write(1234, learnStyle([])), "1,234");
});

test("short figures keep the style", () => {
  const usd = learnStyle([cell(1234.5, "$1,234.50")]);
  assert.equal(writeShort(34_512_345, usd), "$34.5M");
  assert.equal(writeShort(117_204, learnStyle([cell(117_204, "117,204")])), "117K");
  assert.equal(writeShort(999_960, usd), "$1.0M");
  assert.equal(writeShort(-1_250_000, usd), "−$1.3M");
  assert.equal(writeShort(0.371, learnStyle([cell(0.371, "37.1%")])), "37.1%");
});

test("a card shows the server's text as long as it fits", () => {
  const style = learnStyle([cell(1, "1 piece")]);
  assert.equal(figure(cell(99_999, "ninety-nine thousand"), style), "ninety-nine thousand");
  assert.equal(figure(cell(99_999_999, "a lot"), style, false), "a lot");
  assert.equal(figure(cell(null, "∅"), style), "∅");
  assert.equal(figure(undefined, style), "–");
});

test("figures below one another follow one rule", () => {
  const usd = learnStyle([cell(5, "$5")]);
  assert.deepEqual(figures([cell(900, "$900"), cell(20, "$20")], usd), ["$900", "$20"]);
  assert.deepEqual(figures([cell(2_000_000, "$2,000,000"), cell(90_000, "$90,000")], usd), ["$2.0M", "$90.0K"]);
});

test("ticks are round, share one unit, and say no more digits than they need", () => {
  const usd = learnStyle([cell(1234, "$1,234")]);
  assert.deepEqual(tickTexts(niceTicks(0, 3_400_000, 4), usd), ["$0", "$1M", "$2M", "$3M", "$4M"]);
  assert.deepEqual(tickTexts(niceTicks(0, 2.2, 5), usd), ["$0", "$0.5", "$1.0", "$1.5", "$2.0", "$2.5"]);
  assert.deepEqual(tickTexts(niceTicks(-400, 900, 4), usd), ["−$500", "$0", "$500", "$1,000"]);
  assert.deepEqual(niceTicks(0, 3, 6, true), [0, 1, 2, 3]);
  assert.deepEqual(niceTicks(0, 0, 4), [0, 0.25, 0.5, 0.75, 1]);
  assert.deepEqual(niceTicks(Number.NaN, 1, 4), [0, 1]);
});

test("shares are the kit's own", () => {
  assert.equal(percent(0.4213), "42%");
  assert.equal(percent(0.0654), "6.5%");
  assert.equal(percent(1 / 0), "–");
});

test("dates on an axis are named by their interval, the year where it changes", () => {
  const at = (iso: string) => timeOf(iso)!;
  assert.equal(shortDate(at("2025-11-01"), "month", null, "en"), "Nov 2025");
  assert.equal(shortDate(at("2025-12-01"), "month", at("2025-11-01"), "en"), "Dec");
  assert.equal(shortDate(at("2026-01-01"), "month", at("2025-12-01"), "en"), "Jan 2026");
  assert.equal(shortDate(at("2026-04-01"), "quarter", at("2026-01-01"), "en"), "Q2");
  assert.equal(longDate(at("2026-01-05"), "week", "en"), "Week of Jan 5, 2026");
  assert.equal(longDate(at("2026-01-05T13:00:00Z"), "day", "en"), "Mon, Jan 5, 2026");
  assert.equal(timeOf("not a date"), null);
  assert.equal(nextBucket(at("2026-01-31"), "day"), at("2026-02-01"));
  assert.equal(nextBucket(at("2025-12-01"), "month"), at("2026-01-01"));
  assert.equal(isTimeAxis({ type: "string", interval: "day_of_week_name" }), false);
  assert.equal(isTimeAxis({ type: "date" }), true);
});

test("a slice that is all of a donut is a ring with its hole", () => {
  const ring = arcPath(50, 50, 40, 26, 0, 1);
  assert.equal(ring.match(/Z/g)?.length, 2);
  assert.ok(ring.includes("A40,40,0,1,1,50,90") && ring.includes("A26,26,0,1,0,50,76"), ring);
  assert.equal(arcPath(50, 50, 40, 26, 0, 0.5).match(/Z/g)?.length, 1);
});
