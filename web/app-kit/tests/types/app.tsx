// An app against the generated module of tests/data/queries-module: what must type-check does, and what must not does not.
import "../../../../tests/data/queries-module/queries";
import { Cell, DataTable, FilterBar, Grid, KpiRow, Narrative, Page, QueryCard, SlotSelect, useFilterOptions, useFilters, useQuery } from "@vitrine/kit";
import { BarList, LineChart, StackedBarChart } from "@vitrine/kit/charts";

export default function App() {
  const { rows } = useQuery("revenue_by_period", { period: "orders.created_week", region: ["West"], gift: true }, { limit: 10 });
  const first: number | null | undefined = rows[0]?.["orders.revenue"].raw;
  const { set } = useFilters();
  useFilterOptions("region", String(first));
  useFilterOptions("revenue_by_period.least");
  set("region", ["West"]);
  set("dates", { operator: "inTheCurrent", unit: "years" });
  set("region", null);
  // @ts-expect-error: no such contract
  useQuery("revenue");
  // @ts-expect-error: no such field
  useQuery("revenue_by_period", { period: "orders.created_year" });
  // @ts-expect-error: no such argument
  useQuery("revenue_by_period", { regions: ["West"] });
  // @ts-expect-error: a filter without options
  useFilterOptions("dates");
  // @ts-expect-error: not of the filter's type
  set("region", 7);
  // @ts-expect-error: no such column
  rows[0]?.["orders.revenues"];
  return (
    <Page title="Revenue" filters={<FilterBar filters={["dates", "region"]} />}>
      <KpiRow contract="revenue_by_period" cards={[{ metric: "orders.revenue" }]} trend={{ contract: "revenue_by_period", x: "period" }} />
      {/* @ts-expect-error: not a number */}
      <KpiRow contract="revenue_by_period" cards={[{ metric: "customers.region" }]} />
      <SlotSelect contract="revenue_by_period" slot="period" />
      <Narrative contract="revenue_by_period" text="{orders.revenue}" />
      <Grid>
        <Cell span={8}>
          <QueryCard title="Revenue" contract="revenue_by_period" args={{ gift: false }} slots={["period"]}>
            {(data) => (
              <>
                <LineChart data={data} x="period" y={["orders.revenue", "orders.order_count"]} />
                <StackedBarChart data={data} x="period" y="orders.revenue" series="customers.region" />
                {/* @ts-expect-error: not a number */}
                <LineChart data={data} x="period" y="customers.region" />
                {/* @ts-expect-error: no such column */}
                <BarList data={data} x="customers.regions" y="orders.revenue" />
                <DataTable data={data} columns={["period", { key: "orders.revenue", bar: true }]} />
              </>
            )}
          </QueryCard>
        </Cell>
      </Grid>
    </Page>
  );
}
