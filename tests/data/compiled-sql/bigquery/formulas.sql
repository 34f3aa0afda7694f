-- numbers and texts
WITH `part_1` AS (
  SELECT
    `orders`.`code` AS `orders__code`,
    SUM(`orders`.`amount`) AS `orders__revenue`,
    COUNT(`orders`.`id`) AS `orders__how_many`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`orders__code` AS `orders__code`,
    `part_1`.`orders__revenue` AS `orders__revenue`,
    `part_1`.`orders__how_many` AS `orders__how_many`
  FROM `part_1` AS `part_1`
),
`shown` AS (
  SELECT
    `answer`.`orders__code` AS `orders__code`,
    `answer`.`orders__revenue` AS `orders__revenue`,
    `answer`.`orders__how_many` AS `orders__how_many`
  FROM `answer` AS `answer`
),
`calculated_4` AS (
  SELECT *,
    ROUND(CAST(`orders__revenue` AS FLOAT64) / NULLIF(CAST(`orders__how_many` AS FLOAT64), 0), 1) AS `__f1`,
    (SELECT MIN(one) FROM UNNEST([`orders__revenue`, @bound1]) AS one) AS `__f2`,
    (SELECT MAX(one) FROM UNNEST([`orders__revenue`, `orders__how_many`]) AS one) AS `__f3`,
    CAST(`orders__revenue` AS FLOAT64) - (CAST(@bound2 AS FLOAT64) * FLOOR(CAST(`orders__revenue` AS FLOAT64) / NULLIF(CAST(@bound2 AS FLOAT64), 0))) AS `__f4`,
    POWER(CAST(`orders__how_many` AS FLOAT64), CAST(@bound3 AS FLOAT64)) AS `__f5`,
    CEIL(`orders__revenue`) AS `__f6`,
    (COALESCE(CAST(UPPER(`orders__code`) AS STRING), @bound4) || COALESCE(CAST(@bound5 AS STRING), @bound4)) || COALESCE(CAST(LENGTH(`orders__code`) AS STRING), @bound4) AS `__f7`,
    CASE WHEN `orders__code` IS NULL THEN @bound6 ELSE @bound3 END AS `__f8`
  FROM `shown` AS `shown`
)
SELECT
  `calculated_4`.`orders__code` AS `orders__code`,
  `calculated_4`.`orders__revenue` AS `orders__revenue`,
  `calculated_4`.`orders__how_many` AS `orders__how_many`,
  `calculated_4`.`__f1` AS `__f1`,
  `calculated_4`.`__f2` AS `__f2`,
  `calculated_4`.`__f3` AS `__f3`,
  `calculated_4`.`__f4` AS `__f4`,
  `calculated_4`.`__f5` AS `__f5`,
  `calculated_4`.`__f6` AS `__f6`,
  `calculated_4`.`__f7` AS `__f7`,
  `calculated_4`.`__f8` AS `__f8`
FROM `calculated_4` AS `calculated_4`
ORDER BY `orders__code` ASC NULLS LAST
LIMIT @bound7
-- 1 = 100
-- 2 = 7
-- 3 = 2
-- 4 = ''
-- 5 = '-'
-- 6 = 1
-- 7 = 101

