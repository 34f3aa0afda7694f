-- texts are one of several, or none
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders"."STATUS" IN (?, ?)) OR ("orders"."STATUS" IS NULL)) AND (("orders"."CODE" <> ?) OR ("orders"."CODE" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'it's'
-- 2 = 'back\slash'
-- 3 = 'z'
-- 4 = 101

-- wildcards and backslashes in a value stand for themselves
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (CAST("orders"."STATUS" AS VARCHAR) LIKE ? ESCAPE '!') OR (CAST("orders"."STATUS" AS VARCHAR) LIKE ?) OR (CAST("orders"."STATUS" AS VARCHAR) LIKE ? ESCAPE '!') OR ((CAST("orders"."STATUS" AS VARCHAR) NOT LIKE ?) OR ("orders"."STATUS" IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = '%50!%!_%'
-- 2 = 'back\%'
-- 3 = '%s!!'
-- 4 = '%a%'
-- 5 = 101

-- case does not matter
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE UPPER(CAST("orders"."STATUS" AS VARCHAR)) = ?
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 'PAID'
-- 2 = 101

-- numbers keep their digits
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders"."AMOUNT" IN (CAST(? AS NUMBER(38, 2)), ?)) OR (("orders"."AMOUNT" <> CAST(? AS NUMBER(38, 0))) OR ("orders"."AMOUNT" IS NULL)) OR ("orders"."AMOUNT" > CAST(? AS DOUBLE))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = '100.00'
-- 2 = 3
-- 3 = '12345678901234567890'
-- 4 = '1e3'
-- 5 = 101

-- numbers are within bounds
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ((("orders"."AMOUNT" >= ?) AND ("orders"."AMOUNT" <= CAST(? AS NUMBER(38, 1)))) OR (("orders"."AMOUNT" < ?) OR ("orders"."AMOUNT" > ?))) AND ("orders"."AMOUNT" < ?) AND ("orders"."AMOUNT" <= ?) AND ("orders"."AMOUNT" >= ?)
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 10
-- 2 = '100.5'
-- 3 = -5
-- 4 = 500000000
-- 5 = 999999999999
-- 6 = 999999999999
-- 7 = -99
-- 8 = 101

-- truth values and nulls
SELECT
  "orders"."ID" AS "orders.id",
  SUM("orders"."AMOUNT") AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders"."flag" = TRUE) OR (("orders"."flag" <> TRUE) OR ("orders"."flag" IS NULL)) OR ("orders"."flag" IS NULL) OR ("orders"."CODE" IS NOT NULL)
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT ?
-- 1 = 101

-- values of a field are searched
SELECT DISTINCT
  "orders"."STATUS" AS "orders.status"
FROM shop.orders AS "orders"
WHERE ("orders"."STATUS" IS NOT NULL) AND (UPPER(CAST("orders"."STATUS" AS VARCHAR)) LIKE ? ESCAPE '!')
ORDER BY "orders.status" ASC NULLS LAST
LIMIT ?
-- 1 = '%!%!_O%'
-- 2 = 11

-- rows behind a number
SELECT
  "orders"."ID" AS "orders.id",
  "customers"."NAME" AS "customers.name"
FROM shop.orders AS "orders"
LEFT JOIN (
  SELECT *
  FROM shop.customers AS "customers"
  WHERE ( "customers".region IN (?, ?) )
) AS "customers" ON ("orders"."CUSTOMER_ID") = ("customers"."ID")
WHERE "orders"."flag" = TRUE
ORDER BY "orders.id" ASC NULLS LAST, "customers.name" ASC NULLS LAST
LIMIT ?
-- 1 = 'North'
-- 2 = 'South'
-- 3 = 21
