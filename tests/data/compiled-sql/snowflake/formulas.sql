-- numbers and texts
WITH "part_1" AS (
  SELECT
    "orders"."CODE" AS "orders.code",
    SUM("orders"."AMOUNT") AS "orders.revenue",
    COUNT("orders"."ID") AS "orders.how_many"
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
    ROUND(CAST("orders.revenue" AS DOUBLE) / NULLIF(CAST("orders.how_many" AS DOUBLE), 0), 1) AS ".f1",
    LEAST_IGNORE_NULLS("orders.revenue", ?) AS ".f2",
    GREATEST_IGNORE_NULLS("orders.revenue", "orders.how_many") AS ".f3",
    CAST("orders.revenue" AS DOUBLE) - (CAST(? AS DOUBLE) * FLOOR(CAST("orders.revenue" AS DOUBLE) / NULLIF(CAST(? AS DOUBLE), 0))) AS ".f4",
    POWER(CAST("orders.how_many" AS DOUBLE), CAST(? AS DOUBLE)) AS ".f5",
    CEIL("orders.revenue") AS ".f6",
    (COALESCE(CAST(UPPER("orders.code") AS VARCHAR), ?) || COALESCE(CAST(? AS VARCHAR), ?)) || COALESCE(CAST(LENGTH("orders.code") AS VARCHAR), ?) AS ".f7",
    CASE WHEN "orders.code" IS NULL THEN ? ELSE ? END AS ".f8"
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
LIMIT ?
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
    "orders"."CODE" AS "orders.code",
    SUM("orders"."AMOUNT") AS "orders.revenue",
    COUNT("orders"."ID") AS "orders.how_many"
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
    LAG("orders.revenue", 1, ?) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f1",
    LEAD("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f2",
    AVG(CAST("orders.how_many" AS DOUBLE)) OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS ".f3",
    NTILE(2) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f4",
    FIRST_VALUE("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ".f5",
    LAST_VALUE("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ".f6",
    DENSE_RANK() OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f7",
    AVG(CAST("orders.how_many" AS DOUBLE)) OVER () AS ".f8",
    COUNT(CASE WHEN "orders.revenue" > ? THEN 1 END) OVER () AS ".f9",
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
LIMIT ?
-- 1 = 0
-- 2 = 50
-- 3 = 101

-- times
WITH "part_1" AS (
  SELECT
    "orders"."CODE" AS "orders.code",
    COUNT("orders"."ID") AS "orders.how_many",
    MAX("orders"."DAY") AS "orders.last_day"
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
    CAST(DATEADD('month', 1, "orders.last_day") AS DATE) AS ".f1",
    CAST(DATEADD('week', 0 - "orders.how_many", "orders.last_day") AS DATE) AS ".f2",
    CAST(DATEADD('quarter', "orders.how_many", "orders.last_day") AS DATE) AS ".f3",
    DATEDIFF('day', "orders.last_day", CAST(? AS DATE)) AS ".f4",
    CAST(DATEDIFF('day', DATEADD('day', -MOD(DAYOFWEEKISO("orders.last_day") + 6, 7), CAST("orders.last_day" AS DATE)), DATEADD('day', -MOD(DAYOFWEEKISO(CAST(? AS DATE)) + 6, 7), CAST(CAST(? AS DATE) AS DATE))) / 7 AS BIGINT) AS ".f5",
    ((DATE_PART('year', CAST(? AS DATE)) - DATE_PART('year', "orders.last_day")) * 12) + (DATE_PART('month', CAST(? AS DATE)) - DATE_PART('month', "orders.last_day")) AS ".f6",
    CAST(DATEADD('day', -1, CAST(DATEADD('month', 1, CAST(DATE_TRUNC('month', "orders.last_day") AS DATE)) AS DATE)) AS DATE) AS ".f7",
    DATE_PART('year', "orders.last_day") AS ".f8",
    DATEADD('day', -MOD(DAYOFWEEKISO("orders.last_day") + 6, 7), CAST("orders.last_day" AS DATE)) AS ".f9"
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
LIMIT ?
-- 1 = '2026-01-01'
-- 2 = '2026-01-01'
-- 3 = '2026-01-01'
-- 4 = '2026-01-01'
-- 5 = '2026-01-01'
-- 6 = 101

-- an earlier period
WITH "part_1" AS (
  SELECT
    CAST(DATE_TRUNC('month', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE) AS "orders.created_month",
    SUM("orders"."AMOUNT") AS "orders.revenue"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"part_2" AS (
  SELECT
    CAST(DATEADD('month', 2, CAST(DATE_TRUNC('month', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE)) AS DATE) AS "orders.created_month",
    SUM("orders"."AMOUNT") AS "orders.revenue"
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
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 101
