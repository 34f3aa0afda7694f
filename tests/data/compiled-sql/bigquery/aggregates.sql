-- plain ones
SELECT
  `orders`.`code` AS `orders__code`,
  COUNT(`orders`.`id`) AS `orders__how_many`,
  COUNT(DISTINCT `orders`.`customer_id`) AS `orders__buyers`,
  SUM(`orders`.`amount`) AS `orders__revenue`,
  AVG(CAST(`orders`.`amount` AS FLOAT64)) AS `orders__mean`,
  MIN(`orders`.`amount`) AS `orders__least`,
  MAX(`orders`.`amount`) AS `orders__most`,
  MAX(`orders`.`day`) AS `orders__last_day`,
  SUM(CASE WHEN `orders`.`amount` > @bound1 THEN `orders`.`amount` END) AS `orders__large`
FROM shop.orders AS `orders`
GROUP BY 1
ORDER BY `orders__code` ASC NULLS LAST
LIMIT @bound2
-- 1 = 100
-- 2 = 101

-- middles
SELECT
  `orders`.`code` AS `orders__code`,
  APPROX_QUANTILES(`orders`.`amount`, 100)[OFFSET(50)] AS `orders__middle`,
  APPROX_QUANTILES(`orders`.`amount`, 100)[OFFSET(95)] AS `orders__p95`
FROM shop.orders AS `orders`
GROUP BY 1
ORDER BY `orders__code` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- distinct by a key
SELECT
  `__rows`.`orders__status` AS `orders__status`,
  SUM(`__rows`.`__v1`) AS `orders__by_code`,
  AVG(CAST(`__rows`.`__v2` AS FLOAT64)) AS `orders__mean_by_code`,
  MAX(CASE WHEN `__rows`.`__v1` <> `__rows`.`__w1` THEN 1 ELSE 0 END) AS `orders__by_code__uneven`,
  MAX(CASE WHEN `__rows`.`__v2` <> `__rows`.`__w2` THEN 1 ELSE 0 END) AS `orders__mean_by_code__uneven`
FROM (
  SELECT
    `orders`.`status` AS `orders__status`,
    `orders`.`code` AS `__k1`,
    MIN(`orders`.`amount`) AS `__v1`,
    MIN(`orders`.`amount`) AS `__v2`,
    MAX(`orders`.`amount`) AS `__w1`,
    MAX(`orders`.`amount`) AS `__w2`
  FROM shop.orders AS `orders`
  GROUP BY 1, 2
) AS `__rows`
GROUP BY 1
ORDER BY `orders__status` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- of each other
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
    (`part_1`.`orders__revenue`) / NULLIF((`part_1`.`orders__how_many`), 0) AS `orders__per_order`,
    CAST((`part_1`.`orders__revenue`) AS FLOAT64) / NULLIF(SUM(CAST((`part_1`.`orders__revenue`) AS FLOAT64)) OVER (), 0) AS `orders__share`,
    CAST((`part_1`.`orders__revenue`) AS FLOAT64) / NULLIF(LAG(CAST((`part_1`.`orders__revenue`) AS FLOAT64)) OVER (ORDER BY `part_1`.`orders__code` ASC NULLS LAST), 0) - 1 AS `orders__change`,
    SUM((`part_1`.`orders__revenue`)) OVER (ORDER BY `part_1`.`orders__code` ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `orders__so_far`
  FROM `part_1` AS `part_1`
)
SELECT
  `answer`.`orders__code` AS `orders__code`,
  `answer`.`orders__per_order` AS `orders__per_order`,
  `answer`.`orders__share` AS `orders__share`,
  `answer`.`orders__change` AS `orders__change`,
  `answer`.`orders__so_far` AS `orders__so_far`
FROM `answer` AS `answer`
ORDER BY `orders__code` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- of truth values
SELECT
  `orders`.`code` AS `orders__code`,
  CAST(MAX(CASE WHEN (`orders`.`flag`) THEN 1 WHEN NOT ((`orders`.`flag`)) THEN 0 END) = 1 AS BOOL) AS `orders__any`,
  CAST(MIN(CASE WHEN (`orders`.`flag`) THEN 1 WHEN NOT ((`orders`.`flag`)) THEN 0 END) = 1 AS BOOL) AS `orders__all`,
  SUM(CASE WHEN (`orders`.`flag`) THEN 1 WHEN NOT ((`orders`.`flag`)) THEN 0 END) AS `orders__true_ones`,
  AVG(CAST(CASE WHEN (`orders`.`flag`) THEN 1 WHEN NOT ((`orders`.`flag`)) THEN 0 END AS FLOAT64)) AS `orders__rate`
FROM shop.orders AS `orders`
GROUP BY 1
ORDER BY `orders__code` ASC NULLS LAST
LIMIT @bound1
-- 1 = 101

-- of nothing
SELECT
  COUNT(`orders`.`id`) AS `orders__how_many`,
  SUM(`orders`.`amount`) AS `orders__revenue`,
  AVG(CAST(`orders`.`amount` AS FLOAT64)) AS `orders__mean`,
  APPROX_QUANTILES(`orders`.`amount`, 100)[OFFSET(50)] AS `orders__middle`
FROM shop.orders AS `orders`
WHERE `orders`.`code` = @bound1
LIMIT @bound2
-- 1 = 'nothing'
-- 2 = 101
