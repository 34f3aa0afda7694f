import * as RadixTabs from "@radix-ui/react-tabs";
import { Children, Fragment, isValidElement, useContext, useId, type ReactElement, type ReactNode } from "react";
import { cn } from "../cn";
import { useAppContext, usePrinting, useUrlState } from "../hooks";
import type { IconName } from "../icons";
import { Badge, Icon } from "./basics";
import { Deeper, Heading } from "./Heading";
import { Boundary } from "./states";
import { Named } from "./surroundings";

/** The ground of an app with several top-level pages of its own. */
export function App({ children }: { children: ReactNode }) {
  return <div className="v-app">{children}</div>;
}

export interface PageProps {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  filters?: ReactNode;
  children?: ReactNode;
}

/** One page: its heading, its filters, its content. */
export function Page({ title, subtitle, actions, filters, children }: PageProps) {
  const { synthetic } = useAppContext();
  return (
    <main className="v-page" data-content>
      <header className="v-page-header">
        <div className="v-page-heading">
          <h1>{title}</h1>
          {subtitle && <p className="v-page-subtitle">{subtitle}</p>}
        </div>
        {(actions || synthetic) && (
          <div className="v-page-actions">
            {synthetic && <Badge tone="warning">Sample data</Badge>}
            {actions}
          </div>
        )}
      </header>
      {filters}
      <Boundary name="page">{children}</Boundary>
    </main>
  );
}

export interface CellProps {
  /** Columns of 12; 3, 4, 6, 8 and 12 are usual. */
  span?: number;
  className?: string;
  children?: ReactNode;
}

/** A place in a `Grid`. */
export function Cell({ children, className }: CellProps) {
  return <div className={cn("v-cell", className)}>{children}</div>;
}

/** Flat, through fragments: the children as they will stand. */
function flat(children: ReactNode): ReactNode[] {
  return Children.toArray(children).flatMap((child) => (isValidElement<{ children?: ReactNode }>(child) && child.type === Fragment ? flat(child.props.children) : [child]));
}

/** Spans of cells in rows of `columns`, where the last cell of a row takes what is left, so that no hole stays. */
export function fillRows(spans: readonly number[], columns: number): number[] {
  const filled: number[] = [];
  let left = columns;
  for (const wanted of spans) {
    const span = Math.max(1, Math.min(columns, Math.round(wanted)));
    if (span > left) {
      filled[filled.length - 1] = (filled.at(-1) ?? 0) + left;
      left = columns;
    }
    filled.push(span);
    left = left === span ? columns : left - span;
  }
  if (filled.length > 0 && left < columns) filled[filled.length - 1] = (filled.at(-1) ?? 0) + left;
  return filled;
}

/** 12 columns, 6 on tablets, 1 on phones. */
export function Grid({ children, className }: { children: ReactNode; className?: string }) {
  const cells = flat(children).filter((child) => child !== null && child !== false);
  const spans = cells.map((child) => (isValidElement<CellProps>(child) && child.type === Cell ? (child.props.span ?? 12) : 12));
  const wide = fillRows(spans, 12);
  const middle = fillRows(spans.map((span) => (span <= 6 ? 3 : 6)), 6);
  return (
    <div className={cn("v-grid", className)}>
      {cells.map((child, at) => {
        const key = isValidElement(child) ? (child.key ?? at) : at;
        const style = { "--wide": wide[at], "--middle": middle[at] } as React.CSSProperties;
        if (isValidElement<CellProps>(child) && child.type === Cell) {
          return (
            <div key={key} className={cn("v-cell", child.props.className)} style={style}>
              {child.props.children}
            </div>
          );
        }
        return (
          <div key={key} className="v-cell" style={style}>
            {child}
          </div>
        );
      })}
    </div>
  );
}

/** A heading over a group of cards. */
export function Section({ title, subtitle, actions, children }: { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="v-section" aria-labelledby={id}>
      <header className="v-section-header">
        <div>
          <Heading id={id} className="v-section-title">
            {title}
          </Heading>
          {subtitle && <p>{subtitle}</p>}
        </div>
        {actions && <div className="v-page-actions">{actions}</div>}
      </header>
      <Deeper>{children}</Deeper>
    </section>
  );
}

export interface CardProps {
  title?: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
}

export function Card({ title, subtitle, actions, footer, className, children }: CardProps) {
  const id = useId();
  const isNamedAbove = useContext(Named) === title;
  return (
    <div className={cn("v-card", className)} {...(title ? { role: "group", "aria-labelledby": id } : {})}>
      {(title || actions) && (
        <div className="v-card-header">
          <div className="v-card-heading">
            {title && (
              <Heading id={id} className={isNamedAbove ? "v-hidden" : "v-card-title"}>
                {title}
              </Heading>
            )}
            {subtitle && <p className="v-card-subtitle">{subtitle}</p>}
          </div>
          {actions && <div className="v-card-actions">{actions}</div>}
        </div>
      )}
      <div className="v-card-body">{title ? <Deeper>{children}</Deeper> : children}</div>
      {footer && <div className="v-card-footer">{footer}</div>}
    </div>
  );
}

export interface TabProps {
  title: string;
  icon?: IconName;
  children?: ReactNode;
}

/** One page of `Tabs`. */
export function Tab({ children }: TabProps) {
  return <>{children}</>;
}

export interface TabsProps {
  /** Its name in the address, when a page has several. */
  name?: string;
  /** Spoken name of the row of tabs. */
  label?: string;
  children: ReactNode;
}

export function Tabs({ name = "tab", label = "Views", children }: TabsProps) {
  const isPrinting = usePrinting();
  const tabs = flat(children).filter((child): child is ReactElement<TabProps> => isValidElement<TabProps>(child) && child.type === Tab);
  const names = tabs.map((tab) => tab.props.title);
  const [open, setOpen] = useUrlState(`tab.${name}`, names[0] ?? "");
  const shown = names.includes(open) ? open : (names[0] ?? "");
  if (isPrinting) {
    return tabs.map((tab) => (
      <Section key={tab.props.title} title={tab.props.title}>
        <Boundary name={tab.props.title}>{tab.props.children}</Boundary>
      </Section>
    ));
  }
  return (
    <RadixTabs.Root className="v-tabs" value={shown} onValueChange={setOpen}>
      <div className="v-tabs-bar">
        <RadixTabs.List className="v-tabs-list" aria-label={label}>
          {tabs.map((tab) => (
            <RadixTabs.Trigger key={tab.props.title} value={tab.props.title} className="v-tab">
              {tab.props.icon && <Icon name={tab.props.icon} size={15} />}
              {tab.props.title}
            </RadixTabs.Trigger>
          ))}
        </RadixTabs.List>
      </div>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.props.title} value={tab.props.title} className="v-tab-content">
          <Boundary name={tab.props.title}>{tab.props.children}</Boundary>
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
