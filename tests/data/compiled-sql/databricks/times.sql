-- weeks from Monday
SELECT
  DATE_SUB(CAST(`orders`.`created` AS DATE), (WEEKDAY(`orders`.`created`) + 0) % 7) AS `orders.created_week`,
  CAST((WEEKDAY(`orders`.`created`) + 0) % 7 + 1 AS BIGINT) AS `orders.created_day_of_week_index`,
  DATE_SUB(CAST(`orders`.`day` AS DATE), (WEEKDAY(`orders`.`day`) + 0) % 7) AS `orders.day_week`,
  COUNT(`orders`.`id`) AS `orders.how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3
ORDER BY `orders.created_week` ASC NULLS LAST, `orders.created_day_of_week_index` ASC NULLS LAST, `orders.day_week` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- weeks from Sunday
SELECT
  DATE_SUB(CAST(`orders`.`created` AS DATE), (WEEKDAY(`orders`.`created`) + 1) % 7) AS `orders.created_week`,
  CAST((WEEKDAY(`orders`.`created`) + 1) % 7 + 1 AS BIGINT) AS `orders.created_day_of_week_index`,
  DATE_SUB(CAST(`orders`.`day` AS DATE), (WEEKDAY(`orders`.`day`) + 1) % 7) AS `orders.day_week`,
  COUNT(`orders`.`id`) AS `orders.how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3
ORDER BY `orders.created_week` ASC NULLS LAST, `orders.created_day_of_week_index` ASC NULLS LAST, `orders.day_week` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- cut to a day and coarser
SELECT
  CAST(DATE_TRUNC('day', `orders`.`created`) AS DATE) AS `orders.created_day`,
  CAST(DATE_TRUNC('month', `orders`.`created`) AS DATE) AS `orders.created_month`,
  CAST(DATE_TRUNC('quarter', `orders`.`created`) AS DATE) AS `orders.created_quarter`,
  CAST(DATE_TRUNC('year', `orders`.`created`) AS DATE) AS `orders.created_year`,
  CAST(DATE_TRUNC('month', `orders`.`day`) AS DATE) AS `orders.day_month`,
  COUNT(`orders`.`id`) AS `orders.how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3, 4, 5
ORDER BY `orders.created_day` ASC NULLS LAST, `orders.created_month` ASC NULLS LAST, `orders.created_quarter` ASC NULLS LAST, `orders.created_year` ASC NULLS LAST, `orders.day_month` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- cut finer than a day
SELECT
  DATE_TRUNC('millisecond', `orders`.`created`) AS `orders.created_millisecond`,
  DATE_TRUNC('second', `orders`.`created`) AS `orders.created_second`,
  DATE_TRUNC('minute', `orders`.`created`) AS `orders.created_minute`,
  DATE_TRUNC('hour', `orders`.`created`) AS `orders.created_hour`,
  COUNT(`orders`.`id`) AS `orders.how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3, 4
ORDER BY `orders.created_millisecond` ASC NULLS LAST, `orders.created_second` ASC NULLS LAST, `orders.created_minute` ASC NULLS LAST, `orders.created_hour` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- numbers of parts
SELECT
  CAST(MINUTE(`orders`.`created`) AS BIGINT) AS `orders.created_minute_of_hour_num`,
  CAST(HOUR(`orders`.`created`) AS BIGINT) AS `orders.created_hour_of_day_num`,
  CAST(DAYOFMONTH(`orders`.`created`) AS BIGINT) AS `orders.created_day_of_month_num`,
  CAST(DAYOFYEAR(`orders`.`created`) AS BIGINT) AS `orders.created_day_of_year_num`,
  CAST(WEEKOFYEAR(`orders`.`created`) AS BIGINT) AS `orders.created_week_num`,
  CAST(MONTH(`orders`.`created`) AS BIGINT) AS `orders.created_month_num`,
  CAST(QUARTER(`orders`.`created`) AS BIGINT) AS `orders.created_quarter_num`,
  CAST(YEAR(`orders`.`created`) AS BIGINT) AS `orders.created_year_num`,
  COUNT(`orders`.`id`) AS `orders.how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER BY `orders.created_minute_of_hour_num` ASC NULLS LAST, `orders.created_hour_of_day_num` ASC NULLS LAST, `orders.created_day_of_month_num` ASC NULLS LAST, `orders.created_day_of_year_num` ASC NULLS LAST, `orders.created_week_num` ASC NULLS LAST, `orders.created_month_num` ASC NULLS LAST, `orders.created_quarter_num` ASC NULLS LAST, `orders.created_year_num` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- names
SELECT
  DATE_FORMAT(`orders`.`created`, 'EEEE') AS `orders.created_day_of_week_name`,
  DATE_FORMAT(`orders`.`created`, 'MMMM') AS `orders.created_month_name`,
  CONCAT('Q', QUARTER(`orders`.`created`)) AS `orders.created_quarter_name`,
  COUNT(`orders`.`id`) AS `orders.how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3
