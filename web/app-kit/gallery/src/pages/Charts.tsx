import { Cell, Grid, Page, QueryCard, Section } from "@vitrine/kit";
import { AreaChart, BarChart, BarList, ComboChart, DonutChart, FunnelChart, Heatmap, LineChart, ScatterChart, StackedBarChart } from "@vitrine/kit/charts";

export default function Charts() {
  return (
    <Page title="Charts" subtitle="Every chart, in the forms that it has">
      <Section title="Over time">
        <Grid>
          <Cell span={6}>
            <QueryCard title="Line, with the earlier period" contract="by_month">{(data) => <LineChart data={data} x="period" y="orders.revenue" comparison />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Lines by channel, with a goal" contract="by_channel">{(data) => <LineChart data={data} x="orders.created_month" y="orders.revenue" series="orders.channel" goal={{ value: 1_250_000, label: "Goal" }} />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Daily, with a gap" contract="daily">{(data) => <AreaChart data={data} x="orders.created_day" y="orders.order_count" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Stacked areas" contract="by_channel">{(data) => <AreaChart stacked data={data} x="orders.created_month" y="orders.revenue" series="orders.channel" />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Rate, not from zero" contract="by_month">{(data) => <LineChart data={data} x="period" y="orders.refund_rate" zero={false} points />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Fourteen countries" contract="by_country">{(data) => <LineChart data={data} x="orders.created_month" y="orders.revenue" series="customers.country" />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="One month only" contract="single">{(data) => <LineChart data={data} x="orders.created_month" y="orders.revenue" />}</QueryCard>
          </Cell>
        </Grid>
      </Section>
      <Section title="Bars">
        <Grid>
          <Cell span={6}>
            <QueryCard title="Bars" contract="by_month">{(data) => <BarChart data={data} x="period" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Beside the earlier period" contract="by_month">{(data) => <BarChart data={data} x="period" y="orders.revenue" comparison />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Categories, slanted" contract="countries">{(data) => <BarChart data={data} x="customers.country" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Above and below zero" contract="profit">{(data) => <BarChart data={data} x="orders.created_month" y="finance.profit" />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Beside one another" contract="by_channel">{(data) => <BarChart data={data} x="orders.channel" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Stacked" contract="by_country">{(data) => <StackedBarChart data={data} x="orders.created_month" y="orders.revenue" series="customers.country" />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Stacked to 100 %" contract="by_channel">{(data) => <StackedBarChart normalized data={data} x="orders.created_month" y="orders.revenue" series="orders.channel" />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Bars and a line" contract="by_month">{(data) => <ComboChart data={data} x="period" bars="orders.order_count" line="orders.average_order_value" />}</QueryCard>
          </Cell>
        </Grid>
      </Section>
      <Section title="Categories">
        <Grid>
          <Cell span={4}>
            <QueryCard title="Bar list" contract="by_segment">{(data) => <BarList data={data} x="customers.segment" y="orders.revenue" share max={6} />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Bar list with losses" contract="margins">{(data) => <BarList data={data} x="products.name" y="finance.profit" />}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Bar list in colours" contract="by_region">{(data) => <BarList data={data} x="customers.region" y="orders.revenue" colored />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Donut" contract="by_region">{(data) => <DonutChart data={data} x="customers.region" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Donut with the rest" contract="countries">{(data) => <DonutChart data={data} x="customers.country" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Funnel" contract="funnel">{(data) => <FunnelChart data={data} steps={[{ metric: "web.visits" }, { metric: "web.product_views" }, { metric: "web.carts" }, { metric: "web.checkouts" }, { metric: "web.orders" }]} />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Scatter" contract="scatter">{(data) => <ScatterChart data={data} x="orders.average_order_value" y="orders.refund_rate" size="orders.order_count" series="products.category" name="products.name" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Heatmap of hours" contract="by_hour">{(data) => <Heatmap data={data} x="orders.created_hour" y="orders.created_day_name" value="orders.order_count" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Cohorts" contract="cohorts">{(data) => <Heatmap data={data} x="orders.month_number" y="customers.first_month" value="customers.retention" />}</QueryCard>
          </Cell>
        </Grid>
      </Section>
    </Page>
  );
}
