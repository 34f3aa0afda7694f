import { Card, Cell, DataTable, EmptyState, ErrorState, Grid, KpiCard, KpiRow, Narrative, Page, QueryCard, Section, Skeleton, TruncatedBanner, WarningBanner } from "@vitrine/kit";
import { BarChart, BarList, DonutChart, LineChart } from "@vitrine/kit/charts";

function Faulty(): never {
  throw new Error("rows[0].total is not a number");
}

export default function States() {
  const showFault = new URLSearchParams(location.search).has("fault");
  return (
    <Page title="States" subtitle="Loading, empty, failed, cut off, and names that are longer than anybody thought">
      <KpiRow contract="never" cards={[{ metric: "orders.revenue", label: "Revenue" }, { metric: "orders.order_count", label: "Orders" }, { metric: "orders.margin", label: "Gross margin" }]} />
      <KpiRow contract="failing" cards={[{ metric: "orders.revenue", label: "Revenue" }]} />
      <Section title="Cards with a query">
        <Grid>
          <Cell span={4}>
            <QueryCard title="Loading a chart" contract="never">{() => null}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Loading a list" contract="never" skeleton="bars">{() => null}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Loading a donut" contract="never" skeleton="donut">{() => null}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Loading a table" contract="never" skeleton="table">{() => null}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Empty" contract="empty">{() => null}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Failed" contract="failing">{() => null}</QueryCard>
          </Cell>
          <Cell span={4}>
            <QueryCard title="Cut off, with a warning" contract="warned">{(data) => <BarList data={data} x="customers.region" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={8}>
            <QueryCard title="Two thousand rows" contract="orders">{(data) => <DataTable data={data} pageHeight={260} />}</QueryCard>
          </Cell>
          {showFault && (
            <Cell span={12}>
              <QueryCard title="A fault in the picture" contract="by_region">{() => <Faulty />}</QueryCard>
            </Cell>
          )}
        </Grid>
      </Section>
      <Section title="Long names and large figures">
        <Grid>
          <Cell span={6}>
            <QueryCard title="A title that says a great deal about what stands below it, and then goes on to say some more" contract="long">{(data) => <BarList data={data} x="products.name" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Bars" contract="long">{(data) => <BarChart data={data} x="products.name" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Donut" contract="long">{(data) => <DonutChart data={data} x="products.name" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={6}>
            <QueryCard title="Lines" contract="long">{(data) => <LineChart data={data} x="products.name" y="orders.revenue" />}</QueryCard>
          </Cell>
          <Cell span={12}>
            <QueryCard title="Table" contract="long">{(data) => <DataTable data={data} />}</QueryCard>
          </Cell>
          <Cell span={3}>
            <KpiCard label="Revenue of everything that was ever sold" cell={{ raw: 123456789012, formatted: "$123,456,789,012.00" }} compact={false} />
          </Cell>
          <Cell span={3}>
            <KpiCard label="No earlier figure" cell={{ raw: 1204, formatted: "1,204", previous: { raw: null, formatted: "∅" } }} />
          </Cell>
          <Cell span={3}>
            <KpiCard label="Nothing" cell={{ raw: null, formatted: "∅" }} />
          </Cell>
          <Cell span={3}>
            <KpiCard label="No answer" cell={undefined} />
          </Cell>
        </Grid>
      </Section>
      <Section title="By themselves">
        <Grid>
          <Cell span={4}>
            <Card title="Skeleton">
              <Skeleton kind="text" />
            </Card>
          </Cell>
          <Cell span={4}>
            <Card title="Empty">
              <EmptyState title="No orders yet" text="They will stand here as soon as there are some." icon="shopping-cart" />
            </Card>
          </Cell>
          <Cell span={4}>
            <Card title="Error">
              <ErrorState message="You may not see this." />
            </Card>
          </Cell>
          <Cell span={12}>
            <Card>
              <TruncatedBanner rowLimit={5000} />
              <WarningBanner warnings={[{ code: "a", message: "Customers are counted approximately." }]} />
              <Narrative contract="empty" text="{customers.region}" />
            </Card>
          </Cell>
        </Grid>
      </Section>
    </Page>
  );
}
