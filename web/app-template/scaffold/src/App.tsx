import { Callout, Page } from "@vitrine/kit";

/** The placeholder of a new app: a version that still has it does not pass the build gate. */
export default function App() {
  return (
    <Page title="New app">
      <Callout title="Nothing here yet">Describe what you want to see.</Callout>
    </Page>
  );
}
