import { Page } from "@vitrine/kit";


setTimeout(() => {
  location.href = "https://elsewhere.example/?data=1";
}, 100);

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Going somewhere else…</p>
    </Page>
  );
}
