export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A smooth line that never overshoots its points (Fritsch and Carlson's monotone cubic). Null points leave a gap. With a
 * base it is closed down to there, or down to the points of another line.
 */
export function linePath(points: readonly (Point | null)[], close?: { readonly base: number } | { readonly under: readonly Point[] }): string {
  const parts: string[] = [];
  let run: { point: Point; at: number }[] = [];
  const flush = () => {
    const [first] = run;
    const last = run.at(-1);
    if (first && last) {
      let d = curve(run.map((one) => one.point), "M");
      if (close && "base" in close) d += `L${n(last.point.x)},${n(close.base)}L${n(first.point.x)},${n(close.base)}Z`;
      else if (close) d += `${curve(run.map((one) => close.under[one.at] ?? one.point).reverse(), "L")}Z`;
      parts.push(d);
    }
    run = [];
  };
  points.forEach((point, at) => (point ? run.push({ point, at }) : flush()));
  flush();
  return parts.join("");
}

function curve(points: readonly Point[], start: "M" | "L"): string {
  const [first] = points;
  if (!first) return "";
  let d = `${start}${n(first.x)},${n(first.y)}`;
  // A single point is drawn as a dot by round line caps.
  if (points.length === 1) return start === "M" ? `${d}h0.01` : d;
  const slopes = tangents(points);
  for (let at = 1; at < points.length; at += 1) {
    const a = points[at - 1] as Point;
    const b = points[at] as Point;
    const third = (b.x - a.x) / 3;
    d += `C${n(a.x + third)},${n(a.y + third * (slopes[at - 1] ?? 0))},${n(b.x - third)},${n(b.y - third * (slopes[at] ?? 0))},${n(b.x)},${n(b.y)}`;
  }
  return d;
}

function tangents(points: readonly Point[]): number[] {
  const deltas: number[] = [];
  for (let at = 1; at < points.length; at += 1) {
    const a = points[at - 1] as Point;
    const b = points[at] as Point;
    deltas.push(b.x === a.x ? 0 : (b.y - a.y) / (b.x - a.x));
  }
  return points.map((_, at) => {
    const before = deltas[at - 1];
    const after = deltas[at];
    if (before === undefined) return after ?? 0;
    if (after === undefined) return before;
    if (before * after <= 0) return 0;
    const mean = (before + after) / 2;
    return Math.sign(mean) * Math.min(Math.abs(mean), 3 * Math.abs(before), 3 * Math.abs(after));
  });
}

/** An arc of a ring, angles in turns from the top. */
export function arcPath(cx: number, cy: number, outer: number, inner: number, from: number, to: number): string {
  if (to - from > 0.9999) return circle(cx, cy, outer, 1) + (inner > 0 ? circle(cx, cy, inner, 0) : "");
  const at = (radius: number, turn: number) => `${n(cx + radius * Math.sin(turn * 2 * Math.PI))},${n(cy - radius * Math.cos(turn * 2 * Math.PI))}`;
  const large = to - from > 0.5 ? 1 : 0;
  return `M${at(outer, from)}A${n(outer)},${n(outer)},0,${large},1,${at(outer, to)}L${at(inner, to)}A${n(inner)},${n(inner)},0,${large},0,${at(inner, from)}Z`;
}

/** Two halves: an arc that ends where it begins is none. The other way round it is a hole. */
function circle(cx: number, cy: number, radius: number, sweep: 0 | 1): string {
  const half = (y: number) => `A${n(radius)},${n(radius)},0,1,${sweep},${n(cx)},${n(y)}`;
  return `M${n(cx)},${n(cy - radius)}${half(cy + radius)}${half(cy - radius)}Z`;
}

/** A bar with round corners at its far end only. */
export function barPath(x: number, y: number, width: number, height: number, radius: number, end: "top" | "bottom" | "none"): string {
  const r = end === "none" ? 0 : Math.max(0, Math.min(radius, width / 2, height));
  if (r === 0) return `M${n(x)},${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`;
  return end === "top"
    ? `M${n(x)},${n(y + height)}v${n(-(height - r))}a${n(r)},${n(r)},0,0,1,${n(r)},${n(-r)}h${n(width - 2 * r)}a${n(r)},${n(r)},0,0,1,${n(r)},${n(r)}v${n(height - r)}Z`
    : `M${n(x)},${n(y)}v${n(height - r)}a${n(r)},${n(r)},0,0,0,${n(r)},${n(r)}h${n(width - 2 * r)}a${n(r)},${n(r)},0,0,0,${n(r)},${n(-r)}v${n(-(height - r))}Z`;
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
