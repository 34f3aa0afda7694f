-- templates
WITH "part_1" AS (
  SELECT
    "orders"."code" AS "orders.code",
    SUM("orders"."amount") AS "orders.revenue"
  FROM shop.orders AS "orders"
  GROUP BY 1
),
"answer" AS (
  SELECT
    "part_1"."orders.code" AS "orders.code",
    "part_1"."orders.revenue" AS "orders.revenue"
  FROM "part_1" AS "part_1"
),
"shown" AS (
  SELECT
    "answer"."orders.code" AS "orders.code",
    "answer"."orders.revenue" AS "orders.revenue"
  FROM "answer" AS "answer"
),
"calculated_4" AS (
  SELECT *,
    (CAST("orders.revenue" AS Nullable(Float64)) / NULLIF(CAST(LAG(toNullable("orders.revenue")) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS Nullable(Float64)), 0)) - 1 AS ".moved",
    CAST("orders.revenue" AS Nullable(Float64)) / NULLIF(CAST(LAG(toNullable("orders.revenue")) OVER (ORDER BY "orders.code" ASC NULLS LAST) AS Nullable(Float64)), 0) AS ".ratio",
    CAST("orders.revenue" AS Nullable(Float64)) / NULLIF(CAST(SUM("orders.revenue") OVER () AS Nullable(Float64)), 0) AS ".share",
    RANK() OVER (ORDER BY "orders.revenue" ASC NULLS LAST) AS ".place",
    SUM("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ".so_far"
  FROM "shown" AS "shown"
)
SELECT
  "calculated_4"."orders.code" AS "orders.code",
  "calculated_4"."orders.revenue" AS "orders.revenue",
  "calculated_4".".moved" AS ".moved",
  "calculated_4".".ratio" AS ".ratio",
  "calculated_4".".share" AS ".share",
  "calculated_4".".place" AS ".place",
  "calculated_4".".so_far" AS ".so_far"
FROM "calculated_4" AS "calculated_4"
ORDER BY "orders.code" ASC NULLS LAST
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101

-- windows
WITH "part_1" AS (
  SELECT
    "orders"."status" AS "orders.status",
    "orders"."code" AS "orders.code",
    SUM("orders"."amount") AS "orders.revenue"
  FROM shop.orders AS "orders"
  GROUP BY 1, 2
),
"answer" AS (
  SELECT
    "part_1"."orders.status" AS "orders.status",
    "part_1"."orders.code" AS "orders.code",
    "part_1"."orders.revenue" AS "orders.revenue"
  FROM "part_1" AS "part_1"
),
"shown" AS (
  SELECT
    "answer"."orders.status" AS "orders.status",
    "answer"."orders.code" AS "orders.code",
    "answer"."orders.revenue" AS "orders.revenue"
  FROM "answer" AS "answer"
),
"calculated_4" AS (
  SELECT *,
    ROW_NUMBER() OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST) AS ".number",
    AVG(CAST("orders.revenue" AS Nullable(Float64))) OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS ".sliding",
    SUM("orders.revenue") OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ".since",
    MAX("orders.revenue") OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST) AS ".most",
    PERCENT_RANK() OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST) AS ".place",
    cume_dist() OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST) AS ".part"
  FROM "shown" AS "shown"
)
SELECT
  "calculated_4"."orders.status" AS "orders.status",
  "calculated_4"."orders.code" AS "orders.code",
  "calculated_4"."orders.revenue" AS "orders.revenue",
  "calculated_4".".number" AS ".number",
  "calculated_4".".sliding" AS ".sliding",
  "calculated_4".".since" AS ".since",
  "calculated_4".".most" AS ".most",
  "calculated_4".".place" AS ".place",
  "calculated_4".".part" AS ".part"
FROM "calculated_4" AS "calculated_4"
WHERE ".number" < {bound1:Int64}
ORDER BY "orders.status" ASC NULLS LAST, "orders.code" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 9
-- 2 = 101

