import { useRef, useState, type ReactNode } from "react";
import { contractNamed } from "../contracts";
import { exportQuestion, quietly } from "../host";
import { useQuery, useSlot } from "../hooks";
import type { ArgsOf, ContractName, Data, RowOf } from "../types";
import { Button } from "./basics";
import { Segments, Select } from "./controls";
import { Card } from "./layout";
import { Boundary, EmptyState, NoAnswerState, Skeleton, TruncatedBanner, WarningBanner, grouped, type SkeletonKind } from "./states";
import { HasExport } from "./surroundings";

export interface QueryCardProps<C extends ContractName> {
  title: string;
  subtitle?: ReactNode;
  contract: C;
  args?: ArgsOf<C>;
  limit?: number;
  /** Pixels of the content at least; 280 when absent. */
  height?: number;
  skeleton?: SkeletonKind;
  /** Slots of the contract whose choice stands in the header. */
  slots?: readonly string[];
  actions?: ReactNode;
  footer?: ReactNode;
  exportable?: boolean;
  emptyText?: string;
  /** What is said where the answer has more rows than the limit: `warn` by default; `note` in a ranking; `none` where a top N was asked for. */
  truncation?: "warn" | "note" | "none";
  className?: string;
  children: (data: Data<RowOf<C>>) => ReactNode;
}

/** A card around one query. The children are called only when there are rows. */
export function QueryCard<C extends ContractName>(props: QueryCardProps<C>) {
  const { title, subtitle, contract, args, limit, height = 260, skeleton = "chart", slots = [], actions, footer, exportable = true, emptyText, truncation = "warn", className, children } = props;
  const query = useQuery(contract, args, { limit });
  const { data, status, error } = query;
  const hasRows = data !== null && data.rows.length > 0;
  const controls = (
    <>
      {slots.map((slot) => (
        <SlotSelect key={slot} contract={contract} slot={slot} />
      ))}
      {actions}
      {exportable && hasRows && <ExportCorner data={data as Data} title={title} />}
    </>
  );
  return (
    <Card title={title} subtitle={subtitle} actions={controls} footer={footer} className={className ?? ""}>
      {query.isRefreshing && <span className="v-refreshing" role="status" aria-label="Refreshing" />}
      {data?.truncated && truncation === "warn" && <TruncatedBanner rowLimit={data.rowLimit} />}
      {data && <WarningBanner warnings={data.warnings} />}
      <div className={query.isRefreshing ? "v-query v-query-stale" : "v-query"} style={{ minHeight: hasRows && (skeleton === "table" || skeleton === "bars") ? undefined : height }}>
        {status === "error" ? (
          <NoAnswerState error={error} onRetry={query.refresh} />
        ) : !data ? (
          <Skeleton kind={skeleton} />
        ) : !hasRows ? (
          <EmptyState title="No rows" text={emptyText ?? "Nothing matches the filters that are set."} />
        ) : (
          <Boundary name={title} resetKey={data}>
            <HasExport value={exportable}>
              <Rendered data={data} render={children} />
            </HasExport>
          </Boundary>
        )}
      </div>
      {data?.truncated && truncation === "note" && <p className="v-chart-note">The first {grouped(data.rowLimit)} are shown.</p>}
    </Card>
  );
}

/** The render function runs inside the boundary, so that its faults stay there too. */
function Rendered<R>({ data, render }: { data: Data<R>; render: (data: Data<R>) => ReactNode }) {
  return <>{render(data)}</>;
}

function ExportCorner({ data, title }: { data: Data; title: string }) {
  const [isBusy, setBusy] = useState(false);
  const mounted = useRef(true);
  const run = async () => {
    setBusy(true);
    try {
      await exportQuestion(data.contract, data.args, title);
    } finally {
      if (mounted.current) setBusy(false);
    }
  };
  return <Button variant="ghost" icon="download" label={`Download ${title} as CSV`} disabled={isBusy} className="v-corner v-noprint" onClick={() => quietly(run)} />;
}

/** A button that downloads all rows of a contract as CSV. */
export function ExportButton<C extends ContractName>({ contract, args, title }: { contract: C; args?: ArgsOf<C>; title?: string }) {
  const { data } = useQuery(contract, args);
  return (
    <Button icon="download" className="v-noprint" disabled={!data} onClick={() => data && quietly(() => exportQuestion(contract, data.args, title))}>
      CSV
    </Button>
  );
}

const spans = ["Hour", "Day", "Week", "Month", "Quarter", "Year"];

/** Lets the reader choose the field that fills a slot: side by side up to four, else a list. */
export function SlotSelect<C extends ContractName>({ contract, slot, label }: { contract: C; slot: string; label?: string }) {
  const [field, set, choices] = useSlot(contract, slot);
  if (choices.length < 2) return null;
  const name = label ?? `Choose ${slot.replaceAll("_", " ")} of ${contractNamed(contract)?.label ?? contract}`;
  const options = short(choices).map((choice) => ({ value: choice.field, label: choice.label }));
  // Sizes of time stand in their order, whichever is the contract's first.
  if (options.every((option) => spans.includes(option.label))) options.sort((a, b) => spans.indexOf(a.label) - spans.indexOf(b.label));
  return choices.length <= 4 && options.reduce((sum, option) => sum + option.label.length, 0) <= 36 ? (
    <Segments label={name} value={field} options={options} onChange={set} />
  ) : (
    <Select label={name} isLabelHidden value={field} options={options} onChange={set} />
  );
}

/** "Created month, Created week" are Month and Week beside one another. */
function short(choices: readonly { field: string; label: string }[]): { field: string; label: string }[] {
  const words = choices.map((choice) => choice.label.split(" "));
  const first = words[0] ?? [];
  let shared = 0;
  while (shared < first.length - 1 && words.every((other) => other.length > shared + 1 && other[shared] === first[shared])) shared += 1;
  return choices.map((choice, at) => {
    const label = (words[at] ?? []).slice(shared).join(" ");
    return { field: choice.field, label: label.charAt(0).toUpperCase() + label.slice(1) };
  });
}
