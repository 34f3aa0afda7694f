import { Page } from "@vitrine/kit";


setTimeout(() => {
  throw new Error("the timer had a bad day");
}, 400);

export default function App() {
  return (
    <Page title="Orders" subtitle="A page of a test">
      <p>Fine at first.</p>
    </Page>
  );
}
