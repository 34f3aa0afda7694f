-- weeks from Monday
SELECT
  DATEADD('day', -MOD(DAYOFWEEKISO("orders"."CREATED") + 6, 7), CAST("orders"."CREATED" AS DATE)) AS "orders.created_week",
  (MOD(DAYOFWEEKISO("orders"."CREATED") + 6, 7) + 1) AS "orders.created_day_of_week_index",
  DATEADD('day', -MOD(DAYOFWEEKISO("orders"."DAY") + 6, 7), CAST("orders"."DAY" AS DATE)) AS "orders.day_week",
  COUNT("orders"."ID") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_week" ASC NULLS LAST, "orders.created_day_of_week_index" ASC NULLS LAST, "orders.day_week" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- weeks from Sunday
SELECT
  DATEADD('day', -MOD(DAYOFWEEKISO("orders"."CREATED") + 0, 7), CAST("orders"."CREATED" AS DATE)) AS "orders.created_week",
  (MOD(DAYOFWEEKISO("orders"."CREATED") + 0, 7) + 1) AS "orders.created_day_of_week_index",
  DATEADD('day', -MOD(DAYOFWEEKISO("orders"."DAY") + 0, 7), CAST("orders"."DAY" AS DATE)) AS "orders.day_week",
  COUNT("orders"."ID") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_week" ASC NULLS LAST, "orders.created_day_of_week_index" ASC NULLS LAST, "orders.day_week" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- cut to a day and coarser
SELECT
  CAST(DATE_TRUNC('day', "orders"."CREATED") AS DATE) AS "orders.created_day",
  CAST(DATE_TRUNC('month', "orders"."CREATED") AS DATE) AS "orders.created_month",
  CAST(DATE_TRUNC('quarter', "orders"."CREATED") AS DATE) AS "orders.created_quarter",
  CAST(DATE_TRUNC('year', "orders"."CREATED") AS DATE) AS "orders.created_year",
  CAST(DATE_TRUNC('month', "orders"."DAY") AS DATE) AS "orders.day_month",
  COUNT("orders"."ID") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5
ORDER BY "orders.created_day" ASC NULLS LAST, "orders.created_month" ASC NULLS LAST, "orders.created_quarter" ASC NULLS LAST, "orders.created_year" ASC NULLS LAST, "orders.day_month" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- cut finer than a day
SELECT
  DATE_TRUNC('millisecond', "orders"."CREATED") AS "orders.created_millisecond",
  DATE_TRUNC('second', "orders"."CREATED") AS "orders.created_second",
  DATE_TRUNC('minute', "orders"."CREATED") AS "orders.created_minute",
  DATE_TRUNC('hour', "orders"."CREATED") AS "orders.created_hour",
  COUNT("orders"."ID") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4
ORDER BY "orders.created_millisecond" ASC NULLS LAST, "orders.created_second" ASC NULLS LAST, "orders.created_minute" ASC NULLS LAST, "orders.created_hour" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- numbers of parts
SELECT
  DATE_PART('minute', "orders"."CREATED") AS "orders.created_minute_of_hour_num",
  DATE_PART('hour', "orders"."CREATED") AS "orders.created_hour_of_day_num",
  DATE_PART('day', "orders"."CREATED") AS "orders.created_day_of_month_num",
  DATE_PART('dayofyear', "orders"."CREATED") AS "orders.created_day_of_year_num",
  DATE_PART('weekiso', "orders"."CREATED") AS "orders.created_week_num",
  DATE_PART('month', "orders"."CREATED") AS "orders.created_month_num",
  DATE_PART('quarter', "orders"."CREATED") AS "orders.created_quarter_num",
  DATE_PART('year', "orders"."CREATED") AS "orders.created_year_num",
  COUNT("orders"."ID") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER BY "orders.created_minute_of_hour_num" ASC NULLS LAST, "orders.created_hour_of_day_num" ASC NULLS LAST, "orders.created_day_of_month_num" ASC NULLS LAST, "orders.created_day_of_year_num" ASC NULLS LAST, "orders.created_week_num" ASC NULLS LAST, "orders.created_month_num" ASC NULLS LAST, "orders.created_quarter_num" ASC NULLS LAST, "orders.created_year_num" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- names
SELECT
  DECODE(DAYOFWEEKISO("orders"."CREATED"), 1, 'Monday', 2, 'Tuesday', 3, 'Wednesday', 4, 'Thursday', 5, 'Friday', 6, 'Saturday', 7, 'Sunday') AS "orders.created_day_of_week_name",
  TO_CHAR("orders"."CREATED", 'MMMM') AS "orders.created_month_name",
  'Q' || QUARTER("orders"."CREATED") AS "orders.created_quarter_name",
  COUNT("orders"."ID") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_day_of_week_name" ASC NULLS LAST, "orders.created_month_name" ASC NULLS LAST, "orders.created_quarter_name" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- in a zone
SELECT
  DATE_TRUNC('hour', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS "orders.created_hour",
  CAST(DATE_TRUNC('day', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS DATE) AS "orders.created_day",
  DATE_PART('hour', CONVERT_TIMEZONE('UTC', ?, "orders"."CREATED")) AS "orders.created_hour_of_day_num",
  DATE_TRUNC('hour', CAST(CONVERT_TIMEZONE(?, "orders"."PAID") AS TIMESTAMP_NTZ)) AS "orders.paid_hour",
  CAST(DATE_TRUNC('month', CAST(CONVERT_TIMEZONE(?, "orders"."PAID") AS TIMESTAMP_NTZ)) AS DATE) AS "orders.paid_month",
  COUNT("orders"."ID") AS "orders.how_many"
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
  CAST(DATE_TRUNC('day', CAST(CONVERT_TIMEZONE(?, "orders"."PAID") AS TIMESTAMP_NTZ)) AS DATE) AS "orders.paid_day",
  COUNT("orders"."ID") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1
ORDER BY "orders.paid_day" ASC NULLS LAST
LIMIT ?
-- 1 = 'UTC'
-- 2 = 101

-- months in the order of the calendar
WITH "part_1" AS (
  SELECT
    TO_CHAR("orders"."CREATED", 'MMMM') AS "orders.created_month_name",
    COUNT("orders"."ID") AS "orders.how_many"
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
