-- weeks from Monday
SELECT
  DATE_TRUNC(CAST(`orders`.`created` AS DATE), WEEK(MONDAY)) AS `orders__created_week`,
  (MOD(EXTRACT(DAYOFWEEK FROM CAST(`orders`.`created` AS DATE)) + 5, 7) + 1) AS `orders__created_day_of_week_index`,
  DATE_TRUNC(CAST(`orders`.`day` AS DATE), WEEK(MONDAY)) AS `orders__day_week`,
  COUNT(`orders`.`id`) AS `orders__how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3
ORDER BY `orders__created_week` ASC NULLS LAST, `orders__created_day_of_week_index` ASC NULLS LAST, `orders__day_week` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- weeks from Sunday
SELECT
  DATE_TRUNC(CAST(`orders`.`created` AS DATE), WEEK(SUNDAY)) AS `orders__created_week`,
  (MOD(EXTRACT(DAYOFWEEK FROM CAST(`orders`.`created` AS DATE)) + 6, 7) + 1) AS `orders__created_day_of_week_index`,
  DATE_TRUNC(CAST(`orders`.`day` AS DATE), WEEK(SUNDAY)) AS `orders__day_week`,
  COUNT(`orders`.`id`) AS `orders__how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3
ORDER BY `orders__created_week` ASC NULLS LAST, `orders__created_day_of_week_index` ASC NULLS LAST, `orders__day_week` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- cut to a day and coarser
SELECT
  CAST(`orders`.`created` AS DATE) AS `orders__created_day`,
  DATE_TRUNC(CAST(`orders`.`created` AS DATE), MONTH) AS `orders__created_month`,
  DATE_TRUNC(CAST(`orders`.`created` AS DATE), QUARTER) AS `orders__created_quarter`,
  DATE_TRUNC(CAST(`orders`.`created` AS DATE), YEAR) AS `orders__created_year`,
  DATE_TRUNC(CAST(`orders`.`day` AS DATE), MONTH) AS `orders__day_month`,
  COUNT(`orders`.`id`) AS `orders__how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3, 4, 5
ORDER BY `orders__created_day` ASC NULLS LAST, `orders__created_month` ASC NULLS LAST, `orders__created_quarter` ASC NULLS LAST, `orders__created_year` ASC NULLS LAST, `orders__day_month` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- cut finer than a day
SELECT
  DATETIME_TRUNC(CAST(`orders`.`created` AS DATETIME), MILLISECOND) AS `orders__created_millisecond`,
  DATETIME_TRUNC(CAST(`orders`.`created` AS DATETIME), SECOND) AS `orders__created_second`,
  DATETIME_TRUNC(CAST(`orders`.`created` AS DATETIME), MINUTE) AS `orders__created_minute`,
  DATETIME_TRUNC(CAST(`orders`.`created` AS DATETIME), HOUR) AS `orders__created_hour`,
  COUNT(`orders`.`id`) AS `orders__how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3, 4
