SELECT
  CAST(DATE_TRUNC('month', ("orders".created AT TIME ZONE 'UTC' AT TIME ZONE $1)) AS DATE) AS "orders.created_month",
  SUM("orders".amount) AS "orders.revenue"
FROM "main"."orders" AS "orders"
WHERE (("orders".created >= CAST($2 AS TIMESTAMP)) AND ("orders".created < CAST($3 AS TIMESTAMP))) AND (("orders".status <> $4) OR ("orders".status IS NULL))
GROUP BY 1
ORDER BY "orders.created_month" DESC NULLS LAST
LIMIT $5
-- $1 = America/New_York
-- $2 = 2025-10-01 04:00:00
-- $3 = 2026-01-01 05:00:00
-- $4 = cancelled
-- $5 = 13
