-- days
SELECT
  `orders`.`id` AS `orders.id`,
  SUM(`orders`.`amount`) AS `orders.revenue`
FROM shop.orders AS `orders`
WHERE (`orders`.`day` = CAST(:bound1 AS DATE)) OR ((`orders`.`day` >= CAST(:bound2 AS DATE)) AND (`orders`.`day` < CAST(:bound3 AS DATE))) OR ((NOT ((`orders`.`day` >= CAST(:bound4 AS DATE)) AND (`orders`.`day` < CAST(:bound5 AS DATE)))) OR (`orders`.`day` IS NULL))
GROUP BY 1
ORDER BY `orders.id` ASC NULLS LAST
LIMIT :bound6
-- 1 = '2025-10-26'
-- 2 = '2025-12-28'
-- 3 = '2025-12-30'
-- 4 = '2024-01-01'
-- 5 = '2027-01-01'
-- 6 = 101

-- points in time
SELECT
  `orders`.`id` AS `orders.id`,
  SUM(`orders`.`amount`) AS `orders.revenue`
FROM shop.orders AS `orders`
WHERE (((`orders`.`created` >= CAST(:bound1 AS TIMESTAMP)) AND (`orders`.`created` < CAST(:bound2 AS TIMESTAMP))) OR (`orders`.`created` < CAST(:bound3 AS TIMESTAMP)) OR (`orders`.`created` >= CAST(:bound4 AS TIMESTAMP))) AND ((NOT (`orders`.`created` = CAST(:bound5 AS TIMESTAMP))) OR (`orders`.`created` IS NULL))
GROUP BY 1
ORDER BY `orders.id` ASC NULLS LAST
LIMIT :bound6
-- 1 = '2025-12-28 05:00:00'
-- 2 = '2025-12-29 05:00:00'
-- 3 = '2025-01-01 05:00:00'
-- 4 = '2026-01-01 17:30:00'
-- 5 = '2025-10-26 10:15:30'
-- 6 = 101

-- ranges from now
SELECT
  `orders`.`id` AS `orders.id`,
  SUM(`orders`.`amount`) AS `orders.revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` >= CAST(:bound1 AS TIMESTAMP)) AND (`orders`.`created` < CAST(:bound2 AS TIMESTAMP))) OR ((`orders`.`created` >= CAST(:bound3 AS TIMESTAMP)) AND (`orders`.`created` < CAST(:bound4 AS TIMESTAMP))) OR ((`orders`.`day` >= CAST(:bound5 AS DATE)) AND (`orders`.`day` < CAST(:bound6 AS DATE))) OR ((NOT ((`orders`.`paid` >= CAST(:bound7 AS TIMESTAMP)) AND (`orders`.`paid` < CAST(:bound8 AS TIMESTAMP)))) OR (`orders`.`paid` IS NULL))
GROUP BY 1
ORDER BY `orders.id` ASC NULLS LAST
LIMIT :bound9
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
  `orders`.`id` AS `orders.id`,
  SUM(`orders`.`amount`) AS `orders.revenue`
FROM shop.orders AS `orders`
WHERE (DATE_TRUNC('hour', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) >= CAST(:bound2 AS TIMESTAMP)) AND ((NOT ((CAST(DATE_TRUNC('month', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS DATE) >= CAST(:bound3 AS DATE)) AND (CAST(DATE_TRUNC('month', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS DATE) < CAST(:bound4 AS DATE)))) OR (CAST(DATE_TRUNC('month', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS DATE) IS NULL))
GROUP BY 1
ORDER BY `orders.id` ASC NULLS LAST
LIMIT :bound5
-- 1 = 'America/New_York'
-- 2 = '2025-10-26 02:00:00'
-- 3 = '2026-01-01'
-- 4 = '2026-02-01'
-- 5 = 101

-- weeks to date
SELECT
  `orders`.`id` AS `orders.id`,
  SUM(`orders`.`amount`) AS `orders.revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` IS NOT NULL) AND (((WEEKDAY(FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) + 1) % 7) <= 4)) OR ((`orders`.`day` IS NOT NULL) AND (((WEEKDAY(`orders`.`day`) + 1) % 7) <= 4))
GROUP BY 1
ORDER BY `orders.id` ASC NULLS LAST
LIMIT :bound2
-- 1 = 'America/New_York'
-- 2 = 101

-- months to date
SELECT
  `orders`.`id` AS `orders.id`,
  SUM(`orders`.`amount`) AS `orders.revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` IS NOT NULL) AND (DATEDIFF(CAST(FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1) AS DATE), CAST(DATE_TRUNC('month', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS DATE)) <= 0)) OR ((`orders`.`day` IS NOT NULL) AND (DATEDIFF(CAST(`orders`.`day` AS DATE), CAST(DATE_TRUNC('month', `orders`.`day`) AS DATE)) <= 0))
GROUP BY 1
ORDER BY `orders.id` ASC NULLS LAST
LIMIT :bound2
-- 1 = 'America/New_York'
-- 2 = 101

-- quarters to date
SELECT
  `orders`.`id` AS `orders.id`,
  SUM(`orders`.`amount`) AS `orders.revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` IS NOT NULL) AND (DATEDIFF(CAST(FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1) AS DATE), CAST(DATE_TRUNC('quarter', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS DATE)) <= 0)) OR ((`orders`.`day` IS NOT NULL) AND (DATEDIFF(CAST(`orders`.`day` AS DATE), CAST(DATE_TRUNC('quarter', `orders`.`day`) AS DATE)) <= 0))
GROUP BY 1
ORDER BY `orders.id` ASC NULLS LAST
LIMIT :bound2
-- 1 = 'America/New_York'
-- 2 = 101

-- years to date
SELECT
  `orders`.`id` AS `orders.id`,
  SUM(`orders`.`amount`) AS `orders.revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` IS NOT NULL) AND (DATEDIFF(CAST(FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1) AS DATE), CAST(DATE_TRUNC('year', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS DATE)) <= 0)) OR ((`orders`.`day` IS NOT NULL) AND (DATEDIFF(CAST(`orders`.`day` AS DATE), CAST(DATE_TRUNC('year', `orders`.`day`) AS DATE)) <= 0))
GROUP BY 1
ORDER BY `orders.id` ASC NULLS LAST
LIMIT :bound2
-- 1 = 'America/New_York'
-- 2 = 101
