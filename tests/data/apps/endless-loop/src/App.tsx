import { Page } from "@vitrine/kit";


function spin(): void {
  let turns = 0;
  for (;;) turns = (turns + 1) % 7;
}
setTimeout(spin, 50);

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <button type="button" onClick={spin}>Spin</button>
    </Page>
  );
}
