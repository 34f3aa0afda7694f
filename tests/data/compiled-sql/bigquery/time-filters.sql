-- days
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE (`orders`.`day` = CAST(@bound1 AS DATE)) OR ((`orders`.`day` >= CAST(@bound2 AS DATE)) AND (`orders`.`day` < CAST(@bound3 AS DATE))) OR ((NOT ((`orders`.`day` >= CAST(@bound4 AS DATE)) AND (`orders`.`day` < CAST(@bound5 AS DATE)))) OR (`orders`.`day` IS NULL))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound6
-- 1 = '2025-10-26'
-- 2 = '2025-12-28'
-- 3 = '2025-12-30'
-- 4 = '2024-01-01'
-- 5 = '2027-01-01'
-- 6 = 101

-- points in time
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE (((`orders`.`created` >= @bound1) AND (`orders`.`created` < @bound2)) OR (`orders`.`created` < @bound3) OR (`orders`.`created` >= @bound4)) AND ((NOT (`orders`.`created` = @bound5)) OR (`orders`.`created` IS NULL))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound6
-- 1 = '2025-12-28 05:00:00'
-- 2 = '2025-12-29 05:00:00'
-- 3 = '2025-01-01 05:00:00'
-- 4 = '2026-01-01 17:30:00'
-- 5 = '2025-10-26 10:15:30'
-- 6 = 101

-- ranges from now
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` >= @bound1) AND (`orders`.`created` < @bound2)) OR ((`orders`.`created` >= @bound3) AND (`orders`.`created` < @bound4)) OR ((`orders`.`day` >= CAST(@bound5 AS DATE)) AND (`orders`.`day` < CAST(@bound6 AS DATE))) OR ((NOT ((`orders`.`paid` >= @bound7) AND (`orders`.`paid` < @bound8))) OR (`orders`.`paid` IS NULL))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound9
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
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE (DATETIME_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATETIME), HOUR) >= @bound2) AND ((NOT ((DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), MONTH) >= CAST(@bound3 AS DATE)) AND (DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), MONTH) < CAST(@bound4 AS DATE)))) OR (DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), MONTH) IS NULL))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound5
-- 1 = 'America/New_York'
-- 2 = '2025-10-26 02:00:00'
-- 3 = '2026-01-01'
-- 4 = '2026-02-01'
-- 5 = 101

-- weeks to date
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` IS NOT NULL) AND (DATE_DIFF(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), WEEK(SUNDAY)), DAY) <= 4)) OR ((`orders`.`day` IS NOT NULL) AND (DATE_DIFF(CAST(`orders`.`day` AS DATE), DATE_TRUNC(CAST(`orders`.`day` AS DATE), WEEK(SUNDAY)), DAY) <= 4))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound2
-- 1 = 'America/New_York'
-- 2 = 101

-- months to date
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` IS NOT NULL) AND (DATE_DIFF(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), MONTH), DAY) <= 0)) OR ((`orders`.`day` IS NOT NULL) AND (DATE_DIFF(CAST(`orders`.`day` AS DATE), DATE_TRUNC(CAST(`orders`.`day` AS DATE), MONTH), DAY) <= 0))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound2
-- 1 = 'America/New_York'
-- 2 = 101

-- quarters to date
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` IS NOT NULL) AND (DATE_DIFF(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), QUARTER), DAY) <= 0)) OR ((`orders`.`day` IS NOT NULL) AND (DATE_DIFF(CAST(`orders`.`day` AS DATE), DATE_TRUNC(CAST(`orders`.`day` AS DATE), QUARTER), DAY) <= 0))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound2
-- 1 = 'America/New_York'
-- 2 = 101

-- years to date
SELECT
  `orders`.`id` AS `orders__id`,
  SUM(`orders`.`amount`) AS `orders__revenue`
FROM shop.orders AS `orders`
WHERE ((`orders`.`created` IS NOT NULL) AND (DATE_DIFF(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), YEAR), DAY) <= 0)) OR ((`orders`.`day` IS NOT NULL) AND (DATE_DIFF(CAST(`orders`.`day` AS DATE), DATE_TRUNC(CAST(`orders`.`day` AS DATE), YEAR), DAY) <= 0))
GROUP BY 1
ORDER BY `orders__id` ASC NULLS LAST
LIMIT @bound2
-- 1 = 'America/New_York'
-- 2 = 101
