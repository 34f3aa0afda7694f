import { useId } from "react";
import { linePath } from "../format/paths";
import { numberOf, type Cell } from "../types";
import { cssColor, type Tone } from "../color";

export interface SparklineProps {
  cells: readonly (Cell | undefined)[];
  /** Spoken name. */
  label: string;
  tone?: Tone;
  height?: number;
}

const width = 100;

/** A line without axes, for the shape alone. */
export function Sparkline({ cells, label, tone = "primary", height = 36 }: SparklineProps) {
  const id = useId();
  const values = cells.map(numberOf);
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const y = (value: number) => (high === low ? height / 2 : 3 + (1 - (value - low) / (high - low)) * (height - 6));
  const points = values.map((value, at) => (value === null ? null : { x: (at / (values.length - 1)) * width, y: y(value) }));
  const first = cells.find((cell) => numberOf(cell) !== null)?.formatted;
  const last = cells.findLast((cell) => numberOf(cell) !== null)?.formatted;
  const color = cssColor(tone);
  return (
    <svg className="v-sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${label}: from ${first} to ${last}`} style={{ height }}>
      <defs>
        <linearGradient id={id} x1="0" x2="0" y1="0" y2="1">
          <stop offset="0%" stopColor={color} stopOpacity={0.22} />
          <stop offset="100%" stopColor={color} stopOpacity={0.02} />
        </linearGradient>
      </defs>
      <path d={linePath(points, { base: height })} fill={`url(#${id})`} />
      <path d={linePath(points)} fill="none" stroke={color} strokeWidth={1.75} strokeLinejoin="round" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
