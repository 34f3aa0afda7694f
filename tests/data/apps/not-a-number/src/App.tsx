import { Page, useQuery } from "@vitrine/kit";


export default function App() {
  const { rows } = useQuery("by_status");
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Average: {String(Number("x") / rows.length)}</p>
    </Page>
  );
}
