import { useId, type ReactNode } from "react";
import { cn } from "../cn";
import { host, quietly } from "../host";
import { icons, type IconName } from "../icons";
import { ownTheme, pageTheme } from "../runtime";
import { useFollowed } from "../hooks";
import { numberOf, type Cell } from "../types";
import type { Tone } from "../color";

export function Icon({ name, size = 16, label, className }: { name: IconName; size?: number; label?: string; className?: string }) {
  const Drawn = icons[name];
  return <Drawn size={size} strokeWidth={2} className={cn("v-icon", className)} {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })} />;
}

export interface ButtonProps {
  variant?: "default" | "primary" | "ghost";
  icon?: IconName;
  /** Spoken name; needed when there are no children. */
  label?: string;
  disabled?: boolean;
  pressed?: boolean;
  className?: string;
  onClick?: () => void;
  children?: ReactNode;
}

export function Button({ variant = "default", icon, label, disabled, pressed, className, onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={cn("v-button", `v-button-${variant}`, children === undefined && "v-button-icon", className)}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      title={children === undefined ? label : undefined}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span className="v-button-text">{children}</span>}
    </button>
  );
}

export function PrintButton({ children = "Print" }: { children?: ReactNode }) {
  return (
    <Button icon="printer" label={typeof children === "string" ? children : "Print"} className="v-noprint" onClick={() => quietly(() => host.print())}>
      {children}
    </Button>
  );
}

export function Badge({ tone = "neutral", children, className }: { tone?: Tone; children: ReactNode; className?: string }) {
  return <span className={cn("v-badge", `v-tone-${tone}`, className)}>{children}</span>;
}

export interface DeltaProps {
  /** A cell of a contract that compares. */
  cell: Cell | undefined;
  lowerIsBetter?: boolean;
  className?: string;
}

/** The change since the earlier period: the arrow says the direction, the colour whether that is good. */
export function Delta({ cell, lowerIsBetter = false, className }: DeltaProps) {
  const change = numberOf(cell?.change);
  if (!cell?.change || change === null) return null;
  const direction = change > 0 ? "up" : change < 0 ? "down" : "flat";
  const isGood = direction === "flat" ? null : (direction === "up") !== lowerIsBetter;
  return (
    <span className={cn("v-delta", isGood === null ? "v-text-muted" : isGood ? "v-text-positive" : "v-text-negative", className)}>
      <Icon name={direction === "up" ? "trending-up" : direction === "down" ? "trending-down" : "minus"} size={14} />
      {cell.change.formatted.replace(/^-/, "−")}
    </span>
  );
}

/** A bar for a number between 0 and 1; its text is the label. */
export function Progress({ value, label, tone = "primary" }: { value: number; label: string; tone?: Tone }) {
  const share = Math.max(0, Math.min(1, Number.isFinite(value) ? value : 0));
  const id = useId();
  return (
    <div className="v-progress">
      <span id={id} className="v-progress-label">
        {label}
      </span>
      <span className="v-progress-track" role="progressbar" aria-labelledby={id} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)}>
        <span className={`v-progress-bar v-fill-${tone}`} style={{ width: `${share * 100}%` }} />
      </span>
    </div>
  );
}

/** A link to elsewhere: the page around shows the address and asks. */
export function Link({ href, children, className }: { href: string; children: ReactNode; className?: string }) {
  return (
    <a
      href={href}
      className={cn("v-link", className)}
      onClick={(event) => {
        event.preventDefault();
        quietly(() => host.openLink(href));
      }}
    >
      {children}
      <Icon name="external-link" size={12} />
    </a>
  );
}

/** Light, dark, or as the page around the app. */
export function ThemeToggle() {
  const page = useFollowed(pageTheme);
  const own = useFollowed(ownTheme);
  const theme = own ?? page;
  const other = theme === "dark" ? "light" : "dark";
  return <Button icon={theme === "dark" ? "sun" : "moon"} label={`Show in ${other} colours`} className="v-noprint" onClick={() => ownTheme.set(other === page ? null : other)} />;
}

export function Stack({ gap = "md", children, className }: { gap?: "sm" | "md" | "lg"; children: ReactNode; className?: string }) {
  return <div className={cn("v-stack", `v-gap-${gap}`, className)}>{children}</div>;
}

export function Inline({ gap = "sm", children, className }: { gap?: "sm" | "md" | "lg"; children: ReactNode; className?: string }) {
  return <div className={cn("v-inline", `v-gap-${gap}`, className)}>{children}</div>;
}
