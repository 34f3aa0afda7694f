-- groups of two tables, and a row rule
WITH `part_1` AS (
  SELECT
    `customers`.`region` AS `customers__region`,
    SUM(`orders`.`amount`) AS `orders__revenue`,
    COUNT(`orders`.`id`) AS `orders__how_many`
  FROM shop.orders AS `orders`
  LEFT JOIN (
    SELECT *
    FROM shop.customers AS `customers`
    WHERE ( `customers`.region IN (@bound1, @bound2) )
  ) AS `customers` ON (`orders`.`customer_id`) = (`customers`.`id`)
  GROUP BY 1
),
`part_2` AS (
  SELECT
    `__rows`.`customers__region` AS `customers__region`,
    COUNT(`__rows`.`__v1`) AS `customers__people`
  FROM (
    SELECT DISTINCT
      `customers`.`region` AS `customers__region`,
      `customers`.`id` AS `__k1`,
      CASE WHEN `customers`.`id` IS NOT NULL THEN `customers`.`id` END AS `__v1`
    FROM shop.orders AS `orders`
    LEFT JOIN (
      SELECT *
      FROM shop.customers AS `customers`
      WHERE ( `customers`.region IN (@bound1, @bound2) )
    ) AS `customers` ON (`orders`.`customer_id`) = (`customers`.`id`)
  ) AS `__rows`
  GROUP BY 1
),
`answer` AS (
  SELECT
    `part_1`.`customers__region` AS `customers__region`,
    `part_1`.`orders__revenue` AS `orders__revenue`,
    `part_2`.`customers__people` AS `customers__people`,
    `part_1`.`orders__how_many` AS `orders__how_many`
  FROM `part_1` AS `part_1`
  LEFT JOIN `part_2` AS `part_2` ON TO_JSON_STRING(`part_1`.`customers__region`) = TO_JSON_STRING(`part_2`.`customers__region`)
)
SELECT
  `answer`.`customers__region` AS `customers__region`,
  `answer`.`orders__revenue` AS `orders__revenue`,
  `answer`.`customers__people` AS `customers__people`,
  `answer`.`orders__how_many` AS `orders__how_many`
FROM `answer` AS `answer`
WHERE `answer`.`orders__how_many` > @bound3
ORDER BY `customers__region` ASC NULLS LAST
LIMIT @bound4
-- 1 = 'North'
-- 2 = 'South'
-- 3 = 0
-- 4 = 101

-- no groups
WITH `part_1` AS (
  SELECT
    SUM(`orders`.`amount`) AS `orders__revenue`
  FROM shop.orders AS `orders`
),
`part_2` AS (
  SELECT
    COUNT(`__rows`.`__v1`) AS `customers__people`
  FROM (
    SELECT DISTINCT
      `customers`.`id` AS `__k1`,
      CASE WHEN `customers`.`id` IS NOT NULL THEN `customers`.`id` END AS `__v1`
    FROM shop.orders AS `orders`
    LEFT JOIN (
      SELECT *
      FROM shop.customers AS `customers`
      WHERE ( `customers`.region IN (@bound1, @bound2) )
    ) AS `customers` ON (`orders`.`customer_id`) = (`customers`.`id`)
  ) AS `__rows`
),
`answer` AS (
  SELECT
    `part_1`.`orders__revenue` AS `orders__revenue`,
    `part_2`.`customers__people` AS `customers__people`
  FROM `part_1` AS `part_1`
  CROSS JOIN `part_2` AS `part_2`
)
SELECT
  `answer`.`orders__revenue` AS `orders__revenue`,
  `answer`.`customers__people` AS `customers__people`
FROM `answer` AS `answer`
LIMIT @bound3
-- 1 = 'North'
-- 2 = 'South'
-- 3 = 101
