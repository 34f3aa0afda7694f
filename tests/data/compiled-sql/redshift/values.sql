-- texts are one of several, or none
SELECT
  "orders".id AS "orders.id",
  SUM("orders".amount) AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (("orders".status IN ($1, $2)) OR ("orders".status IS NULL)) AND (("orders".code <> $3) OR ("orders".code IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT $4
-- 1 = 'it's'
-- 2 = 'back\slash'
-- 3 = 'z'
-- 4 = 101

-- wildcards and backslashes in a value stand for themselves
SELECT
  "orders".id AS "orders.id",
  SUM("orders".amount) AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE (CAST("orders".status AS VARCHAR(65535)) LIKE $1 ESCAPE '!') OR (CAST("orders".status AS VARCHAR(65535)) LIKE $2 ESCAPE '!') OR (CAST("orders".status AS VARCHAR(65535)) LIKE $3 ESCAPE '!') OR ((CAST("orders".status AS VARCHAR(65535)) NOT LIKE $4) OR ("orders".status IS NULL))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT $5
-- 1 = '%50!%!_%'
-- 2 = 'back\%'
-- 3 = '%s!!'
-- 4 = '%a%'
-- 5 = 101

-- case does not matter
SELECT
  "orders".id AS "orders.id",
  SUM("orders".amount) AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE UPPER(CAST("orders".status AS VARCHAR(65535))) = $1
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT $2
-- 1 = 'PAID'
-- 2 = 101

-- numbers keep their digits
SELECT
  "orders".id AS "orders.id",
  SUM("orders".amount) AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders".amount IN (CAST($1 AS DECIMAL(38, 2)), $2)) OR (("orders".amount <> CAST($3 AS DECIMAL(38, 0))) OR ("orders".amount IS NULL)) OR ("orders".amount > CAST($4 AS DOUBLE PRECISION))
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT $5
-- 1 = '100.00'
-- 2 = 3
-- 3 = '12345678901234567890'
-- 4 = '1e3'
-- 5 = 101

-- numbers are within bounds
SELECT
  "orders".id AS "orders.id",
  SUM("orders".amount) AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ((("orders".amount >= $1) AND ("orders".amount <= CAST($2 AS DECIMAL(38, 1)))) OR (("orders".amount < $3) OR ("orders".amount > $4))) AND ("orders".amount < $5) AND ("orders".amount <= $6) AND ("orders".amount >= $7)
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT $8
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
  "orders".id AS "orders.id",
  SUM("orders".amount) AS "orders.revenue"
FROM shop.orders AS "orders"
WHERE ("orders"."flag" = TRUE) OR (("orders"."flag" <> TRUE) OR ("orders"."flag" IS NULL)) OR ("orders"."flag" IS NULL) OR ("orders".code IS NOT NULL)
GROUP BY 1
ORDER BY "orders.id" ASC NULLS LAST
LIMIT $1
-- 1 = 101

-- values of a field are searched
SELECT DISTINCT
  "orders".status AS "orders.status"
FROM shop.orders AS "orders"
WHERE ("orders".status IS NOT NULL) AND (UPPER(CAST("orders".status AS VARCHAR(65535))) LIKE $1 ESCAPE '!')
ORDER BY "orders.status" ASC NULLS LAST
LIMIT $2
-- 1 = '%!%!_O%'
-- 2 = 11

-- rows behind a number
SELECT
  "orders".id AS "orders.id",
  "customers".name AS "customers.name"
FROM shop.orders AS "orders"
LEFT JOIN (
  SELECT *
  FROM shop.customers AS "customers"
  WHERE ( "customers".region IN ($1, $2) )
) AS "customers" ON ("orders".customer_id) = ("customers".id)
WHERE "orders"."flag" = TRUE
ORDER BY "orders.id" ASC NULLS LAST, "customers.name" ASC NULLS LAST
LIMIT $3
-- 1 = 'North'
-- 2 = 'South'
-- 3 = 21
