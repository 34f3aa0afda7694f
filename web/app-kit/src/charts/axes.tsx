import { shortDate } from "@vitrine/kit";
import type { ReactNode } from "react";
import { textWidth } from "./Frame";
import type { Category, Plot } from "./plot";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lines across, with their texts at the left. */
export function ValueAxis({ ticks, texts, y, box, side = "left", grid = true }: { ticks: readonly number[]; texts: readonly string[]; y: (value: number) => number; box: Box; side?: "left" | "right"; grid?: boolean }): ReactNode {
  return (
    <g className="v-axis">
      {ticks.map((tick, at) => (
        <g key={tick}>
          {grid && <line x1={box.left} x2={box.right} y1={Math.round(y(tick)) + 0.5} y2={Math.round(y(tick)) + 0.5} className={tick === 0 ? "v-axis-line" : "v-grid-line"} />}
          <text x={side === "left" ? box.left - 10 : box.right + 10} y={y(tick)} dy="0.32em" textAnchor={side === "left" ? "end" : "start"}>
            {texts[at]}
          </text>
        </g>
      ))}
    </g>
  );
}

export type CategoryLabels = { readonly kind: "straight" | "slanted"; readonly height: number; readonly items: readonly { readonly at: number; readonly text: string; readonly more?: string }[] };

/** Texts under the axis: of time evenly thinned out, of categories shortened, slanted, and only then thinned out. */
export function categoryLabels(plot: Plot, width: number, locale: string): CategoryLabels {
  const { categories } = plot;
  const count = Math.max(1, categories.length);
  const band = width / count;
  if (plot.isTime) {
    const widest = Math.max(...categories.map((category) => textWidth(shortDate(category.time ?? 0, plot.x?.interval, category.time, locale))), 20);
    const first = textWidth(shortDate(categories[0]?.time ?? 0, plot.x?.interval, null, locale));
    const least = Math.max(1, Math.ceil((Math.max(widest, first * 0.9) + 14) / Math.max(1, band)));
    // A text that names the year as well is wider than the others.
    for (let step = least; ; step += 1) {
      const items = thinned(categories, step, plot.x?.interval, locale);
      const touch = items.some((item, at) => at > 0 && textWidth(item.text) / 2 + textWidth(items[at - 1]?.text ?? "") / 2 + 8 > step * band);
      if (!touch || step >= categories.length) return { kind: "straight", height: 28, items };
    }
  }
  const widest = Math.max(...categories.map((category) => textWidth(category.label)), 0);
  if (widest + 8 <= band || count <= 4) {
    const room = Math.max(4, Math.floor((band - 8) / 6.7));
    return { kind: "straight", height: 28, items: categories.map((category, at) => ({ at, text: cut(category.label, widest + 8 <= band ? 99 : room) })) };
  }
  const folded = categories.map((category) => fold(category.label, band - 8));
  if (folded.every((lines) => lines !== null)) return { kind: "straight", height: 44, items: folded.map((lines, at) => ({ at, text: lines[0], ...(lines[1] ? { more: lines[1] } : {}) })) };
  const step = Math.max(1, Math.ceil(16 / band));
  const items = categories.map((category, at) => ({ at, text: cut(category.label, 16) })).filter((_, at) => at % step === 0);
  const longest = Math.max(...items.map((item) => textWidth(item.text)));
  return { kind: "slanted", height: Math.round(18 + longest * 0.62), items };
}

function thinned(categories: readonly Category[], step: number, interval: string | null | undefined, locale: string): { at: number; text: string }[] {
  const items: { at: number; text: string }[] = [];
  let before: number | null = null;
  for (let at = 0; at < categories.length; at += step) {
    const { time } = categories[at] as Category;
    items.push({ at, text: shortDate(time ?? 0, interval, before, locale) });
    before = time;
  }
  return items;
}

/** A text in at most two lines that are no wider than that; null where that is not possible. */
function fold(text: string, width: number): [string, string] | null {
  if (textWidth(text) <= width) return [text, ""];
  const words = text.split(" ");
  for (let at = words.length - 1; at > 0; at -= 1) {
    const lines: [string, string] = [words.slice(0, at).join(" "), words.slice(at).join(" ")];
    if (textWidth(lines[0]) <= width) return textWidth(lines[1]) <= width ? lines : null;
  }
  return null;
}

export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}

export function CategoryAxis({ labels, x, box }: { labels: CategoryLabels; x: (at: number) => number; box: Box }): ReactNode {
  return (
    <g className="v-axis">
      {labels.items.map(({ at, text, more }) => {
        const half = Math.max(textWidth(text), textWidth(more ?? "")) / 2;
        return labels.kind === "slanted" ? (
          <text key={at} x={x(at)} y={box.bottom + 14} textAnchor="end" transform={`rotate(-38 ${x(at)} ${box.bottom + 14})`}>
            {text}
          </text>
        ) : (
          // A text at the edge stays inside.
          <text key={at} x={Math.max(half, Math.min(x(at), box.right + 22 - half))} y={box.bottom + 20} textAnchor="middle">
            {more ? (
              <>
                {text}
                <tspan x={Math.max(half, Math.min(x(at), box.right + 22 - half))} dy="15">
                  {more}
                </tspan>
              </>
            ) : (
              text
            )}
          </text>
        );
      })}
    </g>
  );
}
