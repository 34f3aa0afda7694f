-- numbers and texts
WITH "part_1" AS (
  SELECT
    "orders".code AS "orders.code",
    SUM("orders".amount) AS "orders.revenue",
    COUNT("orders".id) AS "orders.how_many"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."orders.code" AS "orders.code",
    "part_1"."orders.revenue" AS "orders.revenue",
    "part_1"."orders.how_many" AS "orders.how_many"
  FROM "part_1" AS "part_1"
),
"shown" AS (
  SELECT
    "answer"."orders.code" AS "orders.code",
    "answer"."orders.revenue" AS "orders.revenue",
    "answer"."orders.how_many" AS "orders.how_many"
  FROM "answer" AS "answer"
),
"calculated_4" AS (
  SELECT *,
    ROUND(CAST(CAST("orders.revenue" AS DOUBLE PRECISION) / NULLIF(CAST("orders.how_many" AS DOUBLE PRECISION), 0) AS NUMERIC), 1) AS ".f1",
    LEAST("orders.revenue", $1) AS ".f2",
    GREATEST("orders.revenue", "orders.how_many") AS ".f3",
    CAST("orders.revenue" AS DOUBLE PRECISION) - (CAST($2 AS DOUBLE PRECISION) * FLOOR(CAST("orders.revenue" AS DOUBLE PRECISION) / NULLIF(CAST($3 AS DOUBLE PRECISION), 0))) AS ".f4",
    POWER(CAST("orders.how_many" AS DOUBLE PRECISION), CAST($4 AS DOUBLE PRECISION)) AS ".f5",
    CEIL("orders.revenue") AS ".f6",
    (COALESCE(CAST(UPPER("orders.code") AS VARCHAR), $5) || COALESCE(CAST($6 AS VARCHAR), $7)) || COALESCE(CAST(LENGTH("orders.code") AS VARCHAR), $8) AS ".f7",
    CASE WHEN "orders.code" IS NULL THEN $9 ELSE $10 END AS ".f8"
  FROM "shown" AS "shown"
)
SELECT
  "calculated_4"."orders.code" AS "orders.code",
  "calculated_4"."orders.revenue" AS "orders.revenue",
  "calculated_4"."orders.how_many" AS "orders.how_many",
  "calculated_4".".f1" AS ".f1",
  "calculated_4".".f2" AS ".f2",
  "calculated_4".".f3" AS ".f3",
  "calculated_4".".f4" AS ".f4",
  "calculated_4".".f5" AS ".f5",
  "calculated_4".".f6" AS ".f6",
  "calculated_4".".f7" AS ".f7",
  "calculated_4".".f8" AS ".f8"
FROM "calculated_4" AS "calculated_4"
ORDER BY "orders.code" ASC NULLS LAST
LIMIT $11
-- 1 = 100
-- 2 = 7
-- 3 = 7
-- 4 = 2
-- 5 = ''
-- 6 = '-'
-- 7 = ''
-- 8 = ''
-- 9 = 1
-- 10 = 2
-- 11 = 101

