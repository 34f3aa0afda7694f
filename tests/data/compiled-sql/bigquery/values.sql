-- texts are one of several, or none
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`status` IN (@bound1, @bound2)) OR (`orders`.`status` IS NULL)) AND ((`orders`.`code` <> @bound3) OR (`orders`.`code` IS NULL))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound4
-- 1 = 'it's'
-- 2 = 'back\slash'
-- 3 = 'z'
-- 4 = 101

-- wildcards and backslashes in a value stand for themselves
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE (CAST(`orders`.`status` AS STRING) LIKE @bound1) OR (CAST(`orders`.`status` AS STRING) LIKE @bound2) OR (CAST(`orders`.`status` AS STRING) LIKE @bound3) OR ((CAST(`orders`.`status` AS STRING) NOT LIKE @bound4) OR (`orders`.`status` IS NULL))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound5
-- 1 = '%50\%\_%'
-- 2 = 'back\\%'
-- 3 = '%s!'
-- 4 = '%a%'
-- 5 = 101

-- case does not matter
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE UPPER(CAST(`orders`.`status` AS STRING)) = @bound1
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound2
-- 1 = 'PAID'
-- 2 = 101

-- numbers keep their digits
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE (`orders`.`amount` IN (CAST(@bound1 AS NUMERIC), @bound2)) OR ((`orders`.`amount` <> CAST(@bound3 AS BIGNUMERIC)) OR (`orders`.`amount` IS NULL)) OR (`orders`.`amount` > CAST(@bound4 AS FLOAT64))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound5
-- 1 = '100.00'
-- 2 = 3
-- 3 = '12345678901234567890'
-- 4 = '1e3'
-- 5 = 101

-- numbers are within bounds
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE (((`orders`.`amount` >= @bound1) AND (`orders`.`amount` <= CAST(@bound2 AS NUMERIC))) OR ((`orders`.`amount` < @bound3) OR (`orders`.`amount` > @bound4))) AND (`orders`.`amount` < @bound5) AND (`orders`.`amount` <= @bound5) AND (`orders`.`amount` >= @bound6)
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound7
-- 1 = 10
-- 2 = '100.5'
-- 3 = -5
-- 4 = 500000000
-- 5 = 999999999999
-- 6 = -99
-- 7 = 101

-- truth values and nulls
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE (`orders`.`flag` = TRUE) OR ((`orders`.`flag` <> TRUE) OR (`orders`.`flag` IS NULL)) OR (`orders`.`flag` IS NULL) OR (`orders`.`code` IS NOT NULL)
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- values of a field are searched
SELECT DISTINCT
  `orders`.`status` AS `orders__status`
FROM shop.orders AS `orders`
WHERE (`orders`.`status` IS NOT NULL) AND (UPPER(CAST(`orders`.`status` AS STRING)) LIKE @bound1)
ORDER BY `orders__status` ASC NULLS LAST
LIMIT @bound2
-- 1 = '%\%\_O%'
-- 2 = 11

-- rows behind a number
SELECT
  `orders`.`id` AS `orders__id`,
  `customers`.`name` AS `customers__name`
FROM shop.orders AS `orders`
LEFT JOIN (
  SELECT *
  FROM shop.customers AS `customers`
  WHERE ( `customers`.region IN (@bound1, @bound2) )
) AS `customers` ON (`orders`.`customer_id`) = (`customers`.`id`)
WHERE `orders`.`flag` = TRUE
ORDER BY `orders__id` ASC NULLS LAST, `customers__name` ASC NULLS LAST
LIMIT @bound3
-- 1 = 'North'
-- 2 = 'South'
-- 3 = 21
