import { Cell, DataTable, FilterBar, Grid, KpiRow, Page, PrintButton, QueryCard, Tab, Tabs, ThemeToggle, useQuery } from "@vitrine/kit";
import { AreaChart, BarList, ComboChart, DonutChart, Heatmap, StackedBarChart } from "@vitrine/kit/charts";

export default function Dashboard() {
  const totals = useQuery("totals");
  return (
    <Page
      title="Revenue performance"
      subtitle="Orders, margin and mix across every channel"
      filters={<FilterBar filters={["dates", "region", "channel", "segment"]} />}
      actions={
        <>
          <ThemeToggle />
          <PrintButton />
        </>
      }
    >
      <KpiRow contract="kpis" cards={[{ metric: "orders.revenue" }, { metric: "orders.order_count" }, { metric: "orders.margin" }, { metric: "orders.refund_rate", lowerIsBetter: true }]} trend={{ contract: "by_month", x: "period" }} />
      <Tabs>
        <Tab title="Overview">
          <Grid>
            <Cell span={8}>
              <QueryCard title="Revenue and orders" subtitle="Completed months only" contract="by_month" slots={["period"]} height={300}>
                {(data) => <AreaChart data={data} x="period" y="orders.revenue" comparison />}
              </QueryCard>
            </Cell>
            <Cell span={4}>
              <QueryCard title="Top segments" subtitle="Click to filter the page" contract="by_segment" skeleton="bars">
                {(data) => <BarList data={data} x="customers.segment" y="orders.revenue" detail="orders.order_count" filter="segment" max={7} />}
              </QueryCard>
            </Cell>
            <Cell span={7}>
              <QueryCard title="Revenue by channel" subtitle="Stacked by month" contract="by_channel">
                {(data) => <StackedBarChart data={data} x="orders.created_month" y="orders.revenue" series="orders.channel" />}
              </QueryCard>
            </Cell>
            <Cell span={5}>
              <QueryCard title="Revenue by region" subtitle="Share of total" contract="by_region" skeleton="donut">
                {(data) => <DonutChart data={data} x="customers.region" y="orders.revenue" filter="region" />}
              </QueryCard>
            </Cell>
          </Grid>
        </Tab>
        <Tab title="Mix & margin">
          <Grid>
            <Cell span={6}>
              <QueryCard title="Orders and margin" contract="by_month">
                {(data) => <ComboChart data={data} x="period" bars="orders.order_count" line="orders.margin" />}
              </QueryCard>
            </Cell>
            <Cell span={6}>
              <QueryCard title="When people buy" contract="by_hour">
                {(data) => <Heatmap data={data} x="orders.created_hour" y="orders.created_day_name" value="orders.order_count" />}
              </QueryCard>
            </Cell>
          </Grid>
        </Tab>
        <Tab title="Products">
          <QueryCard title="Products" subtitle="Click a row for the orders behind it" contract="products" skeleton="table">
            {(data) => <DataTable data={data} totals={totals.rows[0]} drill columns={["products.name", "products.category", "products.country", { key: "orders.revenue", bar: true, delta: true }, "orders.order_count", "orders.average_order_value", "orders.margin"]} />}
          </QueryCard>
        </Tab>
      </Tabs>
    </Page>
  );
}
