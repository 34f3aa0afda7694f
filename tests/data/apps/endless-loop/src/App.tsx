import { Page } from "@vitrine/kit";


function spin(): void {
  for (;;) document.title += ".";
}
setTimeout(spin, 50);

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <button type="button" onClick={spin}>Spin</button>
    </Page>
  );
}
