-- texts are one of several, or none
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."status" IN ({bound1:String}, {bound2:String})) OR ("orders"."status" IS NULL)) AND (("orders"."code" <> {bound3:String}) OR ("orders"."code" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound4:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'it's'
-- 2 = 'back\slash'
-- 3 = 'z'
-- 4 = 101

-- wildcards and backslashes in a value stand for themselves
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (CAST("orders"."status" AS Nullable(String)) LIKE {bound1:String}) OR (CAST("orders"."status" AS Nullable(String)) LIKE {bound2:String}) OR (CAST("orders"."status" AS Nullable(String)) LIKE {bound3:String}) OR ((CAST("orders"."status" AS Nullable(String)) NOT LIKE {bound4:String}) OR ("orders"."status" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound5:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = '%50\%\_%'
-- 2 = 'back\\%'
-- 3 = '%s!'
-- 4 = '%a%'
-- 5 = 101

-- case does not matter
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE upperUTF8(CAST("orders"."status" AS Nullable(String))) = {bound1:String}
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'PAID'
-- 2 = 101

-- numbers keep their digits
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders"."amount" IN (CAST({bound1:String} AS Nullable(Decimal(38, 2))), {bound2:Int64})) OR (("orders"."amount" <> CAST({bound3:String} AS Nullable(Decimal(76, 0)))) OR ("orders"."amount" IS NULL)) OR ("orders"."amount" > CAST({bound4:String} AS Nullable(Float64)))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound5:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = '100.00'
-- 2 = 3
-- 3 = '12345678901234567890'
-- 4 = '1e3'
-- 5 = 101

-- numbers are within bounds
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ((("orders"."amount" >= {bound1:Int64}) AND ("orders"."amount" <= CAST({bound2:String} AS Nullable(Decimal(38, 1))))) OR (("orders"."amount" < {bound3:Int64}) OR ("orders"."amount" > {bound4:Int64}))) AND ("orders"."amount" < {bound5:Int64}) AND ("orders"."amount" <= {bound5:Int64}) AND ("orders"."amount" >= {bound6:Int64})
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound7:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 10
-- 2 = '100.5'
-- 3 = -5
-- 4 = 500000000
-- 5 = 999999999999
-- 6 = -99
-- 7 = 101

-- truth values and nulls
SELECT
  "orders"."id" AS "orders.id",
  SUM("orders"."amount") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders"."flag" = TRUE) OR (("orders"."flag" <> TRUE) OR ("orders"."flag" IS NULL)) OR ("orders"."flag" IS NULL) OR ("orders"."code" IS NOT NULL)
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT {bound1:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 101

-- values of a field are searched
SELECT DISTINCT
  "orders"."status" AS "orders.status"
FROM shop.orders AS "orders"
WHERE ("orders"."status" IS NOT NULL) AND (upperUTF8(CAST("orders"."status" AS Nullable(String))) LIKE {bound1:String})
ORDER BY "orders.status" ASC NULLS LAST
LIMIT {bound2:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = '%\%\_O%'
-- 2 = 11

-- rows behind a number
SELECT
  "orders"."id" AS "orders.id",
  "customers"."name" AS "customers.name"
FROM shop.orders AS "orders"
LEFT JOIN (
  SELECT *
  FROM shop.customers AS "customers"
  WHERE ( "customers".region IN ({bound1:String}, {bound2:String}) )
) AS "customers" ON ("orders"."customer_id") = ("customers"."id")
WHERE "orders"."flag" = TRUE
ORDER BY "orders.id" ASC NULLS LAST, "customers.name" ASC NULLS LAST
LIMIT {bound3:Int64}
SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1
-- 1 = 'North'
-- 2 = 'South'
-- 3 = 21