-- rows around
WITH "part_1" AS (
  SELECT
    "orders".code AS "orders.code",
    SUM("orders".amount) AS "orders.revenue",
    COUNT("orders".id) AS "orders.how_many"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."orders.code" AS "orders.code",
    "part_1"."orders.revenue" AS "orders.revenue",
    "part_1"."orders.how_many" AS "orders.how_many"
  FROM "part_1" AS "part_1"
),
"shown" AS (
  SELECT
    "answer"."orders.code" AS "orders.code",
    "answer"."orders.revenue" AS "orders.revenue",
    "answer"."orders.how_many" AS "orders.how_many"
  FROM "answer" AS "answer"
),
"calculated_4" AS (
  SELECT *,
    LAG("orders.revenue", 1, $1) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f1",
    LEAD("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f2",
    AVG(CAST("orders.how_many" AS DOUBLE PRECISION)) OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS ".f3",
    NTILE(2) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f4",
    FIRST_VALUE("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ".f5",
    LAST_VALUE("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ".f6",
    DENSE_RANK() OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f7",
    AVG(CAST("orders.how_many" AS DOUBLE PRECISION)) OVER () AS ".f8",
    COUNT(CASE WHEN "orders.revenue" > $2 THEN 1 END) OVER () AS ".f9",
    SUM("orders.revenue") OVER () AS ".f10"
  FROM "shown" AS "shown"
)
SELECT
  "calculated_4"."orders.code" AS "orders.code",
  "calculated_4"."orders.revenue" AS "orders.revenue",
  "calculated_4"."orders.how_many" AS "orders.how_many",
  "calculated_4".".f1" AS ".f1",
  "calculated_4".".f2" AS ".f2",
  "calculated_4".".f3" AS ".f3",
  "calculated_4".".f4" AS ".f4",
  "calculated_4".".f5" AS ".f5",
  "calculated_4".".f6" AS ".f6",
  "calculated_4".".f7" AS ".f7",
  "calculated_4".".f8" AS ".f8",
  "calculated_4".".f9" AS ".f9",
  "calculated_4".".f10" AS ".f10"
FROM "calculated_4" AS "calculated_4"
ORDER BY "orders.code" ASC NULLS LAST
LIMIT $3
-- 1 = 0
-- 2 = 50
-- 3 = 101

-- times
WITH "part_1" AS (
  SELECT
    "orders".code AS "orders.code",
    COUNT("orders".id) AS "orders.how_many",
    MAX("orders".day) AS "orders.last_day"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."orders.code" AS "orders.code",
    "part_1"."orders.last_day" AS "orders.last_day",
    "part_1"."orders.how_many" AS "orders.how_many"
  FROM "part_1" AS "part_1"
),
"shown" AS (
  SELECT
    "answer"."orders.code" AS "orders.code",
    "answer"."orders.last_day" AS "orders.last_day",
    "answer"."orders.how_many" AS "orders.how_many"
  FROM "answer" AS "answer"
),
"calculated_4" AS (
  SELECT *,
    CAST("orders.last_day" + INTERVAL '1' MONTH AS DATE) AS ".f1",
    CAST(("orders.last_day" + CAST(0 - "orders.how_many" AS INTEGER) * INTERVAL '1 week') AS DATE) AS ".f2",
    CAST(("orders.last_day" + CAST("orders.how_many" AS INTEGER) * INTERVAL '3 months') AS DATE) AS ".f3",
    (CAST(CAST($1 AS DATE) AS DATE) - CAST("orders.last_day" AS DATE)) AS ".f4",
    CAST((CAST(CAST(DATE_TRUNC('week', CAST($2 AS DATE)) AS DATE) AS DATE) - CAST(CAST(DATE_TRUNC('week', "orders.last_day") AS DATE) AS DATE)) / 7 AS BIGINT) AS ".f5",
    ((CAST(DATE_PART('year', CAST($3 AS DATE)) AS BIGINT) - CAST(DATE_PART('year', "orders.last_day") AS BIGINT)) * 12) + (CAST(DATE_PART('month', CAST($4 AS DATE)) AS BIGINT) - CAST(DATE_PART('month', "orders.last_day") AS BIGINT)) AS ".f6",
    CAST(CAST(CAST(DATE_TRUNC('month', "orders.last_day") AS DATE) + INTERVAL '1' MONTH AS DATE) - INTERVAL '1' DAY AS DATE) AS ".f7",
    CAST(DATE_PART('year', "orders.last_day") AS BIGINT) AS ".f8",
    CAST(DATE_TRUNC('week', "orders.last_day") AS DATE) AS ".f9"
  FROM "shown" AS "shown"
)
SELECT
  "calculated_4"."orders.code" AS "orders.code",
  "calculated_4"."orders.last_day" AS "orders.last_day",
  "calculated_4"."orders.how_many" AS "orders.how_many",
  "calculated_4".".f1" AS ".f1",
  "calculated_4".".f2" AS ".f2",
  "calculated_4".".f3" AS ".f3",
  "calculated_4".".f4" AS ".f4",
  "calculated_4".".f5" AS ".f5",
  "calculated_4".".f6" AS ".f6",
  "calculated_4".".f7" AS ".f7",
  "calculated_4".".f8" AS ".f8",
  "calculated_4".".f9" AS ".f9"
FROM "calculated_4" AS "calculated_4"
ORDER BY "orders.code" ASC NULLS LAST
LIMIT $5
-- 1 = '2026-01-01'
-- 2 = '2026-01-01'
-- 3 = '2026-01-01'
-- 4 = '2026-01-01'
-- 5 = 101

-- an earlier period
WITH "part_1" AS (
  SELECT
    CAST(DATE_TRUNC('month', ("orders".created AT TIME ZONE 'UTC' AT TIME ZONE $1)) AS DATE) AS "orders.created_month",
    SUM("orders".amount) AS "orders.revenue"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"part_2" AS (
  SELECT
    CAST(CAST(DATE_TRUNC('month', ("orders".created AT TIME ZONE 'UTC' AT TIME ZONE $2)) AS DATE) + INTERVAL '2' MONTH AS DATE) AS "orders.created_month",
    SUM("orders".amount) AS "orders.revenue"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."orders.created_month" AS "orders.created_month",
    "part_1"."orders.revenue" AS "orders.revenue",
    "part_2"."orders.revenue" AS "orders.before"
  FROM "part_1" AS "part_1"
  LEFT JOIN "part_2" AS "part_2" ON "part_1"."orders.created_month" IS NOT DISTINCT FROM "part_2"."orders.created_month"
)
SELECT
  "answer"."orders.created_month" AS "orders.created_month",
  "answer"."orders.revenue" AS "orders.revenue",
  "answer"."orders.before" AS "orders.before"
FROM "answer" AS "answer"
ORDER BY "orders.created_month" ASC NULLS LAST
LIMIT $3
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 101
