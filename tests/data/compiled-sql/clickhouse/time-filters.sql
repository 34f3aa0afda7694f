-- days
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders"."day" = CAST({bound1:String} AS Nullable(Date32))) OR (("orders"."day" >= CAST({bound2:String} AS Nullable(Date32))) AND ("orders"."day" < CAST({bound3:String} AS Nullable(Date32)))) OR ((NOT (("orders"."day" >= CAST({bound4:String} AS Nullable(Date32))) AND ("orders"."day" < CAST({bound5:String} AS Nullable(Date32))))) OR ("orders"."day" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound6:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
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
WHERE ((("orders"."created" >= CAST({bound1:String} AS Nullable(DateTime64(6, 'UTC')))) AND ("orders"."created" < CAST({bound2:String} AS Nullable(DateTime64(6, 'UTC'))))) OR ("orders"."created" < CAST({bound3:String} AS Nullable(DateTime64(6, 'UTC')))) OR ("orders"."created" >= CAST({bound4:String} AS Nullable(DateTime64(6, 'UTC'))))) AND ((NOT ("orders"."created" = CAST({bound5:String} AS Nullable(DateTime64(6, 'UTC'))))) OR ("orders"."created" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound6:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
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
WHERE (("orders"."created" >= CAST({bound1:String} AS Nullable(DateTime64(6, 'UTC')))) AND ("orders"."created" < CAST({bound2:String} AS Nullable(DateTime64(6, 'UTC'))))) OR (("orders"."created" >= CAST({bound3:String} AS Nullable(DateTime64(6, 'UTC')))) AND ("orders"."created" < CAST({bound4:String} AS Nullable(DateTime64(6, 'UTC'))))) OR (("orders"."day" >= CAST({bound5:String} AS Nullable(Date32))) AND ("orders"."day" < CAST({bound6:String} AS Nullable(Date32)))) OR ((NOT (("orders"."paid" >= CAST({bound7:String} AS Nullable(DateTime64(6, 'UTC')))) AND ("orders"."paid" < CAST({bound8:String} AS Nullable(DateTime64(6, 'UTC')))))) OR ("orders"."paid" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound9:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
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
WHERE (toStartOfHour(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String})))) >= CAST({bound2:String} AS Nullable(DateTime64(6, 'UTC')))) AND ((NOT ((toDate32(toStartOfMonth(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))) >= CAST({bound3:String} AS Nullable(Date32))) AND (toDate32(toStartOfMonth(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))) < CAST({bound4:String} AS Nullable(Date32))))) OR (toDate32(toStartOfMonth(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))) IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound5:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'America/New_York'
-- 2 = '2025-10-26 02:00:00'
-- 3 = '2026-01-01'
-- 4 = '2026-02-01'
-- 5 = 101

-- weeks to date
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" IS NOT NULL) AND ((toDayOfWeek(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String})))) + 0) % 7 <= 4)) OR (("orders"."day" IS NOT NULL) AND ((toDayOfWeek(toDateTime64("orders"."day", 6, 'UTC')) + 0) % 7 <= 4))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'America/New_York'
-- 2 = 101

-- months to date
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" IS NOT NULL) AND (dateDiff('day', toDate32(toStartOfMonth(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))), toDate32(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))) <= 0)) OR (("orders"."day" IS NOT NULL) AND (dateDiff('day', toDate32(toStartOfMonth(toDateTime64("orders"."day", 6, 'UTC'))), toDate32(toDateTime64("orders"."day", 6, 'UTC'))) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'America/New_York'
-- 2 = 101

-- quarters to date
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" IS NOT NULL) AND (dateDiff('day', toDate32(toStartOfQuarter(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))), toDate32(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))) <= 0)) OR (("orders"."day" IS NOT NULL) AND (dateDiff('day', toDate32(toStartOfQuarter(toDateTime64("orders"."day", 6, 'UTC'))), toDate32(toDateTime64("orders"."day", 6, 'UTC'))) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'America/New_York'
-- 2 = 101

-- years to date
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."created" IS NOT NULL) AND (dateDiff('day', toDate32(toStartOfYear(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))), toDate32(addSeconds(toDateTime64("orders"."created", 6, 'UTC'), timeZoneOffset(toTimeZone(toDateTime64("orders"."created", 6, 'UTC'), {bound1:String}))))) <= 0)) OR (("orders"."day" IS NOT NULL) AND (dateDiff('day', toDate32(toStartOfYear(toDateTime64("orders"."day", 6, 'UTC'))), toDate32(toDateTime64("orders"."day", 6, 'UTC'))) <= 0))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'America/New_York'
-- 2 = 101
