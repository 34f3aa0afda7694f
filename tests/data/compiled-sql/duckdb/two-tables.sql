WITH "part_1" AS (
  SELECT
    "orders".country AS "orders.country",
    SUM("orders".amount) AS "orders.revenue",
    COUNT(DISTINCT CASE WHEN "customers".customer_id IS NOT NULL THEN "customers".customer_id END) AS "customers.customer_count"
  FROM "main"."orders" AS "orders"
  LEFT JOIN "main"."customers" AS "customers" ON ("customers".customer_id) = ("orders".customer_id)
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."orders.country" AS "orders.country",
    "part_1"."orders.revenue" AS "orders.revenue",
    "part_1"."customers.customer_count" AS "customers.customer_count"
  FROM "part_1" AS "part_1"
)
SELECT
  "answer"."orders.country" AS "orders.country",
  "answer"."orders.revenue" AS "orders.revenue",
  "answer"."customers.customer_count" AS "customers.customer_count"
FROM "answer" AS "answer"
WHERE "answer"."orders.revenue" > $1
ORDER BY "orders.country" ASC NULLS LAST
LIMIT $2
-- $1 = 0
-- $2 = 501
