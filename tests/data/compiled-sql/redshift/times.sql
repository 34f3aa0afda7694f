-- weeks from Monday
SELECT
  CAST(DATE_TRUNC('week', "orders".created) AS DATE) AS "orders.created_week",
  CAST((CAST(DATE_PART('dow', "orders".created) AS INTEGER) + 6) % 7 + 1 AS BIGINT) AS "orders.created_day_of_week_index",
  CAST(DATE_TRUNC('week', "orders".day) AS DATE) AS "orders.day_week",
  COUNT("orders".id) AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_week" ASC NULLS LAST, "orders.created_day_of_week_index" ASC NULLS LAST, "orders.day_week" ASC NULLS LAST
LIMIT $1
-- 1 = 101

-- weeks from Sunday
SELECT
  CAST(DATE_TRUNC('week', "orders".created - INTERVAL '6 days') + INTERVAL '6 days' AS DATE) AS "orders.created_week",
  CAST((CAST(DATE_PART('dow', "orders".created) AS INTEGER) + 0) % 7 + 1 AS BIGINT) AS "orders.created_day_of_week_index",
  CAST(DATE_TRUNC('week', "orders".day - INTERVAL '6 days') + INTERVAL '6 days' AS DATE) AS "orders.day_week",
  COUNT("orders".id) AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_week" ASC NULLS LAST, "orders.created_day_of_week_index" ASC NULLS LAST, "orders.day_week" ASC NULLS LAST
LIMIT $1
-- 1 = 101

-- cut to a day and coarser
SELECT
  CAST(DATE_TRUNC('day', "orders".created) AS DATE) AS "orders.created_day",
  CAST(DATE_TRUNC('month', "orders".created) AS DATE) AS "orders.created_month",
  CAST(DATE_TRUNC('quarter', "orders".created) AS DATE) AS "orders.created_quarter",
  CAST(DATE_TRUNC('year', "orders".created) AS DATE) AS "orders.created_year",
  CAST(DATE_TRUNC('month', "orders".day) AS DATE) AS "orders.day_month",
  COUNT("orders".id) AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5
ORDER BY "orders.created_day" ASC NULLS LAST, "orders.created_month" ASC NULLS LAST, "orders.created_quarter" ASC NULLS LAST, "orders.created_year" ASC NULLS LAST, "orders.day_month" ASC NULLS LAST
LIMIT $1
-- 1 = 101

-- cut finer than a day
SELECT
  DATE_TRUNC('milliseconds', "orders".created) AS "orders.created_millisecond",
  DATE_TRUNC('second', "orders".created) AS "orders.created_second",
  DATE_TRUNC('minute', "orders".created) AS "orders.created_minute",
  DATE_TRUNC('hour', "orders".created) AS "orders.created_hour",
  COUNT("orders".id) AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4
ORDER BY "orders.created_millisecond" ASC NULLS LAST, "orders.created_second" ASC NULLS LAST, "orders.created_minute" ASC NULLS LAST, "orders.created_hour" ASC NULLS LAST
LIMIT $1
-- 1 = 101

-- numbers of parts
SELECT
  CAST(DATE_PART('minute', "orders".created) AS BIGINT) AS "orders.created_minute_of_hour_num",
  CAST(DATE_PART('hour', "orders".created) AS BIGINT) AS "orders.created_hour_of_day_num",
  CAST(DATE_PART('day', "orders".created) AS BIGINT) AS "orders.created_day_of_month_num",
  CAST(DATE_PART('doy', "orders".created) AS BIGINT) AS "orders.created_day_of_year_num",
  CAST(DATE_PART('week', "orders".created) AS BIGINT) AS "orders.created_week_num",
  CAST(DATE_PART('month', "orders".created) AS BIGINT) AS "orders.created_month_num",
  CAST(DATE_PART('quarter', "orders".created) AS BIGINT) AS "orders.created_quarter_num",
  CAST(DATE_PART('year', "orders".created) AS BIGINT) AS "orders.created_year_num",
  COUNT("orders".id) AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER BY "orders.created_minute_of_hour_num" ASC NULLS LAST, "orders.created_hour_of_day_num" ASC NULLS LAST, "orders.created_day_of_month_num" ASC NULLS LAST, "orders.created_day_of_year_num" ASC NULLS LAST, "orders.created_week_num" ASC NULLS LAST, "orders.created_month_num" ASC NULLS LAST, "orders.created_quarter_num" ASC NULLS LAST, "orders.created_year_num" ASC NULLS LAST
LIMIT $1
-- 1 = 101

-- names
SELECT
  TRIM(TO_CHAR("orders".created, 'Day')) AS "orders.created_day_of_week_name",
  TRIM(TO_CHAR("orders".created, 'Month')) AS "orders.created_month_name",
  'Q' || CAST(CAST(DATE_PART('quarter', "orders".created) AS INTEGER) AS VARCHAR(1)) AS "orders.created_quarter_name",
  COUNT("orders".id) AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_day_of_week_name" ASC NULLS LAST, "orders.created_month_name" ASC NULLS LAST, "orders.created_quarter_name" ASC NULLS LAST
LIMIT $1
-- 1 = 101

-- in a zone
SELECT
  DATE_TRUNC('hour', ("orders".created AT TIME ZONE 'UTC' AT TIME ZONE $1)) AS "orders.created_hour",
  CAST(DATE_TRUNC('day', ("orders".created AT TIME ZONE 'UTC' AT TIME ZONE $2)) AS DATE) AS "orders.created_day",
  CAST(DATE_PART('hour', ("orders".created AT TIME ZONE 'UTC' AT TIME ZONE $3)) AS BIGINT) AS "orders.created_hour_of_day_num",
  DATE_TRUNC('hour', ("orders".paid AT TIME ZONE $4)) AS "orders.paid_hour",
  CAST(DATE_TRUNC('month', ("orders".paid AT TIME ZONE $5)) AS DATE) AS "orders.paid_month",
  COUNT("orders".id) AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5
ORDER BY "orders.created_hour" ASC NULLS LAST, "orders.created_day" ASC NULLS LAST, "orders.created_hour_of_day_num" ASC NULLS LAST, "orders.paid_hour" ASC NULLS LAST, "orders.paid_month" ASC NULLS LAST
LIMIT $6
-- 1 = 'America/New_York'
-- 2 = 'America/New_York'
-- 3 = 'America/New_York'
-- 4 = 'America/New_York'
-- 5 = 'America/New_York'
-- 6 = 101

-- times that know their zone, in UTC
SELECT
  CAST(DATE_TRUNC('day', ("orders".paid AT TIME ZONE $1)) AS DATE) AS "orders.paid_day",
  COUNT("orders".id) AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1
ORDER BY "orders.paid_day" ASC NULLS LAST
LIMIT $2
-- 1 = 'UTC'
-- 2 = 101

-- months in the order of the calendar
WITH "part_1" AS (
  SELECT
    TRIM(TO_CHAR("orders".created, 'Month')) AS "orders.created_month_name",
    COUNT("orders".id) AS "orders.how_many"
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
LIMIT $1
-- 1 = 101