-- bins
WITH "bounds_2" AS (
  SELECT
    FLOOR(MIN(CAST("orders"."amount" AS Nullable(Float64)))) AS "low",
    FLOOR((MAX(CAST("orders"."amount" AS Nullable(Float64))) - MIN(CAST("orders"."amount" AS Nullable(Float64)))) / 3) AS "width",
    CEIL(MAX(CAST("orders"."amount" AS Nullable(Float64)))) AS "high"
  FROM shop.orders AS "orders"
),
"part_1" AS (
  SELECT
    FLOOR(CAST("orders"."amount" AS Nullable(Float64)) / CAST({bound1:String} AS Nullable(Float64))) * CAST({bound1:String} AS Nullable(Float64)) AS "orders.wide",
    CASE WHEN "orders"."amount" IS NOT NULL THEN LEAST(COALESCE(FLOOR((CAST("orders"."amount" AS Nullable(Float64)) - (SELECT "low" FROM "bounds_2")) / NULLIF((SELECT "width" FROM "bounds_2"), 0)), 2), 2) END AS "orders.few",
    CASE WHEN "orders"."amount" IS NULL THEN NULL WHEN CAST("orders"."amount" AS Nullable(Float64)) < CAST({bound2:String} AS Nullable(Float64)) THEN 0 WHEN (CAST("orders"."amount" AS Nullable(Float64)) >= CAST({bound2:String} AS Nullable(Float64))) AND (CAST("orders"."amount" AS Nullable(Float64)) < CAST({bound3:String} AS Nullable(Float64))) THEN 1 WHEN CAST("orders"."amount" AS Nullable(Float64)) >= CAST({bound3:String} AS Nullable(Float64)) THEN 2 END AS "orders.ranges",
    CASE WHEN "orders"."code" IS NULL THEN NULL WHEN CAST("orders"."code" AS Nullable(String)) IN ({bound4:String}, {bound5:String}) THEN 0 ELSE 1 END AS "orders.groups",
    COUNT("orders"."id") AS "orders.how_many"
  FROM shop.orders AS "orders"
  GROUP BY 1, 2, 3, 4
),
"answer" AS (
  SELECT
    "part_1"."orders.wide" AS "orders.wide",
    "part_1"."orders.few" AS "orders.few",
    "part_1"."orders.ranges" AS "orders.ranges",
    "part_1"."orders.groups" AS "orders.groups",
    "part_1"."orders.how_many" AS "orders.how_many"
  FROM "part_1" AS "part_1"
)
SELECT
  (CAST("answer"."orders.wide" AS Nullable(String)) || ' - ') || CAST("answer"."orders.wide" + CAST({bound6:String} AS Nullable(Float64)) AS Nullable(String)) AS "orders.wide",
  (CAST((SELECT "low" FROM "bounds_2") + ("answer"."orders.few" * (SELECT "width" FROM "bounds_2")) AS Nullable(String)) || ' - ') || CAST(CASE WHEN "answer"."orders.few" = 2 THEN (SELECT "high" FROM "bounds_2") ELSE ((SELECT "low" FROM "bounds_2") + ("answer"."orders.few" * (SELECT "width" FROM "bounds_2"))) + (SELECT "width" FROM "bounds_2") END AS Nullable(String)) AS "orders.few",
  CASE WHEN "answer"."orders.ranges" = 0 THEN {bound7:String} WHEN "answer"."orders.ranges" = 1 THEN {bound8:String} WHEN "answer"."orders.ranges" = 2 THEN {bound9:String} END AS "orders.ranges",
  CASE WHEN "answer"."orders.groups" = 0 THEN {bound10:String} WHEN "answer"."orders.groups" = 1 THEN {bound11:String} END AS "orders.groups",
  "answer"."orders.how_many" AS "orders.how_many"
FROM "answer" AS "answer"
ORDER BY "answer"."orders.wide" ASC NULLS LAST, "answer"."orders.few" ASC NULLS LAST, "answer"."orders.ranges" ASC NULLS LAST, "answer"."orders.groups" ASC NULLS LAST
LIMIT {bound12:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = '50'
-- 2 = '0'
-- 3 = '100'
-- 4 = 'a'
-- 5 = 'b'
-- 6 = '49'
-- 7 = '<0'
-- 8 = '0-100'
-- 9 = '≥100'
-- 10 = 'First'
-- 11 = 'Other'
-- 12 = 101
