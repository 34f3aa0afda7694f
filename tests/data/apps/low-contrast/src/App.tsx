import { Page } from "@vitrine/kit";


export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p style={{ color: "#cccccc", background: "#ffffff" }}>Hardly anybody can read this line of text.</p>
    </Page>
  );
}
