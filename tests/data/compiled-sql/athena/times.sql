-- weeks from Monday
SELECT
  CAST(DATE_TRUNC('week', "orders"."created") AS DATE) AS "orders.created_week",
  (MOD(DAY_OF_WEEK("orders"."created") + 6, 7) + 1) AS "orders.created_day_of_week_index",
  CAST(DATE_TRUNC('week', "orders"."day") AS DATE) AS "orders.day_week",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_week" ASC NULLS LAST, "orders.created_day_of_week_index" ASC NULLS LAST, "orders.day_week" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- weeks from Sunday
SELECT
  CAST(DATE_ADD('day', 6, DATE_TRUNC('week', DATE_ADD('day', -6, "orders"."created"))) AS DATE) AS "orders.created_week",
  (MOD(DAY_OF_WEEK("orders"."created") + 0, 7) + 1) AS "orders.created_day_of_week_index",
  CAST(DATE_ADD('day', 6, DATE_TRUNC('week', DATE_ADD('day', -6, "orders"."day"))) AS DATE) AS "orders.day_week",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_week" ASC NULLS LAST, "orders.created_day_of_week_index" ASC NULLS LAST, "orders.day_week" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- cut to a day and coarser
SELECT
  CAST(DATE_TRUNC('day', "orders"."created") AS DATE) AS "orders.created_day",
  CAST(DATE_TRUNC('month', "orders"."created") AS DATE) AS "orders.created_month",
  CAST(DATE_TRUNC('quarter', "orders"."created") AS DATE) AS "orders.created_quarter",
  CAST(DATE_TRUNC('year', "orders"."created") AS DATE) AS "orders.created_year",
  CAST(DATE_TRUNC('month', "orders"."day") AS DATE) AS "orders.day_month",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5
ORDER BY "orders.created_day" ASC NULLS LAST, "orders.created_month" ASC NULLS LAST, "orders.created_quarter" ASC NULLS LAST, "orders.created_year" ASC NULLS LAST, "orders.day_month" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- cut finer than a day
SELECT
  DATE_TRUNC('millisecond', CAST("orders"."created" AS TIMESTAMP(6))) AS "orders.created_millisecond",
  DATE_TRUNC('second', CAST("orders"."created" AS TIMESTAMP(6))) AS "orders.created_second",
  DATE_TRUNC('minute', CAST("orders"."created" AS TIMESTAMP(6))) AS "orders.created_minute",
  DATE_TRUNC('hour', CAST("orders"."created" AS TIMESTAMP(6))) AS "orders.created_hour",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4
ORDER BY "orders.created_millisecond" ASC NULLS LAST, "orders.created_second" ASC NULLS LAST, "orders.created_minute" ASC NULLS LAST, "orders.created_hour" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- numbers of parts
SELECT
  MINUTE("orders"."created") AS "orders.created_minute_of_hour_num",
  HOUR("orders"."created") AS "orders.created_hour_of_day_num",
  DAY_OF_MONTH("orders"."created") AS "orders.created_day_of_month_num",
  DAY_OF_YEAR("orders"."created") AS "orders.created_day_of_year_num",
  WEEK_OF_YEAR("orders"."created") AS "orders.created_week_num",
  MONTH("orders"."created") AS "orders.created_month_num",
  QUARTER("orders"."created") AS "orders.created_quarter_num",
  YEAR("orders"."created") AS "orders.created_year_num",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER BY "orders.created_minute_of_hour_num" ASC NULLS LAST, "orders.created_hour_of_day_num" ASC NULLS LAST, "orders.created_day_of_month_num" ASC NULLS LAST, "orders.created_day_of_year_num" ASC NULLS LAST, "orders.created_week_num" ASC NULLS LAST, "orders.created_month_num" ASC NULLS LAST, "orders.created_quarter_num" ASC NULLS LAST, "orders.created_year_num" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- names
SELECT
  DATE_FORMAT("orders"."created", '%W') AS "orders.created_day_of_week_name",
  DATE_FORMAT("orders"."created", '%M') AS "orders.created_month_name",
  'Q' || CAST(QUARTER("orders"."created") AS VARCHAR) AS "orders.created_quarter_name",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_day_of_week_name" ASC NULLS LAST, "orders.created_month_name" ASC NULLS LAST, "orders.created_quarter_name" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- in a zone
SELECT
  DATE_TRUNC('hour', CAST(CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6)) AS TIMESTAMP(6))) AS "orders.created_hour",
  CAST(DATE_TRUNC('day', CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) AS DATE) AS "orders.created_day",
  HOUR(CAST(AT_TIMEZONE(WITH_TIMEZONE(CAST("orders"."created" AS TIMESTAMP(6)), 'UTC'), ?) AS TIMESTAMP(6))) AS "orders.created_hour_of_day_num",
  DATE_TRUNC('hour', CAST(CAST(AT_TIMEZONE("orders"."paid", ?) AS TIMESTAMP(6)) AS TIMESTAMP(6))) AS "orders.paid_hour",
  CAST(DATE_TRUNC('month', CAST(AT_TIMEZONE("orders"."paid", ?) AS TIMESTAMP(6))) AS DATE) AS "orders.paid_month",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5
ORDER BY "orders.created_hour" ASC NULLS LAST, "orders.created_day" ASC NULLS LAST, "orders.created_hour_of_day_num" ASC NULLS LAST, "orders.paid_hour" ASC NULLS LAST, "orders.paid_month" ASC NULLS LAST
LIMIT ?
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 'America/New_York'
-- 4 = 'America/New_York'
-- 5 = 'America/New_York'
-- 6 = 101

-- times that know their zone, in UTC
SELECT
  CAST(DATE_TRUNC('day', CAST(AT_TIMEZONE("orders"."paid", ?) AS TIMESTAMP(6))) AS DATE) AS "orders.paid_day",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1
ORDER BY "orders.paid_day" ASC NULLS LAST
LIMIT ?
-- 1 = 'UTC'
-- 2 = 101

-- months in the order of the calendar
WITH "part_1" AS (
  SELECT
    DATE_FORMAT("orders"."created", '%M') AS "orders.created_month_name",
    COUNT("orders"."id") AS "orders.how_many"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."orders.created_month_name" AS "orders.created_month_name",
    "part_1"."orders.how_many" AS "orders.how_many"
  FROM "part_1" AS "part_1"
)
SELECT
  "answer"."orders.created_month_name" AS "orders.created_month_name",
  "answer"."orders.how_many" AS "orders.how_many"
FROM "answer" AS "answer"
ORDER BY CASE "orders.created_month_name" WHEN 'January' THEN 1 WHEN 'February' THEN 2 WHEN 'March' THEN 3 WHEN 'April' THEN 4 WHEN 'May' THEN 5 WHEN 'June' THEN 6 WHEN 'July' THEN 7 WHEN 'August' THEN 8 WHEN 'September' THEN 9 WHEN 'October' THEN 10 WHEN 'November' THEN 11 WHEN 'December' THEN 12 END DESC NULLS FIRST
LIMIT ?
-- 1 = 101
