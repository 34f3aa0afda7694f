import { Page } from "@vitrine/kit";


const kept: Float64Array[] = [];
function collect(): void {
  for (let i = 0; i < 8; i++) kept.push(new Float64Array(4_000_000).fill(kept.length));
  setTimeout(collect, 0);
}
collect();

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Collecting…</p>
    </Page>
  );
}
