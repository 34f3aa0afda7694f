-- plain ones
SELECT
  `orders`.`code` AS `orders.code`,
  COUNT(`orders`.`id`) AS `orders.how_many`,
  COUNT(DISTINCT `orders`.`customer_id`) AS `orders.buyers`,
  SUM(`orders`.`amount`) AS `orders.revenue`,
  AVG(CAST(`orders`.`amount` AS DOUBLE)) AS `orders.mean`,
  MIN(`orders`.`amount`) AS `orders.least`,
  MAX(`orders`.`amount`) AS `orders.most`,
  MAX(`orders`.`day`) AS `orders.last_day`,
  SUM(CASE WHEN `orders`.`amount` > :bound1 THEN `orders`.`amount` END) AS `orders.large`
FROM shop.orders AS `orders`
GROUP BY 1
ORDER BY `orders.code` ASC NULLS LAST
LIMIT :bound2
-- 1 = 100
-- 2 = 101

-- middles
SELECT
  `orders`.`code` AS `orders.code`,
  PERCENTILE(`orders`.`amount`, 0.5) AS `orders.middle`,
  PERCENTILE(`orders`.`amount`, 0.95) AS `orders.p95`
FROM shop.orders AS `orders`
GROUP BY 1
ORDER BY `orders.code` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- distinct by a key
SELECT
  `__rows`.`orders.status` AS `orders.status`,
  SUM(`__rows`.`__v1`) AS `orders.by_code`,
  AVG(CAST(`__rows`.`__v2` AS DOUBLE)) AS `orders.mean_by_code`,
  MAX(CASE WHEN `__rows`.`__v1` <> `__rows`.`__w1` THEN 1 ELSE 0 END) AS `orders.by_code__uneven`,
  MAX(CASE WHEN `__rows`.`__v2` <> `__rows`.`__w2` THEN 1 ELSE 0 END) AS `orders.mean_by_code__uneven`
FROM (
  SELECT
    `orders`.`status` AS `orders.status`,
    `orders`.`code` AS `__k1`,
    MIN(`orders`.`amount`) AS `__v1`,
    MIN(`orders`.`amount`) AS `__v2`,
    MAX(`orders`.`amount`) AS `__w1`,
    MAX(`orders`.`amount`) AS `__w2`
  FROM shop.orders AS `orders`
  GROUP BY 1, 2
) AS `__rows`
GROUP BY 1
ORDER BY `orders.status` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- of each other
WITH `part_1` AS (
  SELECT
    `orders`.`code` AS `orders.code`,
    SUM(`orders`.`amount`) AS `orders.revenue`,
    COUNT(`orders`.`id`) AS `orders.how_many`
  FROM shop.orders AS `orders`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`orders.code` AS `orders.code`,
    (`part_1`.`orders.revenue`) / NULLIF((`part_1`.`orders.how_many`), 0) AS `orders.per_order`,
    CAST((`part_1`.`orders.revenue`) AS DOUBLE) / NULLIF(SUM(CAST((`part_1`.`orders.revenue`) AS DOUBLE)) OVER (), 0) AS `orders.share`,
    CAST((`part_1`.`orders.revenue`) AS DOUBLE) / NULLIF(LAG(CAST((`part_1`.`orders.revenue`) AS DOUBLE)) OVER (ORDER BY `part_1`.`orders.code` ASC NULLS LAST), 0) - 1 AS `orders.change`,
    SUM((`part_1`.`orders.revenue`)) OVER (ORDER BY `part_1`.`orders.code` ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `orders.so_far`
  FROM `part_1` AS `part_1`
)
SELECT
  `answer`.`orders.code` AS `orders.code`,
  `answer`.`orders.per_order` AS `orders.per_order`,
  `answer`.`orders.share` AS `orders.share`,
  `answer`.`orders.change` AS `orders.change`,
  `answer`.`orders.so_far` AS `orders.so_far`
FROM `answer` AS `answer`
ORDER BY `orders.code` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- of truth values
SELECT
  `orders`.`code` AS `orders.code`,
  CAST(MAX(CASE WHEN (`orders`.`flag`) THEN 1 WHEN NOT ((`orders`.`flag`)) THEN 0 END) = 1 AS BOOLEAN) AS `orders.any`,
  CAST(MIN(CASE WHEN (`orders`.`flag`) THEN 1 WHEN NOT ((`orders`.`flag`)) THEN 0 END) = 1 AS BOOLEAN) AS `orders.all`,
  SUM(CASE WHEN (`orders`.`flag`) THEN 1 WHEN NOT ((`orders`.`flag`)) THEN 0 END) AS `orders.true_ones`,
  AVG(CAST(CASE WHEN (`orders`.`flag`) THEN 1 WHEN NOT ((`orders`.`flag`)) THEN 0 END AS DOUBLE)) AS `orders.rate`
FROM shop.orders AS `orders`
GROUP BY 1
ORDER BY `orders.code` ASC NULLS LAST
LIMIT :bound1
-- 1 = 101

-- of nothing
SELECT
  COUNT(`orders`.`id`) AS `orders.how_many`,
  SUM(`orders`.`amount`) AS `orders.revenue`,
  AVG(CAST(`orders`.`amount` AS DOUBLE)) AS `orders.mean`,
  PERCENTILE(`orders`.`amount`, 0.5) AS `orders.middle`
FROM shop.orders AS `orders`
WHERE `orders`.`code` = :bound1
LIMIT :bound2
-- 1 = 'nothing'
-- 2 = 101
