import { Page } from "@vitrine/kit";


export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Orders so far: COPIED</p>
    </Page>
  );
}
