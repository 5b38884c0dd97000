-- The one definition of the evaluation, for DuckDB and Spark alike: named SELECTs, run in order,
-- file after file: tracks, steps (where needed), cells, steps and days (where needed), closing.
-- Tables that must stand before: facts, earlier (facts of any day of the year), asked, roles,
-- seats, ages. Codes: see `guatu.adapters.engines.coding`. Exact sums only; no division but of
-- whole numbers for the order of ranks.

-- :standing (view)
-- The facts that stand by the day, one a key (STAT-31).
SELECT * FROM facts WHERE shiftright(period, 12) <= $day

-- :strands
-- What one unit filed of one indicator, in one row. `low` and `high` tell measure and length.
SELECT unit, indicator, family,
       min(measure * 8 + (period & 7)) AS low, max(measure * 8 + (period & 7)) AS high,
       $count AS n, sum(value) AS total, $largest AS top,
       min(period) AS first_period, max(period) AS period,
       max_by(value, period) FILTER (WHERE measure < 2) AS newest,
       max(known_at) AS known_at,
       max_by(known_at, period) FILTER (WHERE measure = 1) AS delivered_at
FROM standing
WHERE measure < 3
GROUP BY unit, indicator, family

-- :tracks
-- The last step of every part of every indicator, where one row is enough to tell it: a single
-- measure, and a single length or January-February followed by months; the newest of months that
-- do not add up is looked for step by step.
SELECT s.unit, r.target, r.role, s.period,
       CASE WHEN r.cumulates AND s.low >= 16 THEN s.total
            WHEN r.over_time = 2 THEN s.total
            WHEN r.over_time = 3 THEN s.top
            ELSE s.newest END AS top,
       CASE WHEN r.over_time = 2 THEN s.n END AS n,
       CASE WHEN r.cumulates AND s.low < 16 THEN s.delivered_at ELSE s.known_at END AS known_at,
       (s.low < 16 OR r.over_time NOT IN (1, 5))
       AND (s.low = s.high OR (s.high = s.low + 1 AND (s.low & 7) = 2 AND (s.first_period & 7) = 2))
           AS is_plain
FROM strands s
JOIN roles r ON r.indicator = s.indicator AND r.family = s.family
WHERE NOT (r.cumulates AND s.high < 8)

-- :halves
-- Numerator, denominator and own figure of the ratios side by side.
SELECT t.unit, t.target,
       max(CASE WHEN t.role = 0 THEN t.period END) AS own_period,
       max(CASE WHEN t.role = 0 THEN t.top END) AS own,
       max(CASE WHEN t.role = 0 THEN t.n END) AS own_n,
       max(CASE WHEN t.role = 0 THEN t.known_at END) AS own_known_at,
       max(CASE WHEN t.role = 1 THEN t.period END) AS top_period,
       max(CASE WHEN t.role = 1 THEN t.top END) AS top,
       max(CASE WHEN t.role = 1 THEN t.n END) AS top_n,
       max(CASE WHEN t.role = 2 THEN t.period END) AS bottom_period,
       max(CASE WHEN t.role = 2 THEN t.top END) AS bottom,
       max(CASE WHEN t.role = 2 THEN t.n END) AS bottom_n,
       max(CASE WHEN t.role > 0 THEN t.known_at END) AS known_at,
       min(CASE WHEN t.is_plain THEN 1 ELSE 0 END) = 1 AS is_plain
FROM tracks t
JOIN asked a ON a.target = t.target
WHERE a.is_ratio
GROUP BY t.unit, t.target

-- :odd
-- The tracks that one row cannot tell.
SELECT t.unit, t.target FROM tracks t JOIN asked a ON a.target = t.target
WHERE NOT a.is_ratio AND NOT t.is_plain
UNION
SELECT h.unit, h.target FROM halves h
WHERE NOT h.is_plain
   OR shiftright(h.top_period, 12) <> shiftright(h.bottom_period, 12)
UNION
SELECT f.unit, r.target
FROM facts f JOIN roles r ON r.indicator = f.indicator AND r.family = f.family
WHERE f.measure = 3 AND NOT r.cumulates
UNION
SELECT f.unit, r.target
FROM facts f JOIN roles r ON r.indicator = f.indicator AND r.family = f.family
WHERE shiftright(f.period, 12) > $day AND r.role > 0
