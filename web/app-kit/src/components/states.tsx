import { Component, type ErrorInfo, type ReactNode } from "react";
import type { BridgeError } from "../bridge/protocol";
import { bootDoor } from "../runtime";
import type { IconName } from "../icons";
import type { Warning } from "../types";
import { Button, Icon } from "./basics";

export type SkeletonKind = "chart" | "bars" | "donut" | "table" | "text";

const heights = [42, 68, 52, 84, 60, 92, 74, 58, 80, 66];

/** The shape of what is to come, so that nothing moves when it does. */
export function Skeleton({ kind = "chart", height }: { kind?: SkeletonKind; height?: number }) {
  return (
    <div className={`v-skeleton v-skeleton-${kind}`} data-skeleton={kind} role="status" aria-label="Loading" style={height ? { minHeight: height } : undefined}>
      {kind === "chart" && heights.map((share, at) => <span key={at} style={{ height: `${share}%` }} />)}
      {kind === "bars" && heights.slice(0, 7).map((_, at) => <span key={at} style={{ width: `${100 - at * 12}%` }} />)}
      {kind === "donut" && <span />}
      {kind === "table" && heights.slice(0, 8).map((_, at) => <span key={at} />)}
      {kind === "text" && [96, 88, 72].map((share) => <span key={share} style={{ width: `${share}%` }} />)}
    </div>
  );
}

/** The same shapes under the name that says when they are shown. */
export const LoadingState = Skeleton;

export function EmptyState({ title = "Nothing to show", text, icon = "inbox" }: { title?: string; text?: string; icon?: IconName }) {
  return (
    <div className="v-state" data-state="empty">
      <span className="v-state-mark">
        <Icon name={icon} size={20} />
      </span>
      <p className="v-state-title">{title}</p>
      {text && <p className="v-state-text">{text}</p>}
    </div>
  );
}

export function ErrorState({ title = "This could not be loaded", message, onRetry }: { title?: string; message: string; onRetry?: () => void }) {
  return (
    <div className="v-state" data-state="error" role="alert">
      <span className="v-state-mark v-state-mark-bad">
        <Icon name="alert-triangle" size={20} />
      </span>
      <p className="v-state-title">{title}</p>
      <p className="v-state-text">{message}</p>
      {onRetry && (
        <Button icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Why a question has no answer: a quiet lock where the reader may not have one, since another try changes nothing. */
export function NoAnswerState({ error, onRetry }: { error: Pick<BridgeError, "code" | "message"> | null; onRetry: () => void }) {
  if (error?.code !== "not-allowed") return <ErrorState message={error?.message || "The question could not be answered."} onRetry={onRetry} />;
  return (
    <div className="v-state" data-state="not-allowed" role="status">
      <span className="v-state-mark">
        <Icon name="lock" size={20} />
      </span>
      <p className="v-state-title">Not for you</p>
      <p className="v-state-text">{error.message}</p>
    </div>
  );
}

export function TruncatedBanner({ rowLimit }: { rowLimit: number }) {
  return (
    <p className="v-banner v-tone-warning" data-state="truncated">
      <Icon name="alert-triangle" size={14} />
      <span>Only the first {grouped(rowLimit)} rows are shown. Narrow the filters to see the rest.</span>
    </p>
  );
}

export function WarningBanner({ warnings }: { warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <p className="v-banner v-tone-neutral" data-state="warning">
      <Icon name="info" size={14} />
      <span>{warnings.map((warning) => warning.message).join(" ")}</span>
    </p>
  );
}

/** A count of rows, which is the kit's own figure. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

interface BoundaryProps {
  /** Where, for the report. */
  name: string;
  /** Another value tries again. */
  resetKey?: unknown;
  children: ReactNode;
}

/** Keeps a fault inside its card. It is reported to the page, and so found by the gates. */
export class Boundary extends Component<BoundaryProps, { error: Error | null; key: unknown }> {
  override state = { error: null as Error | null, key: this.props.resetKey };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: { error: Error | null; key: unknown }) {
    return Object.is(props.resetKey, state.key) ? null : { error: null, key: props.resetKey };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    bootDoor()?.report(error, `${this.props.name}${(info.componentStack ?? "").split("\n").slice(0, 4).join(" ")}`.slice(0, 300));
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorState title="This part of the app failed" message={this.state.error.message} onRetry={() => this.setState({ error: null })} />;
  }
}
