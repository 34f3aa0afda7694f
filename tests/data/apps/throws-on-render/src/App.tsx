import { Page } from "@vitrine/kit";


function broken(): string {
  throw new Error("no such thing");
}

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>{broken()}</p>
    </Page>
  );
}
