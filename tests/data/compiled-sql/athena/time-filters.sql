-- days
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders"."day" = CAST(? AS DATE)) OR (("orders"."day" >= CAST(? AS DATE)) AND ("orders"."day" < CAST(? AS DATE))) OR ((NOT (("orders"."day" >= CAST(? AS DATE)) AND ("orders"."day" < CAST(? AS DATE)))) OR ("orders"."day" IS NULL))
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
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ((("orders"."created" >= CAST(? AS TIMESTAMP(6))) AND ("orders"."created" < CAST(? AS TIMESTAMP(6)))) OR ("orders"."created" < CAST(? AS TIMESTAMP(6))) OR ("orders"."created" >= CAST(? AS TIMESTAMP(6)))) AND ((NOT ("orders"."created" = CAST(? AS TIMESTAMP(6)))) OR ("orders"."created" IS NULL))
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
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" >= CAST(? AS TIMESTAMP(6))) AND ("orders"."created" < CAST(? AS TIMESTAMP(6)))) OR (("orders"."created" >= CAST(? AS TIMESTAMP(6))) AND ("orders"."created" < CAST(? AS TIMESTAMP(6)))) OR (("orders"."day" >= CAST(? AS DATE)) AND ("orders"."day" < CAST(? AS DATE))) OR ((NOT (("orders"."paid" >= CAST(? AS TIMESTAMP(6))) AND ("orders"."paid" < CAST(? AS TIMESTAMP(6))))) OR ("orders"."paid" IS NULL))
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
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (DATE_TRUNC('hour', CAST(CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6)) AS TIMESTAMP(6))) >= CAST(? AS TIMESTAMP(6))) AND ((NOT ((CAST(DATE_TRUNC('month', CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) AS DATE) >= CAST(? AS DATE)) AND (CAST(DATE_TRUNC('month', CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) AS DATE) < CAST(? AS DATE)))) OR (CAST(DATE_TRUNC('month', CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) AS DATE) IS NULL))
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
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" IS NOT NULL) AND (MOD(DAY_OF_WEEK(CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) + 0, 7) <= 4)) OR (("orders"."day" IS NOT NULL) AND (MOD(DAY_OF_WEEK("orders"."day") + 0, 7) <= 4))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 101

-- months to date
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" IS NOT NULL) AND (DATE_DIFF('day', CAST(DATE_TRUNC('month', CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) AS DATE), CAST(CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6)) AS DATE)) <= 0)) OR (("orders"."day" IS NOT NULL) AND (DATE_DIFF('day', CAST(DATE_TRUNC('month', "orders"."day") AS DATE), CAST("orders"."day" AS DATE)) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 101

-- quarters to date
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" IS NOT NULL) AND (DATE_DIFF('day', CAST(DATE_TRUNC('quarter', CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) AS DATE), CAST(CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6)) AS DATE)) <= 0)) OR (("orders"."day" IS NOT NULL) AND (DATE_DIFF('day', CAST(DATE_TRUNC('quarter', "orders"."day") AS DATE), CAST("orders"."day" AS DATE)) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 101

-- years to date
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" IS NOT NULL) AND (DATE_DIFF('day', CAST(DATE_TRUNC('year', CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) AS DATE), CAST(CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6)) AS DATE)) <= 0)) OR (("orders"."day" IS NOT NULL) AND (DATE_DIFF('day', CAST(DATE_TRUNC('year', "orders"."day") AS DATE), CAST("orders"."day" AS DATE)) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 101
