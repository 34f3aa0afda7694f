-- days
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders"."DAY" = CAST(? AS DATE)) OR (("orders"."DAY" >= CAST(? AS DATE)) AND ("orders"."DAY" < CAST(? AS DATE))) OR ((NOT (("orders"."DAY" >= CAST(? AS DATE)) AND ("orders"."DAY" < CAST(? AS DATE)))) OR ("orders"."DAY" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = '2025-10-26'
-- 2 = '2025-12-28'
-- 3 = '2025-12-30'
-- 4 = '2024-01-01'
-- 5 = '2027-01-01'
-- 6 = 101

-- points in time
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ((("orders"."CREATED" >= CAST(? AS TIMESTAMP_NTZ)) AND ("orders"."CREATED" < CAST(? AS TIMESTAMP_NTZ))) OR ("orders"."CREATED" < CAST(? AS TIMESTAMP_NTZ)) OR ("orders"."CREATED" >= CAST(? AS TIMESTAMP_NTZ))) AND ((NOT ("orders"."CREATED" = CAST(? AS TIMESTAMP_NTZ))) OR ("orders"."CREATED" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = '2025-12-28 05:00:00'
-- 2 = '2025-12-29 05:00:00'
-- 3 = '2025-01-01 05:00:00'
-- 4 = '2026-01-01 17:30:00'
-- 5 = '2025-10-26 10:15:30'
-- 6 = 101

-- ranges from now
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."CREATED" >= CAST(? AS TIMESTAMP_NTZ)) AND ("orders"."CREATED" < CAST(? AS TIMESTAMP_NTZ))) OR (("orders"."CREATED" >= CAST(? AS TIMESTAMP_NTZ)) AND ("orders"."CREATED" < CAST(? AS TIMESTAMP_NTZ))) OR (("orders"."DAY" >= CAST(? AS DATE)) AND ("orders"."DAY" < CAST(? AS DATE))) OR ((NOT (("orders"."PAID" >= CAST(? AS TIMESTAMP_NTZ)) AND ("orders"."PAID" < CAST(? AS TIMESTAMP_NTZ)))) OR ("orders"."PAID" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = '2025-10-01 04:00:00'
-- 2 = '2026-01-01 05:00:00'
-- 3 = '2025-12-29 05:00:00'
-- 4 = '2026-01-05 05:00:00'
-- 5 = '2026-01-01'
-- 6 = '2026-01-04'
-- 7 = '2025-01-01 12:34:56'
-- 8 = '2026-01-01 12:34:56'
-- 9 = 101

-- wall clocks
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (DATE_TRUNC('hour', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) >= CAST(? AS TIMESTAMP_NTZ)) AND ((NOT ((CAST(DATE_TRUNC('month', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE) >= CAST(? AS DATE)) AND (CAST(DATE_TRUNC('month', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE) < CAST(? AS DATE)))) OR (CAST(DATE_TRUNC('month', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE) IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = '2025-10-26 02:00:00'
-- 3 = 'America/New_York'
-- 4 = '2026-01-01'
-- 5 = 'America/New_York'
-- 6 = '2026-02-01'
-- 7 = 'America/New_York'
-- 8 = 101

-- weeks to date
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."CREATED" IS NOT NULL) AND (MOD(DAYOFWEEKISO(CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) + 0, 7) <= 4)) OR (("orders"."DAY" IS NOT NULL) AND (MOD(DAYOFWEEKISO("orders"."DAY") + 0, 7) <= 4))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 101

-- months to date
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."CREATED" IS NOT NULL) AND (DATEDIFF('day', CAST(DATE_TRUNC('month', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE), CAST(CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED") AS DATE)) <= 0)) OR (("orders"."DAY" IS NOT NULL) AND (DATEDIFF('day', CAST(DATE_TRUNC('month', "orders"."DAY") AS DATE), CAST("orders"."DAY" AS DATE)) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 101

-- quarters to date
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."CREATED" IS NOT NULL) AND (DATEDIFF('day', CAST(DATE_TRUNC('quarter', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE), CAST(CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED") AS DATE)) <= 0)) OR (("orders"."DAY" IS NOT NULL) AND (DATEDIFF('day', CAST(DATE_TRUNC('quarter', "orders"."DAY") AS DATE), CAST("orders"."DAY" AS DATE)) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 101

-- years to date
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."CREATED" IS NOT NULL) AND (DATEDIFF('day', CAST(DATE_TRUNC('year', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE), CAST(CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED") AS DATE)) <= 0)) OR (("orders"."DAY" IS NOT NULL) AND (DATEDIFF('day', CAST(DATE_TRUNC('year', "orders"."DAY") AS DATE), CAST("orders"."DAY" AS DATE)) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 101
