-- templates
WITH "part_1" AS (
  SELECT
    "orders".code AS "orders.code",
    SUM("orders".amount) AS "orders.revenue"
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
    (CAST("orders.revenue" AS DOUBLE PRECISION) / NULLIF(CAST(LAG("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST) AS DOUBLE PRECISION), 0)) - 1 AS ".moved",
    CAST("orders.revenue" AS DOUBLE PRECISION) / NULLIF(CAST(LAG("orders.revenue") OVER (ORDER BY "orders.code" ASC NULLS LAST) AS DOUBLE PRECISION), 0) AS ".ratio",
    CAST("orders.revenue" AS DOUBLE PRECISION) / NULLIF(CAST(SUM("orders.revenue") OVER () AS DOUBLE PRECISION), 0) AS ".share",
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
LIMIT $1
-- 1 = 101

-- windows
WITH "part_1" AS (
  SELECT
    "orders".status AS "orders.status",
    "orders".code AS "orders.code",
    SUM("orders".amount) AS "orders.revenue"
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
    AVG(CAST("orders.revenue" AS DOUBLE PRECISION)) OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS ".sliding",
    SUM("orders.revenue") OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ".since",
    MAX("orders.revenue") OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST) AS ".most",
    PERCENT_RANK() OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST) AS ".place",
    CUME_DIST() OVER (PARTITION BY "orders.code" ORDER BY "orders.status" DESC NULLS LAST) AS ".part"
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
WHERE ".number" < $1
ORDER BY "orders.status" ASC NULLS LAST, "orders.code" ASC NULLS LAST
LIMIT $2
-- 1 = 9
-- 2 = 101

-- bins
WITH "bounds_2" AS (
  SELECT
    FLOOR(MIN(CAST("orders".amount AS DOUBLE PRECISION))) AS "low",
    FLOOR((MAX(CAST("orders".amount AS DOUBLE PRECISION)) - MIN(CAST("orders".amount AS DOUBLE PRECISION))) / 3) AS "width",
    CEIL(MAX(CAST("orders".amount AS DOUBLE PRECISION))) AS "high"
  FROM shop.orders AS "orders"
),
"part_1" AS (
  SELECT
    FLOOR(CAST("orders".amount AS DOUBLE PRECISION) / CAST($1 AS DOUBLE PRECISION)) * CAST($2 AS DOUBLE PRECISION) AS "orders.wide",
    CASE WHEN "orders".amount IS NOT NULL THEN LEAST(COALESCE(FLOOR((CAST("orders".amount AS DOUBLE PRECISION) - (SELECT "low" FROM "bounds_2")) / NULLIF((SELECT "width" FROM "bounds_2"), 0)), 2), 2) END AS "orders.few",
    CASE WHEN "orders".amount IS NULL THEN NULL WHEN CAST("orders".amount AS DOUBLE PRECISION) < CAST($3 AS DOUBLE PRECISION) THEN 0 WHEN (CAST("orders".amount AS DOUBLE PRECISION) >= CAST($4 AS DOUBLE PRECISION)) AND (CAST("orders".amount AS DOUBLE PRECISION) < CAST($5 AS DOUBLE PRECISION)) THEN 1 WHEN CAST("orders".amount AS DOUBLE PRECISION) >= CAST($6 AS DOUBLE PRECISION) THEN 2 END AS "orders.ranges",
    CASE WHEN "orders".code IS NULL THEN NULL WHEN CAST("orders".code AS VARCHAR) IN ($7, $8) THEN 0 ELSE 1 END AS "orders.groups",
    COUNT("orders".id) AS "orders.how_many"
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
  (CAST("answer"."orders.wide" AS VARCHAR) || ' - ') || CAST("answer"."orders.wide" + CAST($9 AS DOUBLE PRECISION) AS VARCHAR) AS "orders.wide",
  (CAST((SELECT "low" FROM "bounds_2") + ("answer"."orders.few" * (SELECT "width" FROM "bounds_2")) AS VARCHAR) || ' - ') || CAST(CASE WHEN "answer"."orders.few" = 2 THEN (SELECT "high" FROM "bounds_2") ELSE ((SELECT "low" FROM "bounds_2") + ("answer"."orders.few" * (SELECT "width" FROM "bounds_2"))) + (SELECT "width" FROM "bounds_2") END AS VARCHAR) AS "orders.few",
  CASE WHEN "answer"."orders.ranges" = 0 THEN $10 WHEN "answer"."orders.ranges" = 1 THEN $11 WHEN "answer"."orders.ranges" = 2 THEN $12 END AS "orders.ranges",
  CASE WHEN "answer"."orders.groups" = 0 THEN $13 WHEN "answer"."orders.groups" = 1 THEN $14 END AS "orders.groups",
  "answer"."orders.how_many" AS "orders.how_many"
FROM "answer" AS "answer"
ORDER BY "answer"."orders.wide" ASC NULLS LAST, "answer"."orders.few" ASC NULLS LAST, "answer"."orders.ranges" ASC NULLS LAST, "answer"."orders.groups" ASC NULLS LAST
LIMIT $15
-- 1 = '50'
-- 2 = '50'
-- 3 = '0'
-- 4 = '0'
-- 5 = '100'
-- 6 = '100'
-- 7 = 'a'
-- 8 = 'b'
-- 9 = '49'
-- 10 = '<0'
-- 11 = '0-100'
-- 12 = '≥100'
-- 13 = 'First'
-- 14 = 'Other'
-- 15 = 101