ORDER BY `orders.created_day_of_week_name` ASC NULLS LAST, `orders.created_month_name` ASC NULLS LAST, `orders.created_quarter_name` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- in a zone
SELECT
  DATE_TRUNC('hour', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS `orders.created_hour`,
  CAST(DATE_TRUNC('day', FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS DATE) AS `orders.created_day`,
  CAST(HOUR(FROM_UTC_TIMESTAMP(`orders`.`created`, :bound1)) AS BIGINT) AS `orders.created_hour_of_day_num`,
  DATE_TRUNC('hour', FROM_UTC_TIMESTAMP(`orders`.`paid`, :bound1)) AS `orders.paid_hour`,
  CAST(DATE_TRUNC('month', FROM_UTC_TIMESTAMP(`orders`.`paid`, :bound1)) AS DATE) AS `orders.paid_month`,
  COUNT(`orders`.`id`) AS `orders.how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3, 4, 5
ORDER BY `orders.created_hour` ASC NULLS LAST, `orders.created_day` ASC NULLS LAST, `orders.created_hour_of_day_num` ASC NULLS LAST, `orders.paid_hour` ASC NULLS LAST, `orders.paid_month` ASC NULLS LAST
LIMIT :bound2
-- 1 = 'America/New_York'
-- 2 = 101

-- times that know their zone, in UTC
SELECT
  CAST(DATE_TRUNC('day', FROM_UTC_TIMESTAMP(`orders`.`paid`, :bound1)) AS DATE) AS `orders.paid_day`,
  COUNT(`orders`.`id`) AS `orders.how_many`
FROM shop.orders AS `orders`
GROUP BY 1
ORDER BY `orders.paid_day` ASC NULLS LAST
LIMIT :bound2
-- 1 = 'UTC'
-- 2 = 101

-- months in the order of the calendar
WITH `part_1` AS (
  SELECT
    DATE_FORMAT(`orders`.`created`, 'MMMM') AS `orders.created_month_name`,
    COUNT(`orders`.`id`) AS `orders.how_many`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`orders.created_month_name` AS `orders.created_month_name`,
    `part_1`.`orders.how_many` AS `orders.how_many`
  FROM `part_1` AS `part_1`
)
SELECT
  `answer`.`orders.created_month_name` AS `orders.created_month_name`,
  `answer`.`orders.how_many` AS `orders.how_many`
FROM `answer` AS `answer`
ORDER BY CASE `orders.created_month_name` WHEN 'January' THEN 1 WHEN 'February' THEN 2 WHEN 'March' THEN 3 WHEN 'April' THEN 4 WHEN 'May' THEN 5 WHEN 'June' THEN 6 WHEN 'July' THEN 7 WHEN 'August' THEN 8 WHEN 'September' THEN 9 WHEN 'October' THEN 10 WHEN 'November' THEN 11 WHEN 'December' THEN 12 END DESC NULLS FIRST
LIMIT :bound1
-- 1 = 101
