-- numbers and texts
WITH "part_1" AS (
  SELECT
    "orders"."code" AS "orders.code",
    SUM("orders"."amount") AS "orders.revenue",
    COUNT("orders"."id") AS "orders.how_many"
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
    round(CAST(CAST("orders.revenue" AS Nullable(Float64)) / NULLIF(CAST("orders.how_many" AS Nullable(Float64)), 0) AS Nullable(Decimal(38, 10))), 1) AS ".f1",
    LEAST("orders.revenue", {bound1:Int64}) AS ".f2",
    GREATEST("orders.revenue", "orders.how_many") AS ".f3",
    CAST("orders.revenue" AS Nullable(Float64)) - (CAST({bound2:Int64} AS Nullable(Float64)) * FLOOR(CAST("orders.revenue" AS Nullable(Float64)) / NULLIF(CAST({bound2:Int64} AS Nullable(Float64)), 0))) AS ".f4",
    POWER(CAST("orders.how_many" AS Nullable(Float64)), CAST({bound3:Int64} AS Nullable(Float64))) AS ".f5",
    CEIL("orders.revenue") AS ".f6",
    (COALESCE(CAST(upperUTF8("orders.code") AS Nullable(String)), {bound4:String}) || COALESCE(CAST({bound5:String} AS Nullable(String)), {bound4:String})) || COALESCE(CAST(lengthUTF8("orders.code") AS Nullable(String)), {bound4:String}) AS ".f7",
    CASE WHEN "orders.code" IS NULL THEN {bound6:Int64} ELSE {bound3:Int64} END AS ".f8"
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
LIMIT {bound7:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 100
-- 2 = 7
-- 3 = 2
-- 4 = ''
-- 5 = '-'
-- 6 = 1
-- 7 = 101

-- rows around
WITH "part_1" AS (
  SELECT
    "orders"."code" AS "orders.code",
    SUM("orders"."amount") AS "orders.revenue",
    COUNT("orders"."id") AS "orders.how_many"
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
    LAG(toNullable("orders.revenue"), 1, {bound1:Int64}) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f1",
    LEAD(toNullable("orders.revenue")) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f2",
    AVG(CAST("orders.how_many" AS Nullable(Float64))) OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS ".f3",
    NTILE(2) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f4",
    first_value_respect_nulls("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ".f5",
    last_value_respect_nulls("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ".f6",
    DENSE_RANK() OVER (ORDER BY "orders.code" ASC NULLS LAST) AS ".f7",
    AVG(CAST("orders.how_many" AS Nullable(Float64))) OVER () AS ".f8",
    COUNT(CASE WHEN "orders.revenue" > {bound2:Int64} THEN 1 END) OVER () AS ".f9",
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
LIMIT {bound3:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 0
-- 2 = 50
-- 3 = 101

-- times
WITH "part_1" AS (
  SELECT
    "orders"."code" AS "orders.code",
    COUNT("orders"."id") AS "orders.how_many",
    MAX("orders"."day") AS "orders.last_day"
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
    toDate32(addMonths(toDateTime64("orders.last_day", 6, 'UTC'), 1)) AS ".f1",
    toDate32(addWeeks(toDateTime64("orders.last_day", 6, 'UTC'), CAST(0 - "orders.how_many" AS Nullable(Int64)))) AS ".f2",
    toDate32(addQuarters(toDateTime64("orders.last_day", 6, 'UTC'), CAST("orders.how_many" AS Nullable(Int64)))) AS ".f3",
    dateDiff('day', toDate32(toDateTime64("orders.last_day", 6, 'UTC')), toDate32(toDateTime64(CAST({bound1:String} AS Nullable(Date32)), 6, 'UTC'))) AS ".f4",
    CAST(dateDiff('day', toDate32(toDateTime64(toDate32(toMonday(toDateTime64("orders.last_day", 6, 'UTC'))), 6, 'UTC')), toDate32(toDateTime64(toDate32(toMonday(toDateTime64(CAST({bound1:String} AS Nullable(Date32)), 6, 'UTC'))), 6, 'UTC'))) / 7 AS Nullable(Int64)) AS ".f5",
    ((CAST(toYear(toDateTime64(CAST({bound1:String} AS Nullable(Date32)), 6, 'UTC')) AS Nullable(Int64)) - CAST(toYear(toDateTime64("orders.last_day", 6, 'UTC')) AS Nullable(Int64))) * 12) + (CAST(toMonth(toDateTime64(CAST({bound1:String} AS Nullable(Date32)), 6, 'UTC')) AS Nullable(Int64)) - CAST(toMonth(toDateTime64("orders.last_day", 6, 'UTC')) AS Nullable(Int64))) AS ".f6",
    toDate32(addDays(toDateTime64(toDate32(addMonths(toDateTime64(toDate32(toStartOfMonth(toDateTime64("orders.last_day", 6, 'UTC'))), 6, 'UTC'), 1)), 6, 'UTC'), -1)) AS ".f7",
    CAST(toYear(toDateTime64("orders.last_day", 6, 'UTC')) AS Nullable(Int64)) AS ".f8",
    toDate32(toMonday(toDateTime64("orders.last_day", 6, 'UTC'))) AS ".f9"
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
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = '2026-01-01'
-- 2 = 101

-- an earlier period
WITH "part_1" AS (
  SELECT
    toDate32(toStartOfMonth(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))) AS "orders.created_month",
    SUM("orders"."amount") AS "orders.revenue"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"part_2" AS (
  SELECT
    toDate32(addMonths(toDateTime64(toDate32(toStartOfMonth(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))), 6, 'UTC'), 2)) AS "orders.created_month",
    SUM("orders"."amount") AS "orders.revenue"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."orders.created_month" AS "orders.created_month",
    "part_1"."orders.revenue" AS "orders.revenue",
    "part_2"."orders.revenue" AS "orders.before"
  FROM "part_1" AS "part_1"
  LEFT JOIN "part_2" AS "part_2" ON "part_1"."orders.created_month" <=> "part_2"."orders.created_month"
)
SELECT
  "answer"."orders.created_month" AS "orders.created_month",
  "answer"."orders.revenue" AS "orders.revenue",
  "answer"."orders.before" AS "orders.before"
FROM "answer" AS "answer"
ORDER BY "orders.created_month" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'America/New_York'
-- 2 = 101
