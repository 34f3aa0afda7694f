import { useId } from "react";
import { comparisonText, contractNamed } from "../contracts";
import { figure, learnStyle } from "../format/numberStyle";
import { useQuery } from "../hooks";
import type { IconName } from "../icons";
import { cellOf, numberOf, type ArgsOf, type Cell, type ContractName, type NumberKeyOf, type RowOf } from "../types";
import { Delta, Icon } from "./basics";
import { Heading } from "./Heading";
import { Sparkline } from "./Sparkline";
import { Boundary, NoAnswerState } from "./states";

export interface KpiCardProps {
  label: string;
  cell: Cell | undefined;
  /** The figure over time, for the sparkline. */
  trend?: readonly (Cell | undefined)[];
  lowerIsBetter?: boolean;
  compareLabel?: string;
  icon?: IconName;
  /** Shortens large figures; the whole one stands in the tooltip. */
  compact?: boolean;
}

/** One headline figure. */
export function KpiCard({ label, cell, trend, lowerIsBetter = false, compareLabel = "vs previous period", icon, compact = true }: KpiCardProps) {
  const id = useId();
  const text = figure(cell, learnStyle([cell]), compact);
  const hasDelta = numberOf(cell?.change) !== null;
  const points = trend?.filter((one) => numberOf(one) !== null) ?? [];
  return (
    <div className="v-card v-kpi" role="group" aria-labelledby={id}>
      <Heading id={id} className="v-kpi-label">
        {icon && <Icon name={icon} size={14} />}
        <span>{label}</span>
      </Heading>
      <div className="v-kpi-main">
        <div className="v-kpi-figures">
          <p className={text.length > 11 ? "v-kpi-value v-kpi-long" : "v-kpi-value"} title={cell && text !== cell.formatted ? cell.formatted : undefined}>
            {text}
          </p>
          {cell && (hasDelta || cell.previous) && (
            <p className="v-kpi-delta">
              {hasDelta ? (
                <>
                  <Delta cell={cell} lowerIsBetter={lowerIsBetter} /> <span className="v-kpi-compare">{compareLabel}</span>
                </>
              ) : (
                <span className="v-kpi-compare">No earlier figure</span>
              )}
            </p>
          )}
        </div>
        {trend && points.length > 2 && points.length * 2 > trend.length && (
          <div className="v-kpi-trend">
            <Sparkline cells={trend} label={`${label} over time`} />
          </div>
        )}
      </div>
    </div>
  );
}

function KpiSkeleton({ label }: { label: string }) {
  return (
    <div className="v-card v-kpi" role="group" aria-label={label}>
      <p className="v-kpi-label">{label}</p>
      <div className="v-kpi-loading" data-skeleton="kpi" role="status" aria-label="Loading">
        <span />
        <span />
      </div>
    </div>
  );
}

export interface KpiRowProps<C extends ContractName, T extends ContractName> {
  /** A contract of one row. */
  contract: C;
  args?: ArgsOf<C>;
  cards: readonly {
    readonly metric: NumberKeyOf<RowOf<C>>;
    /** The metric's own label when absent. */
    readonly label?: string;
    readonly icon?: IconName;
    readonly lowerIsBetter?: boolean;
    readonly compact?: boolean;
  }[];
  /** A contract with the same metrics over time. */
  trend?: { readonly contract: T; readonly x: keyof RowOf<T> & string; readonly args?: ArgsOf<T> };
}

/** Headline figures beside one another, all from one row. */
export function KpiRow<C extends ContractName, T extends ContractName = C>({ contract, args, cards, trend }: KpiRowProps<C, T>) {
  const query = useQuery(contract, args);
  const over = useQuery((trend?.contract ?? contract) as T, trend?.args, { enabled: trend !== undefined });
  if (query.status === "error") {
    return (
      <div className="v-card v-kpi-error">
        <NoAnswerState error={query.error} onRetry={query.refresh} />
      </div>
    );
  }
  const row = query.rows[0];
  const labels = new Map(query.columns.map((column) => [column.key, column.label]));
  const points = trend ? [...over.rows].sort((a, b) => String(cellOf(a, trend.x)?.raw ?? "").localeCompare(String(cellOf(b, trend.x)?.raw ?? ""))) : [];
  return (
    <div className={query.isRefreshing ? "v-kpis v-query-stale" : "v-kpis"} data-count={Math.min(cards.length, 8)}>
      <Boundary name="figures" resetKey={row}>
        {cards.map((card) => {
          const label = card.label ?? labels.get(card.metric) ?? metricLabel(contract, card.metric);
          if (query.status === "loading") return <KpiSkeleton key={card.metric} label={label} />;
          return (
            <KpiCard
              key={card.metric}
              label={label}
              cell={cellOf(row, card.metric)}
              lowerIsBetter={card.lowerIsBetter ?? false}
              compact={card.compact ?? true}
              compareLabel={comparisonText(contract)}
              {...(card.icon ? { icon: card.icon } : {})}
              {...(points.length > 0 && cellOf(points[0], card.metric) ? { trend: points.map((point) => cellOf(point, card.metric)) } : {})}
            />
          );
        })}
      </Boundary>
    </div>
  );
}

function metricLabel(contract: string, metric: string): string {
  return contractNamed(contract)?.columns.find((column) => column.key === metric)?.label ?? metric;
}
