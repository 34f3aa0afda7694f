import { Page } from "@vitrine/kit";


console.error("something is wrong in here");

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Complaining.</p>
    </Page>
  );
}
