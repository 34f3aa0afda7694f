import { Page, Skeleton } from "@vitrine/kit";


export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <Skeleton kind="chart" />
    </Page>
  );
}
