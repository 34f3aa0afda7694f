-- groups of two tables, and a row rule
WITH "part_1" AS (
  SELECT
    "customers".region AS "customers.region",
    SUM("orders".amount) AS "orders.revenue",
    COUNT("orders".id) AS "orders.how_many"
  FROM shop.orders AS "orders"
  LEFT JOIN (
    SELECT *
    FROM shop.customers AS "customers"
    WHERE ( "customers".region IN ($1, $2) )
  ) AS "customers" ON ("orders".customer_id) = ("customers".id)
  GROUP BY 1
),
"part_2" AS (
  SELECT
    "__rows"."customers.region" AS "customers.region",
    COUNT("__rows"."__v1") AS "customers.people"
  FROM (
    SELECT DISTINCT
      "customers".region AS "customers.region",
      "customers".id AS "__k1",
      CASE WHEN "customers".id IS NOT NULL THEN "customers".id END AS "__v1"
    FROM shop.orders AS "orders"
    LEFT JOIN (
      SELECT *
      FROM shop.customers AS "customers"
      WHERE ( "customers".region IN ($3, $4) )
    ) AS "customers" ON ("orders".customer_id) = ("customers".id)
  ) AS "__rows"
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."customers.region" AS "customers.region",
    "part_1"."orders.revenue" AS "orders.revenue",
    "part_2"."customers.people" AS "customers.people",
    "part_1"."orders.how_many" AS "orders.how_many"
  FROM "part_1" AS "part_1"
  LEFT JOIN "part_2" AS "part_2" ON ("part_1"."customers.region" = "part_2"."customers.region" OR ("part_1"."customers.region" IS NULL AND "part_2"."customers.region" IS NULL))
)
SELECT
  "answer"."customers.region" AS "customers.region",
  "answer"."orders.revenue" AS "orders.revenue",
  "answer"."customers.people" AS "customers.people",
  "answer"."orders.how_many" AS "orders.how_many"
FROM "answer" AS "answer"
WHERE "answer"."orders.how_many" > $5
ORDER BY "customers.region" ASC NULLS LAST
LIMIT $6
-- 1 = 'North'
-- 2 = 'South'
-- 3 = 'North'
-- 4 = 'South'
-- 5 = 0
-- 6 = 101

-- no groups
WITH "part_1" AS (
  SELECT
    SUM("orders".amount) AS "orders.revenue"
  FROM shop.orders AS "orders"
),
"part_2" AS (
  SELECT
    COUNT("__rows"."__v1") AS "customers.people"
  FROM (
    SELECT DISTINCT
      "customers".id AS "__k1",
      CASE WHEN "customers".id IS NOT NULL THEN "customers".id END AS "__v1"
    FROM shop.orders AS "orders"
    LEFT JOIN (
      SELECT *
      FROM shop.customers AS "customers"
      WHERE ( "customers".region IN ($1, $2) )
    ) AS "customers" ON ("orders".customer_id) = ("customers".id)
  ) AS "__rows"
),
"answer" AS (
  SELECT
    "part_1"."orders.revenue" AS "orders.revenue",
    "part_2"."customers.people" AS "customers.people"
  FROM "part_1" AS "part_1"
  CROSS JOIN "part_2" AS "part_2"
)
SELECT
  "answer"."orders.revenue" AS "orders.revenue",
  "answer"."customers.people" AS "customers.people"
FROM "answer" AS "answer"
LIMIT $3
-- 1 = 'North'
-- 2 = 'South'
-- 3 = 101
