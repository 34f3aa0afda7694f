import { debounce } from "lodash";
import { Page } from "@vitrine/kit";

export default function App() {
  return <Page title={String(debounce)}>x</Page>;
}
