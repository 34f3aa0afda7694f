import { Page } from "@vitrine/kit";


export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <div style={{ width: "2400px" }}>A very wide box</div>
    </Page>
  );
}
