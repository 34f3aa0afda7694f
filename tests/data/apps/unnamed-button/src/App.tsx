import { Page } from "@vitrine/kit";


export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <button type="button" className="size-6 rounded bg-primary" />
    </Page>
  );
}
