import { useSize } from "@vitrine/kit";
import { useCallback, useId, useState, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode } from "react";

export interface TipLine {
  readonly label: string;
  readonly text: string;
  readonly color: string | null;
  readonly isDashed?: boolean;
}

export interface Tip {
  /** Where it points to, in pixels of the surface. */
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly lines: readonly TipLine[];
}

export interface LegendItem {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  readonly isDashed?: boolean;
  readonly text?: string;
}

export interface FrameProps {
  label: string;
  height: number;
  /** Places that the pointer and the arrow keys go through. */
  count: number;
  /** The place nearest to a point of the surface. */
  nearest: (x: number, y: number, width: number, height: number) => number | null;
  tip: (at: number, width: number, height: number) => Tip | null;
  onSelect?: ((at: number) => void) | undefined;
  draw: (width: number, height: number, active: number | null) => ReactNode;
  legend?: ReactNode;
  note?: string | undefined;
}

/** What the charts in SVG share: their size, the pointer, the arrow keys, the tooltip, the legend, the spoken text. */
export function Frame({ label, height: least, count, nearest, tip, onSelect, draw, legend, note }: FrameProps) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const [isByKey, setByKey] = useState(false);
  const liveId = useId();

  const find = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    // A slide is drawn larger than it is laid out.
    const scale = width > 0 && box.width > 0 ? box.width / width : 1;
    return nearest((event.clientX - box.left) / scale, (event.clientY - box.top) / scale, width, height);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    setByKey(false);
    setActive(find(event));
  };
  const leave = useCallback(() => setActive(null), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && active !== null) {
      setActive(null);
      return event.stopPropagation();
    }
    if ((event.key === "Enter" || event.key === " ") && active !== null && onSelect) {
      event.preventDefault();
      return onSelect(active);
    }
    const to = { ArrowRight: (active ?? -1) + 1, ArrowLeft: (active ?? count) - 1, Home: 0, End: count - 1 }[event.key];
    if (to === undefined || count === 0) return;
    event.preventDefault();
    setByKey(true);
    setActive(Math.max(0, Math.min(count - 1, to)));
  };

  const shown = active !== null && active < count && width > 0 ? tip(active, width, height) : null;
  return (
    <figure className="v-chart">
      <div
        className={onSelect ? "v-chart-surface v-chart-action" : "v-chart-surface"}
        style={{ minHeight: least }}
        role="img"
        aria-label={label}
        aria-describedby={liveId}
        tabIndex={0}
        data-arrows
        data-chart
        onPointerMove={move}
        onPointerDown={move}
        onPointerLeave={leave}
        onBlur={leave}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const at = find(event);
          if (at !== null) onSelect?.(at);
        }}
      >
        <div className="v-chart-canvas" ref={ref}>
          {width > 0 && height > 0 && (
            <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden focusable="false">
              {draw(width, height, active)}
            </svg>
          )}
          {shown && <TipView tip={shown} width={width} height={height} />}
        </div>
      </div>
      <span id={liveId} className="v-hidden" aria-live="polite">
        {isByKey && shown ? `${shown.title}: ${shown.lines.map((line) => `${line.label} ${line.text}`).join(", ")}` : ""}
      </span>
      {legend}
      {note && <p className="v-chart-note">{note}</p>}
    </figure>
  );
}

function TipView({ tip, width, height }: { tip: Tip; width: number; height: number }) {
  const isRight = tip.x > width / 2;
  return (
    <div
      className="v-tip"
      aria-hidden
      style={{
        ...(isRight ? { right: Math.max(0, width - tip.x + 12) } : { left: Math.max(0, tip.x + 12) }),
        top: Math.max(0, Math.min(height - 24 - 22 * Math.min(tip.lines.length, 9), tip.y - 20)),
        maxWidth: Math.max(140, Math.min(320, (isRight ? tip.x : width - tip.x) - 8)),
      }}
    >
      <p className="v-tip-title">{tip.title}</p>
      {tip.lines.map((line, at) => (
        <p key={at} className="v-tip-line">
          {line.color && <span className={line.isDashed ? "v-swatch v-swatch-dashed" : "v-swatch"} style={{ "--swatch": line.color } as React.CSSProperties} />}
          <span className="v-tip-label">{line.label}</span>
          <span className="v-tip-text">{line.text}</span>
        </p>
      ))}
    </div>
  );
}

/** Names of the series; a click takes one away and back. */
export function Legend({ items, off, onToggle }: { items: readonly LegendItem[]; off?: ReadonlySet<string>; onToggle?: (key: string) => void }) {
  return (
    <ul className="v-legend">
      {items.map((item) => {
        const content = (
          <>
            <span className={item.isDashed ? "v-swatch v-swatch-dashed" : "v-swatch"} style={{ "--swatch": item.color } as React.CSSProperties} />
            <span className="v-legend-label">{item.label}</span>
            {item.text && <span className="v-legend-text">{item.text}</span>}
          </>
        );
        return (
          <li key={item.key}>
            {onToggle ? (
              <button type="button" className="v-legend-item" aria-pressed={!off?.has(item.key)} onClick={() => onToggle(item.key)}>
                {content}
              </button>
            ) : (
              <span className="v-legend-item">{content}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export function useToggles(): [ReadonlySet<string>, (key: string) => void] {
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  return [
    off,
    (key) =>
      setOff((before) => {
        const after = new Set(before);
        if (!after.delete(key)) after.add(key);
        return after;
      }),
  ];
}

/** Pixels of a text of axis size, near enough for layout. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += /[ilj.,'’|: ]/.test(letter) ? 3.6 : /[mwMW%]/.test(letter) ? 9.8 : /[A-Z]/.test(letter) ? 7.9 : 6.7;
  return width;
}
