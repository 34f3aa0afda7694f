import { Fragment, type ReactNode } from "react";
import { useQuery } from "../hooks";
import type { IconName } from "../icons";
import { cellOf, nameOf, numberOf, type ArgsOf, type Column, type ContractName, type KeyOf, type RowOf } from "../types";
import { Icon, Link } from "./basics";
import { Heading } from "./Heading";
import { Boundary, EmptyState, NoAnswerState, Skeleton } from "./states";
import { parseMarkdown, type Block, type Inline as Span } from "../format/markdown";

/** Text with headings, lists, tables, emphasis, code and links. Anything else in it is text. */
export function Markdown({ text }: { text: string }) {
  const blocks = parseMarkdown(text);
  // The text's largest heading stands one level below what is around it, however many marks its author wrote.
  const first = Math.min(6, ...blocks.map((block) => (block.kind === "heading" ? block.level : 6)));
  return (
    <div className="v-text">
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} first={first} />
      ))}
    </div>
  );
}

function BlockView({ block, first }: { block: Block; first: number }) {
  switch (block.kind) {
    case "heading": {
      return (
        <Heading below={Math.max(0, block.level - first)} className={`v-text-h${Math.min(3, block.level)}`}>
          {spans(block.content)}
        </Heading>
      );
    }
    case "paragraph":
      return <p>{spans(block.content)}</p>;
    case "quote":
      return <blockquote>{spans(block.content)}</blockquote>;
    case "code":
      return <pre><code>{block.text}</code></pre>;
    case "rule":
      return <hr />;
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List>
          {block.items.map((item, at) => (
            <li key={at}>{spans(item)}</li>
          ))}
        </List>
      );
    }
    case "table":
      return (
        <div className="v-text-table">
          <table>
            <thead>
              <tr>
                {block.head.map((cell, at) => (
                  <th key={at} scope="col">
                    {spans(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, place) => (
                    <td key={place}>{spans(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function spans(content: readonly Span[]): ReactNode {
  return content.map((span, at) => {
    switch (span.kind) {
      case "text":
        return <Fragment key={at}>{span.text}</Fragment>;
      case "strong":
        return <strong key={at}>{spans(span.content)}</strong>;
      case "emphasis":
        return <em key={at}>{spans(span.content)}</em>;
      case "code":
        return <code key={at}>{span.text}</code>;
      case "link":
        return (
          <Link key={at} href={span.href}>
            {spans(span.content)}
          </Link>
        );
    }
  });
}

export interface NarrativeProps<C extends ContractName> {
  contract: C;
  args?: ArgsOf<C>;
  /** Markdown with `{column}`, `{column.previous}`, `{column.change}`, `{column.direction}`, `{column.move}` ("up 12.3%"), `{first:column}`, `{last:column}`, `{rows}`. */
  text: string;
  row?: "first" | "last" | number;
  /** Said when there are no rows. */
  empty?: string;
}

/** Sentences with live figures. */
export function Narrative<C extends ContractName>({ contract, args, text, row = "first", empty = "There is nothing to report for these filters." }: NarrativeProps<C>) {
  const query = useQuery(contract, args);
  if (query.status === "error") return <NoAnswerState error={query.error} onRetry={query.refresh} />;
  if (query.status === "loading") return <Skeleton kind="text" />;
  if (query.rows.length === 0) return <EmptyState title={empty} />;
  return (
    <Boundary name="narrative" resetKey={query.data}>
      <div className={query.isRefreshing ? "v-query-stale" : undefined}>
        <Markdown text={fillIn(text, query.rows, row, query.data?.columns)} />
      </div>
    </Boundary>
  );
}

/** Puts figures in the place of their names. A name that no column has is left as it is, so that it is seen. */
export function fillIn(text: string, rows: readonly unknown[], row: "first" | "last" | number = "first", columns?: readonly Column[]): string {
  return text.replace(/\{(?:(first|last|\d+):)?([\w.]+)\}/g, (whole, which: string | undefined, path: string) => {
    if (path === "rows" && !which) return String(rows.length);
    const chosen = which === undefined ? row : which === "first" || which === "last" ? which : Number(which) - 1;
    const item = chosen === "first" ? rows[0] : chosen === "last" ? rows.at(-1) : rows[chosen];
    const own = cellOf(item, path);
    if (own) return escapeMarkdown(nameOf(own, columns?.find((column) => column.key === path)));
    const at = path.lastIndexOf(".");
    const cell = cellOf(item, path.slice(0, at));
    if (!cell) return whole;
    const change = numberOf(cell.change);
    switch (path.slice(at + 1)) {
      case "previous":
        return escapeMarkdown(cell.previous?.formatted ?? "–");
      case "change":
        return escapeMarkdown((cell.change?.formatted ?? "–").replace(/^-/, "−"));
      case "move":
        return change === null || !cell.change ? "without an earlier figure" : change === 0 ? "unchanged" : `${change > 0 ? "up" : "down"} ${escapeMarkdown(cell.change.formatted.replace(/^[-+−]/, ""))}`;
      case "direction":
        return change === null ? "without an earlier figure" : change > 0 ? "up" : change < 0 ? "down" : "unchanged";
      default:
        return whole;
    }
  });
}

/** What stands in the data is text, whatever it looks like. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]|#>~]/g, (sign) => `\\${sign}`);
}

export interface ValueProps<C extends ContractName> {
  contract: C;
  metric: KeyOf<RowOf<C>>;
  args?: ArgsOf<C>;
  row?: "first" | "last" | number;
  part?: "value" | "previous" | "change";
}

/** One figure in running text. */
export function Value<C extends ContractName>({ contract, metric, args, row = "first", part = "value" }: ValueProps<C>) {
  const { rows, status } = useQuery(contract, args);
  const cell = cellOf(row === "first" ? rows[0] : row === "last" ? rows.at(-1) : rows[row], metric);
  const shown = part === "value" ? cell : part === "previous" ? cell?.previous : cell?.change;
  if (status === "loading") return <span className="v-value-loading" data-skeleton="value" />;
  return <strong className="v-value">{shown?.formatted ?? "–"}</strong>;
}

const calloutIcons = { info: "info", positive: "check-circle", warning: "alert-triangle", negative: "x-circle" } as const satisfies Record<string, IconName>;

export function Callout({ tone = "info", title, children }: { tone?: keyof typeof calloutIcons; title?: string; children?: ReactNode }) {
  return (
    <div className={`v-callout v-callout-${tone}`} role="note">
      <Icon name={calloutIcons[tone]} size={18} />
      <div>
        {title && <p className="v-callout-title">{title}</p>}
        <div className="v-callout-text">{children}</div>
      </div>
    </div>
  );
}
