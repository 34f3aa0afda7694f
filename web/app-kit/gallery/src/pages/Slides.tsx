import { Callout, Deck, KpiRow, Narrative, QueryCard, Slide } from "@vitrine/kit";
import { BarList, DonutChart, LineChart, StackedBarChart } from "@vitrine/kit/charts";

export default function Slides() {
  return (
    <Deck title="Quarterly review">
      <Slide layout="title" title="Quarterly business review" subtitle="Revenue, customers and what comes next" />
      <Slide title="Revenue grew across the board" subtitle="Completed months against the year before">
        <KpiRow contract="kpis" cards={[{ metric: "orders.revenue" }, { metric: "orders.order_count" }, { metric: "orders.margin" }, { metric: "orders.refund_rate", lowerIsBetter: true }]} />
        <QueryCard title="Revenue" contract="by_month" height={160}>{(data) => <LineChart data={data} x="period" y="orders.revenue" comparison height={150} />}</QueryCard>
      </Slide>
      <Slide layout="split" title="Americas and EMEA bring most of it">
        <QueryCard title="By region" contract="by_region" height={160}>{(data) => <DonutChart data={data} x="customers.region" y="orders.revenue" />}</QueryCard>
        <QueryCard title="By segment" contract="by_segment" height={160}>{(data) => <BarList data={data} x="customers.segment" y="orders.revenue" max={8} />}</QueryCard>
      </Slide>
      <Slide title="Channels">
        <QueryCard title="Revenue by channel" contract="by_channel" height={160}>{(data) => <StackedBarChart data={data} x="orders.created_month" y="orders.revenue" series="orders.channel" height={150} />}</QueryCard>
      </Slide>
      <Slide title="In one sentence">
        <Narrative contract="by_segment" text="**{customers.segment}** leads with {orders.revenue} from {orders.order_count} orders." />
        <Callout tone="positive" title="Ahead of plan">Mobile passed its goal two weeks early.</Callout>
      </Slide>
    </Deck>
  );
}
