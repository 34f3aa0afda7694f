import { Page, QueryCard } from "@vitrine/kit";

export default function App() {
  return (
    <Page title="Orders">
      <QueryCard title="When" contract="by_month">{(data) => <p>First month: {`${data.rows[0]?.["orders.order_date_month"].raw}T00:00`}</p>}</QueryCard>
    </Page>
  );
}
