CREATE SCHEMA shop;
CREATE TABLE shop.customers (id INTEGER, name VARCHAR(100), region VARCHAR(100));
CREATE TABLE shop.orders (id INTEGER, customer_id INTEGER, status VARCHAR(100), amount DECIMAL(12, 2), code VARCHAR(100), flag BOOLEAN, created TIMESTAMP, paid TIMESTAMP WITH TIME ZONE, day DATE);
INSERT INTO shop.customers VALUES (1, 'Ada', 'North'), (2, 'Grace', 'South'), (3, 'Jean', 'North'), (4, 'Edith', 'West'), (5, NULL, NULL);
INSERT INTO shop.orders VALUES
  (1, 1, 'paid', 120.50, 'a', TRUE, '2025-10-26 00:30:00.123456', '2025-10-26 05:30:00+00', '2025-10-26'),
  (2, 1, 'paid', 80.00, 'a', FALSE, '2025-10-26 06:15:30', '2025-10-26 23:30:00-07', '2025-10-26'),
  (3, 2, '50%_off', 10.10, 'b', TRUE, '2025-11-02 03:59:59.999999', NULL, '2025-11-01'),
  (4, 2, 'back\slash', 300.00, 'b', NULL, '2025-12-29 12:00:00', '2025-12-29 12:00:00+00', '2025-12-29'),
  (5, 3, 'it''s', 100.00, 'c', FALSE, '2026-01-01 04:59:59', '2026-01-01 04:59:59+00', '2025-12-31'),
  (6, 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (7, 9, 'lost', 55.55, 'd', TRUE, '2026-01-01 12:30:00', '2026-01-01 12:30:00+00', '2026-01-01'),
  (8, NULL, 'paid', -20.25, 'd', FALSE, '2024-02-29 23:59:59', '2024-02-29 23:59:59+00', '2024-02-29'),
  (9, 4, 'PAID', 999999999.99, 'e', TRUE, '2025-12-28 18:00:00', '2025-12-28 18:00:00+00', '2025-12-28'),
  (10, 5, 'paid', 0.00, 'f', FALSE, '2025-03-09 07:00:00', '2025-03-09 07:00:00+00', '2025-03-09');