-- rows around
WITH `part_1` AS (
  SELECT
    `orders`.`code` AS `orders__code`,
    SUM(`orders`.`amount`) AS `orders__revenue`,
    COUNT(`orders`.`id`) AS `orders__how_many`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`orders__code` AS `orders__code`,
    `part_1`.`orders__revenue` AS `orders__revenue`,
    `part_1`.`orders__how_many` AS `orders__how_many`
  FROM `part_1` AS `part_1`
),
`shown` AS (
  SELECT
    `answer`.`orders__code` AS `orders__code`,
    `answer`.`orders__revenue` AS `orders__revenue`,
    `answer`.`orders__how_many` AS `orders__how_many`
  FROM `answer` AS `answer`
),
`calculated_4` AS (
  SELECT *,
    LAG(`orders__revenue`, 1, @bound1) OVER (ORDER BY `orders__code` ASC NULLS LAST) AS `__f1`,
    LEAD(`orders__revenue`) OVER (ORDER BY `orders__code` ASC NULLS LAST) AS `__f2`,
    AVG(CAST(`orders__how_many` AS FLOAT64)) OVER (ORDER BY `orders__code` ASC NULLS LAST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS `__f3`,
    NTILE(2) OVER (ORDER BY `orders__code` ASC NULLS LAST) AS `__f4`,
    FIRST_VALUE(`orders__revenue`) OVER (ORDER BY `orders__code` ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `__f5`,
    LAST_VALUE(`orders__revenue`) OVER (ORDER BY `orders__code` ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `__f6`,
    DENSE_RANK() OVER (ORDER BY `orders__code` ASC NULLS LAST) AS `__f7`,
    AVG(CAST(`orders__how_many` AS FLOAT64)) OVER () AS `__f8`,
    COUNT(CASE WHEN `orders__revenue` > @bound2 THEN 1 END) OVER () AS `__f9`,
    SUM(`orders__revenue`) OVER () AS `__f10`
  FROM `shown` AS `shown`
)
SELECT
  `calculated_4`.`orders__code` AS `orders__code`,
  `calculated_4`.`orders__revenue` AS `orders__revenue`,
  `calculated_4`.`orders__how_many` AS `orders__how_many`,
  `calculated_4`.`__f1` AS `__f1`,
  `calculated_4`.`__f2` AS `__f2`,
  `calculated_4`.`__f3` AS `__f3`,
  `calculated_4`.`__f4` AS `__f4`,
  `calculated_4`.`__f5` AS `__f5`,
  `calculated_4`.`__f6` AS `__f6`,
  `calculated_4`.`__f7` AS `__f7`,
  `calculated_4`.`__f8` AS `__f8`,
  `calculated_4`.`__f9` AS `__f9`,
  `calculated_4`.`__f10` AS `__f10`
FROM `calculated_4` AS `calculated_4`
ORDER BY `orders__code` ASC NULLS LAST
LIMIT @bound3
-- 1 = 0
-- 2 = 50
-- 3 = 101

-- times
WITH `part_1` AS (
  SELECT
    `orders`.`code` AS `orders__code`,
    COUNT(`orders`.`id`) AS `orders__how_many`,
    MAX(`orders`.`day`) AS `orders__last_day`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`orders__code` AS `orders__code`,
    `part_1`.`orders__last_day` AS `orders__last_day`,
    `part_1`.`orders__how_many` AS `orders__how_many`
  FROM `part_1` AS `part_1`
),
`shown` AS (
  SELECT
    `answer`.`orders__code` AS `orders__code`,
    `answer`.`orders__last_day` AS `orders__last_day`,
    `answer`.`orders__how_many` AS `orders__how_many`
  FROM `answer` AS `answer`
),
`calculated_4` AS (
  SELECT *,
    DATE_ADD(CAST(`orders__last_day` AS DATE), INTERVAL 1 MONTH) AS `__f1`,
    DATE_ADD(CAST(`orders__last_day` AS DATE), INTERVAL CAST(0 - `orders__how_many` AS INT64) WEEK) AS `__f2`,
    DATE_ADD(CAST(`orders__last_day` AS DATE), INTERVAL CAST(`orders__how_many` AS INT64) QUARTER) AS `__f3`,
    DATE_DIFF(CAST(CAST(@bound1 AS DATE) AS DATE), CAST(`orders__last_day` AS DATE), DAY) AS `__f4`,
    CAST(DATE_DIFF(CAST(DATE_TRUNC(CAST(CAST(@bound1 AS DATE) AS DATE), WEEK(MONDAY)) AS DATE), CAST(DATE_TRUNC(CAST(`orders__last_day` AS DATE), WEEK(MONDAY)) AS DATE), DAY) / 7 AS INT64) AS `__f5`,
    ((EXTRACT(YEAR FROM CAST(CAST(@bound1 AS DATE) AS DATETIME)) - EXTRACT(YEAR FROM CAST(`orders__last_day` AS DATETIME))) * 12) + (EXTRACT(MONTH FROM CAST(CAST(@bound1 AS DATE) AS DATETIME)) - EXTRACT(MONTH FROM CAST(`orders__last_day` AS DATETIME))) AS `__f6`,
    DATE_ADD(CAST(DATE_ADD(CAST(DATE_TRUNC(CAST(`orders__last_day` AS DATE), MONTH) AS DATE), INTERVAL 1 MONTH) AS DATE), INTERVAL -1 DAY) AS `__f7`,
    EXTRACT(YEAR FROM CAST(`orders__last_day` AS DATETIME)) AS `__f8`,
    DATE_TRUNC(CAST(`orders__last_day` AS DATE), WEEK(MONDAY)) AS `__f9`
  FROM `shown` AS `shown`
)
SELECT
  `calculated_4`.`orders__code` AS `orders__code`,
  `calculated_4`.`orders__last_day` AS `orders__last_day`,
  `calculated_4`.`orders__how_many` AS `orders__how_many`,
  `calculated_4`.`__f1` AS `__f1`,
  `calculated_4`.`__f2` AS `__f2`,
  `calculated_4`.`__f3` AS `__f3`,
  `calculated_4`.`__f4` AS `__f4`,
  `calculated_4`.`__f5` AS `__f5`,
  `calculated_4`.`__f6` AS `__f6`,
  `calculated_4`.`__f7` AS `__f7`,
  `calculated_4`.`__f8` AS `__f8`,
  `calculated_4`.`__f9` AS `__f9`
FROM `calculated_4` AS `calculated_4`
ORDER BY `orders__code` ASC NULLS LAST
LIMIT @bound2
-- 1 = '2026-01-01'
-- 2 = 101

-- an earlier period
WITH `part_1` AS (
  SELECT
    DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), MONTH) AS `orders__created_month`,
    SUM(`orders`.`amount`) AS `orders__revenue`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`part_2` AS (
  SELECT
    DATE_ADD(CAST(DATE_TRUNC(CAST(DATETIME(TIMESTAMP(`orders`.`created`), @bound1) AS DATE), MONTH) AS DATE), INTERVAL 2 MONTH) AS `orders__created_month`,
    SUM(`orders`.`amount`) AS `orders__revenue`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`orders__created_month` AS `orders__created_month`,
    `part_1`.`orders__revenue` AS `orders__revenue`,
    `part_2`.`orders__revenue` AS `orders__before`
  FROM `part_1` AS `part_1`
  LEFT JOIN `part_2` AS `part_2` ON TO_JSON_STRING(`part_1`.`orders__created_month`) = TO_JSON_STRING(`part_2`.`orders__created_month`)
)
SELECT
  `answer`.`orders__created_month` AS `orders__created_month`,
  `answer`.`orders__revenue` AS `orders__revenue`,
  `answer`.`orders__before` AS `orders__before`
FROM `answer` AS `answer`
ORDER BY `orders__created_month` ASC NULLS LAST
LIMIT @bound2
-- 1 = 'America/New_York'
-- 2 = 101
