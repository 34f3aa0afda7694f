-- templates
WITH `part_1` AS (
  SELECT
    `orders`.`code` AS `orders__code`,
    SUM(`orders`.`amount`) AS `orders__revenue`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`orders__code` AS `orders__code`,
    `part_1`.`orders__revenue` AS `orders__revenue`
  FROM `part_1` AS `part_1`
),
`shown` AS (
  SELECT
    `answer`.`orders__code` AS `orders__code`,
    `answer`.`orders__revenue` AS `orders__revenue`
  FROM `answer` AS `answer`
),
`calculated_4` AS (
  SELECT *,
    (CAST(`orders__revenue` AS FLOAT64) / NULLIF(CAST(LAG(`orders__revenue`) OVER (ORDER BY `orders__code` ASC NULLS LAST) AS FLOAT64), 0)) - 1 AS `__moved`,
    CAST(`orders__revenue` AS FLOAT64) / NULLIF(CAST(LAG(`orders__revenue`) OVER (ORDER BY `orders__code` ASC NULLS LAST) AS FLOAT64), 0) AS `__ratio`,
    CAST(`orders__revenue` AS FLOAT64) / NULLIF(CAST(SUM(`orders__revenue`) OVER () AS FLOAT64), 0) AS `__share`,
    RANK() OVER (ORDER BY `orders__revenue` ASC NULLS LAST) AS `__place`,
    SUM(`orders__revenue`) OVER (ORDER BY `orders__code` ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `__so_far`
  FROM `shown` AS `shown`
)
SELECT
  `calculated_4`.`orders__code` AS `orders__code`,
  `calculated_4`.`orders__revenue` AS `orders__revenue`,
  `calculated_4`.`__moved` AS `__moved`,
  `calculated_4`.`__ratio` AS `__ratio`,
  `calculated_4`.`__share` AS `__share`,
  `calculated_4`.`__place` AS `__place`,
  `calculated_4`.`__so_far` AS `__so_far`
FROM `calculated_4` AS `calculated_4`
ORDER BY `orders__code` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- windows
WITH `part_1` AS (
  SELECT
    `orders`.`status` AS `orders__status`,
    `orders`.`code` AS `orders__code`,
    SUM(`orders`.`amount`) AS `orders__revenue`
  FROM shop.orders AS `orders`
  GROUP BY 1, 2
),
`answer` AS (
  SELECT
    `part_1`.`orders__status` AS `orders__status`,
    `part_1`.`orders__code` AS `orders__code`,
    `part_1`.`orders__revenue` AS `orders__revenue`
  FROM `part_1` AS `part_1`
),
`shown` AS (
  SELECT
    `answer`.`orders__status` AS `orders__status`,
    `answer`.`orders__code` AS `orders__code`,
    `answer`.`orders__revenue` AS `orders__revenue`
  FROM `answer` AS `answer`
),
`calculated_4` AS (
  SELECT *,
    ROW_NUMBER() OVER (PARTITION BY `orders__code` ORDER BY `orders__status` DESC NULLS LAST) AS `__number`,
    AVG(CAST(`orders__revenue` AS FLOAT64)) OVER (PARTITION BY `orders__code` ORDER BY `orders__status` DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS `__sliding`,
    SUM(`orders__revenue`) OVER (PARTITION BY `orders__code` ORDER BY `orders__status` DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `__since`,
    MAX(`orders__revenue`) OVER (PARTITION BY `orders__code` ORDER BY `orders__status` DESC NULLS LAST) AS `__most`,
    PERCENT_RANK() OVER (PARTITION BY `orders__code` ORDER BY `orders__status` DESC NULLS LAST) AS `__place`,
    CUME_DIST() OVER (PARTITION BY `orders__code` ORDER BY `orders__status` DESC NULLS LAST) AS `__part`
  FROM `shown` AS `shown`
)
SELECT
  `calculated_4`.`orders__status` AS `orders__status`,
  `calculated_4`.`orders__code` AS `orders__code`,
  `calculated_4`.`orders__revenue` AS `orders__revenue`,
  `calculated_4`.`__number` AS `__number`,
  `calculated_4`.`__sliding` AS `__sliding`,
  `calculated_4`.`__since` AS `__since`,
  `calculated_4`.`__most` AS `__most`,
  `calculated_4`.`__place` AS `__place`,
  `calculated_4`.`__part` AS `__part`
FROM `calculated_4` AS `calculated_4`
WHERE `__number` < @bound1
ORDER BY `orders__status` ASC NULLS LAST, `orders__code` ASC NULLS LAST
LIMIT @bound2
-- 1 = 9
-- 2 = 101

-- bins
WITH `bounds_2` AS (
  SELECT
    FLOOR(MIN(CAST(`orders`.`amount` AS FLOAT64))) AS `low`,
    FLOOR((MAX(CAST(`orders`.`amount` AS FLOAT64)) - MIN(CAST(`orders`.`amount` AS FLOAT64))) / 3) AS `width`,
    CEIL(MAX(CAST(`orders`.`amount` AS FLOAT64))) AS `high`
  FROM shop.orders AS `orders`
),
`part_1` AS (
  SELECT
    FLOOR(CAST(`orders`.`amount` AS FLOAT64) / CAST(@bound1 AS FLOAT64)) * CAST(@bound1 AS FLOAT64) AS `orders__wide`,
    CASE WHEN `orders`.`amount` IS NOT NULL THEN (SELECT MIN(one) FROM UNNEST([COALESCE(FLOOR((CAST(`orders`.`amount` AS FLOAT64) - (SELECT `low` FROM `bounds_2`)) / NULLIF((SELECT `width` FROM `bounds_2`), 0)), 2), 2]) AS one) END AS `orders__few`,
    CASE WHEN `orders`.`amount` IS NULL THEN NULL WHEN CAST(`orders`.`amount` AS FLOAT64) < CAST(@bound2 AS FLOAT64) THEN 0 WHEN (CAST(`orders`.`amount` AS FLOAT64) >= CAST(@bound2 AS FLOAT64)) AND (CAST(`orders`.`amount` AS FLOAT64) < CAST(@bound3 AS FLOAT64)) THEN 1 WHEN CAST(`orders`.`amount` AS FLOAT64) >= CAST(@bound3 AS FLOAT64) THEN 2 END AS `orders__ranges`,
    CASE WHEN `orders`.`code` IS NULL THEN NULL WHEN CAST(`orders`.`code` AS STRING) IN (@bound4, @bound5) THEN 0 ELSE 1 END AS `orders__groups`,
    COUNT(`orders`.`id`) AS `orders__how_many`
  FROM shop.orders AS `orders`
  GROUP BY 1, 2, 3, 4
),
`answer` AS (
  SELECT
    `part_1`.`orders__wide` AS `orders__wide`,
    `part_1`.`orders__few` AS `orders__few`,
    `part_1`.`orders__ranges` AS `orders__ranges`,
    `part_1`.`orders__groups` AS `orders__groups`,
    `part_1`.`orders__how_many` AS `orders__how_many`
  FROM `part_1` AS `part_1`
)
SELECT
  (CAST(CAST(`answer`.`orders__wide` AS BIGNUMERIC) AS STRING) || ' - ') || CAST(CAST(`answer`.`orders__wide` + CAST(@bound6 AS FLOAT64) AS BIGNUMERIC) AS STRING) AS `orders__wide`,
  (CAST(CAST((SELECT `low` FROM `bounds_2`) + (`answer`.`orders__few` * (SELECT `width` FROM `bounds_2`)) AS BIGNUMERIC) AS STRING) || ' - ') || CAST(CAST(CASE WHEN `answer`.`orders__few` = 2 THEN (SELECT `high` FROM `bounds_2`) ELSE ((SELECT `low` FROM `bounds_2`) + (`answer`.`orders__few` * (SELECT `width` FROM `bounds_2`))) + (SELECT `width` FROM `bounds_2`) END AS BIGNUMERIC) AS STRING) AS `orders__few`,
  CASE WHEN `answer`.`orders__ranges` = 0 THEN @bound7 WHEN `answer`.`orders__ranges` = 1 THEN @bound8 WHEN `answer`.`orders__ranges` = 2 THEN @bound9 END AS `orders__ranges`,
  CASE WHEN `answer`.`orders__groups` = 0 THEN @bound10 WHEN `answer`.`orders__groups` = 1 THEN @bound11 END AS `orders__groups`,
  `answer`.`orders__how_many` AS `orders__how_many`
FROM `answer` AS `answer`
ORDER BY `answer`.`orders__wide` ASC NULLS LAST, `answer`.`orders__few` ASC NULLS LAST, `answer`.`orders__ranges` ASC NULLS LAST, `answer`.`orders__groups` ASC NULLS LAST
LIMIT @bound12
-- 1 = '50'
-- 2 = '0'
-- 3 = '100'
-- 4 = 'a'
-- 5 = 'b'
-- 6 = '49'
-- 7 = '<0'
-- 8 = '0-100'
-- 9 = '≥100'
-- 10 = 'First'
-- 11 = 'Other'
-- 12 = 101
