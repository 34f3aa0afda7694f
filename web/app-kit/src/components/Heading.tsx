import { createElement, useContext, type ReactNode } from "react";
import { HeadingLevel } from "./surroundings";

/** A heading of the level that its place asks for. */
export function Heading({ id, below = 0, className, children }: { id?: string; below?: number; className?: string; children: ReactNode }) {
  const level = Math.min(6, useContext(HeadingLevel) + below);
  return createElement(`h${level}`, { id, className }, children);
}

/** What stands in here has headings one level further down. */
export function Deeper({ by = 1, children }: { by?: number; children: ReactNode }) {
  const level = useContext(HeadingLevel);
  return <HeadingLevel value={level + by}>{children}</HeadingLevel>;
}
