import {
  Badge, Button, Callout, Card, Cell, DataTable, Delta, FilterBar, Grid, Icon, Inline, KpiRow, Link, Markdown, MultiSelect, Narrative, Page, PrintButton, Progress, QueryCard, Section, Select, SlotSelect, Stack, Tab, Tabs, ThemeToggle,
  Value, icons, useQuery, useUrlState, type IconName,
} from "@vitrine/kit";
import { Sparkline } from "@vitrine/kit/charts";

const text = `### What happened
Revenue grew for the **third month** in a row, and *margin* held. See [the method](https://example.com/method) and \`orders.revenue\`.

- Web and mobile carry most of the growth
- Partners lag behind their plan

1. Check the partner pipeline
2. Renew two contracts

> Figures leave out cancelled orders.

| Channel | Owner |
|---|---|
| Web | Ada |
| Mobile | Grace |
`;

export default function Controls() {
  const [view, setView] = useUrlState("view", "chart");
  const [picked, setPicked] = useUrlState<string[]>("picked", ["b"]);
  const { rows } = useQuery("by_month");
  const options = ["a", "b", "c", "d"].map((value) => ({ value, label: `Choice ${value.toUpperCase()}` }));
  return (
    <Page title="Controls, text and tables" subtitle="What stands around the charts" filters={<FilterBar />} actions={<><ThemeToggle /><PrintButton /><Button variant="primary" icon="download">Primary</Button></>}>
      <KpiRow contract="kpis" cards={[{ metric: "orders.revenue", icon: "dollar" }, { metric: "orders.order_count", icon: "shopping-cart" }, { metric: "orders.margin", icon: "percent" }, { metric: "orders.refund_rate", lowerIsBetter: true, icon: "undo" }, { metric: "orders.average_order_value", icon: "receipt" }]} trend={{ contract: "by_month", x: "period" }} />
      <Grid>
        <Cell span={6}>
          <Card title="Buttons, badges, choices">
            <Stack>
              <Inline><Button>Default</Button><Button variant="primary">Primary</Button><Button variant="ghost">Ghost</Button><Button disabled>Disabled</Button><Button icon="settings" label="Settings" /></Inline>
              <Inline><Badge>Neutral</Badge><Badge tone="positive">On track</Badge><Badge tone="negative">Behind</Badge><Badge tone="warning">At risk</Badge><Badge tone="primary">New</Badge></Inline>
              <Inline><Select label="View" value={view} options={[{ value: "chart", label: "Chart" }, { value: "table", label: "Table" }]} onChange={setView} /><SlotSelect contract="by_month" slot="period" /><MultiSelect label="Pick" value={picked} options={options} onChange={setPicked} /></Inline>
              <Progress value={0.72} label="72% of the plan" />
              <Inline gap="md"><Delta cell={{ raw: 1, formatted: "1", change: { raw: 0.12, formatted: "+12.0%" } }} /><Delta cell={{ raw: 1, formatted: "1", change: { raw: -0.04, formatted: "-4.0%" } }} /><Delta lowerIsBetter cell={{ raw: 1, formatted: "1", change: { raw: -0.04, formatted: "-4.0%" } }} /><Delta cell={{ raw: 1, formatted: "1", change: { raw: 0, formatted: "0.0%" } }} /><Link href="https://example.com">A link</Link></Inline>
              <div className="w-48"><Sparkline cells={rows.map((row) => row["orders.revenue"])} label="Revenue" tone="positive" /></div>
            </Stack>
          </Card>
        </Cell>
        <Cell span={6}>
          <Card title="Text"><Markdown text={text} /></Card>
        </Cell>
        <Cell span={6}>
          <Stack>
            <Callout title="For your information">The month is not over yet.</Callout>
            <Callout tone="positive" title="Ahead of plan">Mobile passed its goal two weeks early.</Callout>
            <Callout tone="warning" title="Returns are late">Figures of the last week will still change.</Callout>
            <Callout tone="negative" title="Outage on 12 March">Orders were lost for three hours.</Callout>
          </Stack>
        </Cell>
        <Cell span={6}>
          <Card title="Narrative">
            <Narrative contract="by_segment" text="**{customers.segment}** leads with {orders.revenue} from {orders.order_count} orders; **{last:customers.segment}** comes last of {rows} segments with {last:orders.revenue}." />
            <p>
              Revenue is <Value contract="kpis" metric="orders.revenue" />, a change of <Value contract="kpis" metric="orders.revenue" part="change" />.
            </p>
          </Card>
        </Cell>
        <Cell span={12}>
          <QueryCard title="A table with bars and changes" contract="products" skeleton="table">
            {(data) => <DataTable data={data} drill caption="Products" columns={["products.name", "products.category", { key: "orders.revenue", bar: true }, { key: "orders.revenue", label: "Change", delta: true }, "orders.order_count", "orders.margin"]} />}
          </QueryCard>
        </Cell>
      </Grid>
      <Section title="Tabs with icons">
        <Tabs name="second" label="Second tabs">
          <Tab title="First" icon="dashboard"><Card>One</Card></Tab>
          <Tab title="Second" icon="table"><Card>Two</Card></Tab>
        </Tabs>
      </Section>
      <Card title="Icons">
        <div className="flex flex-wrap gap-3 text-muted-foreground">{(Object.keys(icons) as IconName[]).map((name) => <Icon key={name} name={name} size={18} label={name} />)}</div>
      </Card>
    </Page>
  );
}
