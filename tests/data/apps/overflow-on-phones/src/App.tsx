import { Page } from "@vitrine/kit";


export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <div style={{ minWidth: "700px" }}>Too wide for a phone only</div>
    </Page>
  );
}