ORDER BY `orders__created_millisecond` ASC NULLS LAST, `orders__created_second` ASC NULLS LAST, `orders__created_minute` ASC NULLS LAST, `orders__created_hour` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- numbers of parts
SELECT
  EXTRACT(MINUTE FROM CAST(`orders`.`created` AS DATETIME)) AS `orders__created_minute_of_hour_num`,
  EXTRACT(HOUR FROM CAST(`orders`.`created` AS DATETIME)) AS `orders__created_hour_of_day_num`,
  EXTRACT(DAY FROM CAST(`orders`.`created` AS DATETIME)) AS `orders__created_day_of_month_num`,
  EXTRACT(DAYOFYEAR FROM CAST(`orders`.`created` AS DATETIME)) AS `orders__created_day_of_year_num`,
  EXTRACT(ISOWEEK FROM CAST(`orders`.`created` AS DATETIME)) AS `orders__created_week_num`,
  EXTRACT(MONTH FROM CAST(`orders`.`created` AS DATETIME)) AS `orders__created_month_num`,
  EXTRACT(QUARTER FROM CAST(`orders`.`created` AS DATETIME)) AS `orders__created_quarter_num`,
  EXTRACT(YEAR FROM CAST(`orders`.`created` AS DATETIME)) AS `orders__created_year_num`,
  COUNT(`orders`.`id`) AS `orders__how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER BY `orders__created_minute_of_hour_num` ASC NULLS LAST, `orders__created_hour_of_day_num` ASC NULLS LAST, `orders__created_day_of_month_num` ASC NULLS LAST, `orders__created_day_of_year_num` ASC NULLS LAST, `orders__created_week_num` ASC NULLS LAST, `orders__created_month_num` ASC NULLS LAST, `orders__created_quarter_num` ASC NULLS LAST, `orders__created_year_num` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- names
SELECT
  FORMAT_DATE('%A', CAST(`orders`.`created` AS DATE)) AS `orders__created_day_of_week_name`,
  FORMAT_DATE('%B', CAST(`orders`.`created` AS DATE)) AS `orders__created_month_name`,
  FORMAT_DATE('Q%Q', CAST(`orders`.`created` AS DATE)) AS `orders__created_quarter_name`,
  COUNT(`orders`.`id`) AS `orders__how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3
ORDER BY `orders__created_day_of_week_name` ASC NULLS LAST, `orders__created_month_name` ASC NULLS LAST, `orders__created_quarter_name` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- in a zone
SELECT
  DATETIME_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATETIME), HOUR) AS `orders__created_hour`,
  CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE) AS `orders__created_day`,
  EXTRACT(HOUR FROM CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATETIME)) AS `orders__created_hour_of_day_num`,
  DATETIME_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`paid`), @bound1) AS DATETIME), HOUR) AS `orders__paid_hour`,
  DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`paid`), @bound1) AS DATE), MONTH) AS `orders__paid_month`,
  COUNT(`orders`.`id`) AS `orders__how_many`
FROM shop.orders AS `orders`
GROUP BY 1, 2, 3, 4, 5
ORDER BY `orders__created_hour` ASC NULLS LAST, `orders__created_day` ASC NULLS LAST, `orders__created_hour_of_day_num` ASC NULLS LAST, `orders__paid_hour` ASC NULLS LAST, `orders__paid_month` ASC NULLS LAST
LIMIT @bound2
-- 1 = 'America/New_York'
-- 2 = 101

-- times that know their zone, in UTC
SELECT
  CAST(DATETIME(TIMESTAMP(`orders`.`paid`), @bound1) AS DATE) AS `orders__paid_day`,
  COUNT(`orders`.`id`) AS `orders__how_many`
FROM shop.orders AS `orders`
GROUP BY 1
ORDER BY `orders__paid_day` ASC NULLS LAST
LIMIT @bound2
-- 1 = 'UTC'
-- 2 = 101

-- months in the order of the calendar
WITH `part_1` AS (
  SELECT
    FORMAT_DATE('%B', CAST(`orders`.`created` AS DATE)) AS `orders__created_month_name`,
    COUNT(`orders`.`id`) AS `orders__how_many`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`orders__created_month_name` AS `orders__created_month_name`,
    `part_1`.`orders__how_many` AS `orders__how_many`
  FROM `part_1` AS `part_1`
)
SELECT
  `answer`.`orders__created_month_name` AS `orders__created_month_name`,
  `answer`.`orders__how_many` AS `orders__how_many`
FROM `answer` AS `answer`
ORDER BY CASE `orders__created_month_name` WHEN 'January' THEN 1 WHEN 'February' THEN 2 WHEN 'March' THEN 3 WHEN 'April' THEN 4 WHEN 'May' THEN 5 WHEN 'June' THEN 6 WHEN 'July' THEN 7 WHEN 'August' THEN 8 WHEN 'September' THEN 9 WHEN 'October' THEN 10 WHEN 'November' THEN 11 WHEN 'December' THEN 12 END DESC NULLS FIRST
LIMIT @bound1
-- 1 = 101
