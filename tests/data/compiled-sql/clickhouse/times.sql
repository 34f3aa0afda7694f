-- weeks from Monday
SELECT
  toDate32(toMonday(toDateTime64("orders"."created", 6, 'UTC'))) AS "orders.created_week",
  CAST((toDayOfWeek(toDateTime64("orders"."created", 6, 'UTC')) + 6) % 7 + 1 AS Nullable(Int64)) AS "orders.created_day_of_week_index",
  toDate32(toMonday(toDateTime64("orders"."day", 6, 'UTC'))) AS "orders.day_week",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_week" ASC NULLS LAST, "orders.created_day_of_week_index" ASC NULLS LAST, "orders.day_week" ASC NULLS LAST
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101

-- weeks from Sunday
SELECT
  toDate32(addDays(toMonday(addDays(toDateTime64("orders"."created", 6, 'UTC'), -6)), 6)) AS "orders.created_week",
  CAST((toDayOfWeek(toDateTime64("orders"."created", 6, 'UTC')) + 0) % 7 + 1 AS Nullable(Int64)) AS "orders.created_day_of_week_index",
  toDate32(addDays(toMonday(addDays(toDateTime64("orders"."day", 6, 'UTC'), -6)), 6)) AS "orders.day_week",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_week" ASC NULLS LAST, "orders.created_day_of_week_index" ASC NULLS LAST, "orders.day_week" ASC NULLS LAST
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101

-- cut to a day and coarser
SELECT
  toDate32(toDateTime64("orders"."created", 6, 'UTC')) AS "orders.created_day",
  toDate32(toStartOfMonth(toDateTime64("orders"."created", 6, 'UTC'))) AS "orders.created_month",
  toDate32(toStartOfQuarter(toDateTime64("orders"."created", 6, 'UTC'))) AS "orders.created_quarter",
  toDate32(toStartOfYear(toDateTime64("orders"."created", 6, 'UTC'))) AS "orders.created_year",
  toDate32(toStartOfMonth(toDateTime64("orders"."day", 6, 'UTC'))) AS "orders.day_month",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5
ORDER BY "orders.created_day" ASC NULLS LAST, "orders.created_month" ASC NULLS LAST, "orders.created_quarter" ASC NULLS LAST, "orders.created_year" ASC NULLS LAST, "orders.day_month" ASC NULLS LAST
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101

-- cut finer than a day
SELECT
  toStartOfMillisecond(toDateTime64("orders"."created", 6, 'UTC')) AS "orders.created_millisecond",
  toStartOfSecond(toDateTime64("orders"."created", 6, 'UTC')) AS "orders.created_second",
  toStartOfMinute(toDateTime64("orders"."created", 6, 'UTC')) AS "orders.created_minute",
  toStartOfHour(toDateTime64("orders"."created", 6, 'UTC')) AS "orders.created_hour",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4
ORDER BY "orders.created_millisecond" ASC NULLS LAST, "orders.created_second" ASC NULLS LAST, "orders.created_minute" ASC NULLS LAST, "orders.created_hour" ASC NULLS LAST
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101

-- numbers of parts
SELECT
  CAST(toMinute(toDateTime64("orders"."created", 6, 'UTC')) AS Nullable(Int64)) AS "orders.created_minute_of_hour_num",
  CAST(toHour(toDateTime64("orders"."created", 6, 'UTC')) AS Nullable(Int64)) AS "orders.created_hour_of_day_num",
  CAST(toDayOfMonth(toDateTime64("orders"."created", 6, 'UTC')) AS Nullable(Int64)) AS "orders.created_day_of_month_num",
  CAST(toDayOfYear(toDateTime64("orders"."created", 6, 'UTC')) AS Nullable(Int64)) AS "orders.created_day_of_year_num",
  CAST(toISOWeek(toDateTime64("orders"."created", 6, 'UTC')) AS Nullable(Int64)) AS "orders.created_week_num",
  CAST(toMonth(toDateTime64("orders"."created", 6, 'UTC')) AS Nullable(Int64)) AS "orders.created_month_num",
  CAST(toQuarter(toDateTime64("orders"."created", 6, 'UTC')) AS Nullable(Int64)) AS "orders.created_quarter_num",
  CAST(toYear(toDateTime64("orders"."created", 6, 'UTC')) AS Nullable(Int64)) AS "orders.created_year_num",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER BY "orders.created_minute_of_hour_num" ASC NULLS LAST, "orders.created_hour_of_day_num" ASC NULLS LAST, "orders.created_day_of_month_num" ASC NULLS LAST, "orders.created_day_of_year_num" ASC NULLS LAST, "orders.created_week_num" ASC NULLS LAST, "orders.created_month_num" ASC NULLS LAST, "orders.created_quarter_num" ASC NULLS LAST, "orders.created_year_num" ASC NULLS LAST
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101

-- names
SELECT
  dateName('weekday', toDateTime64("orders"."created", 6, 'UTC')) AS "orders.created_day_of_week_name",
  monthName(toDateTime64("orders"."created", 6, 'UTC')) AS "orders.created_month_name",
  concat('Q', toString(toQuarter(toDateTime64("orders"."created", 6, 'UTC')))) AS "orders.created_quarter_name",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3
ORDER BY "orders.created_day_of_week_name" ASC NULLS LAST, "orders.created_month_name" ASC NULLS LAST, "orders.created_quarter_name" ASC NULLS LAST
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101

-- in a zone
SELECT
  toStartOfHour(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String})))) AS "orders.created_hour",
  toDate32(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String})))) AS "orders.created_day",
  CAST(toHour(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String})))) AS Nullable(Int64)) AS "orders.created_hour_of_day_num",
  toStartOfHour(addSeconds(toDateTime64("orders"."paid", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."paid", 6, 'UTC'), {bound1:String})))) AS "orders.paid_hour",
  toDate32(toStartOfMonth(addSeconds(toDateTime64("orders"."paid", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."paid", 6, 'UTC'), {bound1:String}))))) AS "orders.paid_month",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1, 2, 3, 4, 5
ORDER BY "orders.created_hour" ASC NULLS LAST, "orders.created_day" ASC NULLS LAST, "orders.created_hour_of_day_num" ASC NULLS LAST, "orders.paid_hour" ASC NULLS LAST, "orders.paid_month" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'America/New_York'
-- 2 = 101

-- times that know their zone, in UTC
SELECT
  toDate32(addSeconds(toDateTime64("orders"."paid", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."paid", 6, 'UTC'), {bound1:String})))) AS "orders.paid_day",
  COUNT("orders"."id") AS "orders.how_many"
FROM shop.orders AS "orders"
GROUP BY 1
ORDER BY "orders.paid_day" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'UTC'
-- 2 = 101

-- months in the order of the calendar
WITH "part_1" AS (
  SELECT
    monthName(toDateTime64("orders"."created", 6, 'UTC')) AS "orders.created_month_name",
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
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101
