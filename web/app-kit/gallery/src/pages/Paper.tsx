import { DataTable, FilterBar, KpiRow, Narrative, PrintPage, QueryCard, Report } from "@vitrine/kit";
import { BarList, LineChart } from "@vitrine/kit/charts";

export default function Paper() {
  return (
    <Report title="Monthly business report" subtitle="Revenue, orders and products of the last twelve months" filters={<FilterBar filters={["dates", "region"]} />}>
      <PrintPage title="Summary">
        <Narrative contract="kpis" text="Revenue was **{orders.revenue}**, {orders.revenue.direction} {orders.revenue.change} on the period before ({orders.revenue.previous})." />
        <KpiRow contract="kpis" cards={[{ metric: "orders.revenue" }, { metric: "orders.order_count" }, { metric: "orders.margin" }, { metric: "orders.refund_rate", lowerIsBetter: true }]} trend={{ contract: "by_month", x: "period" }} />
        <QueryCard title="Revenue by month" contract="by_month">{(data) => <LineChart data={data} x="period" y="orders.revenue" comparison />}</QueryCard>
      </PrintPage>
      <PrintPage title="Where it comes from">
        <QueryCard title="By segment" contract="by_segment">{(data) => <BarList data={data} x="customers.segment" y="orders.revenue" detail="orders.order_count" />}</QueryCard>
      </PrintPage>
      <PrintPage title="Products">
        <QueryCard title="All products" contract="products">{(data) => <DataTable data={data} columns={["products.name", "products.category", "orders.revenue", "orders.order_count"]} />}</QueryCard>
      </PrintPage>
    </Report>
  );
}
