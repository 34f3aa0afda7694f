import { Cell, DataTable, FilterBar, Grid, KpiRow, Page, QueryCard, Tab, Tabs } from "@vitrine/kit";
import { BarList, LineChart } from "@vitrine/kit/charts";

export default function App() {
  return (
    <Page title="Orders" subtitle="What was ordered, and what became of it" filters={<FilterBar />}>
      <KpiRow contract="kpis" cards={[{ metric: "orders.total_order_amount" }, { metric: "orders.unique_order_count" }]} />
      <Tabs>
        <Tab title="Overview">
          <Grid>
            <Cell span={8}>
              <QueryCard title="Orders by month" contract="by_month">
                {(data) => <LineChart data={data} x="orders.order_date_month" y="orders.total_order_amount" />}
              </QueryCard>
            </Cell>
            <Cell span={4}>
              <QueryCard title="By status" contract="by_status">
                {(data) => <BarList data={data} x="orders.status" y="orders.unique_order_count" />}
              </QueryCard>
            </Cell>
          </Grid>
        </Tab>
        <Tab title="Table">
          <QueryCard title="Months" contract="by_month">{(data) => <DataTable data={data} />}</QueryCard>
        </Tab>
      </Tabs>
    </Page>
  );
}
