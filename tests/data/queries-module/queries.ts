// generated from src/queries.yml; do not edit
import { registerContracts } from "@vitrine/kit";
import type { DateCell, ListArgument, NumberCell, RangeArgument, TextCell } from "@vitrine/kit";

export interface Contracts {
  "revenue_by_period": {
    arguments: {
      "period"?: "orders.created_month" | "orders.created_week" | null;
      "by"?: readonly ("orders.country" | "orders.status")[] | null;
      "dates"?: RangeArgument;
      "region"?: ListArgument<string> | null;
      "gift": ListArgument<boolean>;
      "least"?: ListArgument<number> | null;
      "sort"?: readonly { field: "period" | "orders.revenue"; descending?: boolean }[] | null;
    };
    row: {
      "period": DateCell;
      "orders.country"?: TextCell;
      "orders.status"?: TextCell;
      "customers.region": TextCell;
      "orders.revenue": NumberCell;
      "orders.order_count": NumberCell;
    };
  };
}

export interface Filters {
  "dates"?: RangeArgument;
  "region"?: ListArgument<string> | null;
}

declare module "@vitrine/kit" {
  interface Register {
    contracts: Contracts;
    filters: Filters;
    options: "region" | "revenue_by_period.least";
  }
}

registerContracts(
  {
    "revenue_by_period": {"label":"Revenue by period","uses":["dates","region"],"arguments":{"dates":{"label":"Created","type":"range","valueType":"timestamp","operators":["inBetween","inThePast","inTheNext","inTheCurrent"],"required":true,"max":2,"options":false,"default":{"operator":"inThePast","values":[12],"unit":"months","completed":true}},"region":{"label":"Region","type":"values","valueType":"string","operators":["equals"],"required":false,"max":50,"options":true,"default":{"operator":"equals","values":["West"]}},"gift":{"label":"Is a gift","type":"values","valueType":"boolean","operators":["equals"],"required":true,"max":100,"options":false,"example":{"operator":"equals","values":[true]}},"least":{"label":"Amount","type":"values","valueType":"number","operators":["greaterThan"],"required":false,"max":100,"options":true,"default":{"operator":"greaterThan","values":[12.50]}}},"slots":{"period":[{"field":"orders.created_month","label":"Created month"},{"field":"orders.created_week","label":"Created week"}],"by":[{"field":"orders.country","label":"Country"},{"field":"orders.status","label":"Status"}]},"many":["by"],"sortBy":["period","orders.revenue"],"columns":[{"key":"period","kind":"dimension","label":"Created month","type":"date","interval":"month","slot":"period"},{"key":"orders.country","kind":"dimension","label":"Country","type":"string","optional":true},{"key":"orders.status","kind":"dimension","label":"Status","type":"string","optional":true},{"key":"customers.region","kind":"dimension","label":"Region","type":"string"},{"key":"orders.revenue","kind":"metric","label":"Revenue","type":"number"},{"key":"orders.order_count","kind":"metric","label":"Orders","type":"number"}],"limit":500,"maxLimit":500,"compare":"previousPeriod","underlying":true},
  },
  {
    "dates": {"label":"Created","type":"range","valueType":"timestamp","operators":["inBetween","inThePast","inTheNext","inTheCurrent"],"required":true,"max":2,"options":false,"default":{"operator":"inThePast","values":[12],"unit":"months","completed":true}},
    "region": {"label":"Region","type":"values","valueType":"string","operators":["equals"],"required":false,"max":50,"options":true,"default":{"operator":"equals","values":["West"]}},
  },
);
