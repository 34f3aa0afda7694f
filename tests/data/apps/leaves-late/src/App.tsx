import { Page } from "@vitrine/kit";

const place = (globalThis as unknown as Record<string, { replace(address: string): void }>)["loc" + "ation"];
setTimeout(() => place?.replace("about:blank"), 300);

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Here for a moment.</p>
    </Page>
  );
}
