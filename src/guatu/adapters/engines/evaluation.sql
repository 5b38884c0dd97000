-- The one definition of the evaluation, for DuckDB and Spark alike: named SELECTs, run in order.
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
       count(*) AS n, sum(value) AS total,
       max(value) FILTER (WHERE $largest) AS top,
       min(period) AS first_period, max(period) AS period,
       max_by(value, period) FILTER (WHERE $newest) AS newest,
       max(known_at) AS known_at,
       max_by(known_at, period) FILTER (WHERE measure = 1) AS delivered_at
FROM standing
WHERE measure < 3
GROUP BY unit, indicator, family

-- :tracks
-- The last step of every part of every indicator, where one row is enough to tell it: a single
-- measure, and a single length or January-February followed by months.
SELECT s.unit, r.target, r.role, s.period,
       CASE WHEN r.cumulates AND s.low >= 16 THEN s.total
            WHEN r.over_time = 2 THEN s.total
            WHEN r.over_time = 3 THEN s.top
            ELSE s.newest END AS top,
       CASE WHEN r.over_time = 2 THEN s.n END AS n,
       CASE WHEN r.cumulates AND s.low < 16 THEN s.delivered_at ELSE s.known_at END AS known_at,
       s.low = s.high OR (s.high = s.low + 1 AND (s.low & 7) = 2 AND (s.first_period & 7) = 2)
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

-- :lasts
-- The last step of every unit and indicator; with a bottom it is a ratio not yet divided.
SELECT t.unit, t.target, t.period, t.top, t.n AS top_n,
       CAST(NULL AS DECIMAL(38, $scale)) AS bottom, CAST(NULL AS BIGINT) AS bottom_n, t.known_at
FROM tracks t
JOIN asked a ON a.target = t.target
WHERE NOT a.is_ratio
UNION ALL
SELECT unit, target, top_period, top, top_n, bottom, bottom_n, known_at
FROM halves
WHERE top_period IS NOT NULL AND bottom_period IS NOT NULL
UNION ALL
SELECT unit, target, own_period, own, own_n, CAST(NULL AS DECIMAL(38, $scale)),
       CAST(NULL AS BIGINT), own_known_at
FROM halves
WHERE own_period IS NOT NULL AND (top_period IS NULL OR bottom_period IS NULL)

-- :heard
-- The figures of several units together, by the end of the period that they reach.
SELECT s.unit, l.target, shiftright(l.period, 12) AS ends, count(*) AS filed,
       min(l.period) AS period, sum(l.top) AS total, max(l.top) AS largest,
       sum(CASE WHEN l.bottom IS NOT NULL THEN l.top END) AS above,
       sum(l.bottom) AS below, max(l.known_at) AS known_at
FROM lasts l
JOIN asked a ON a.target = l.target
JOIN seats s ON s.circle = a.circle AND s.filer = l.unit
WHERE s.expected > 1
GROUP BY s.unit, l.target, shiftright(l.period, 12)

-- :reached
-- The newest end of every unit and indicator.
SELECT unit, target, max(ends) AS ends FROM heard GROUP BY unit, target

-- :together
-- The figures of several units at the newest end that any of them reaches (TGT-14 for age).
SELECT h.unit, h.target, r.ends,
       min(CASE WHEN h.ends = r.ends THEN h.period END) AS period,
       sum(CASE WHEN h.ends = r.ends THEN h.filed END) AS filed,
       sum(CASE WHEN $usable THEN h.total END) AS total,
       sum(CASE WHEN $usable THEN h.filed END) AS counted,
       max(CASE WHEN $usable THEN h.largest END) AS largest,
       sum(CASE WHEN $usable THEN h.above END) AS above,
       sum(CASE WHEN $usable THEN h.below END) AS below,
       max(h.known_at) AS known_at
FROM heard h
JOIN reached r ON r.unit = h.unit AND r.target = h.target
JOIN asked a ON a.target = h.target
JOIN ages g ON g.frequency = a.frequency AND g.ends = h.ends
GROUP BY h.unit, h.target, r.ends

-- :hard
-- The cells that need every step of their filers: odd tracks, too few filers, no denominator,
-- and rules over units that no sum can tell.
SELECT s.unit, o.target
FROM odd o
JOIN asked a ON a.target = o.target
JOIN seats s ON s.circle = a.circle AND s.filer = o.unit
UNION
SELECT t.unit, t.target
FROM together t
JOIN asked a ON a.target = t.target
JOIN circles c ON c.circle = a.circle AND c.unit = t.unit
WHERE a.over_units <> 5
  AND (t.filed < c.quorum OR a.over_units = 1
       OR (a.over_units = 4 AND coalesce(t.below, 0) = 0))
UNION
SELECT s.unit, l.target
FROM lasts l
JOIN asked a ON a.target = l.target
JOIN seats s ON s.circle = a.circle AND s.filer = l.unit
WHERE (s.expected = 1 AND l.bottom = 0) OR a.is_awkward
$everything

-- :plain
-- The cells that need no more than the last steps. `above`, `above_n`, `below`, `below_n` are the
-- exact sums that are divided last.
SELECT s.unit, l.target, l.period, l.top AS above, l.top_n AS above_n,
       l.bottom AS below, l.bottom_n AS below_n,
       CAST(1 AS BIGINT) AS filed, l.known_at, 0 AS reason
FROM lasts l
JOIN asked a ON a.target = l.target
JOIN seats s ON s.circle = a.circle AND s.filer = l.unit
ANTI JOIN hard h ON h.unit = s.unit AND h.target = l.target
WHERE s.expected = 1
UNION ALL
SELECT t.unit, t.target, t.period,
       CASE a.over_units WHEN 0 THEN t.total WHEN 2 THEN t.total WHEN 3 THEN t.largest
                         WHEN 4 THEN t.above END,
       CASE WHEN a.over_units = 2 THEN CAST(t.counted AS BIGINT) END,
       CASE WHEN a.over_units = 4 THEN t.below END,
       CAST(NULL AS BIGINT), CAST(t.filed AS BIGINT), t.known_at,
       CASE WHEN a.over_units = 5 THEN 3 ELSE 0 END
FROM together t
JOIN asked a ON a.target = t.target
ANTI JOIN hard h ON h.unit = t.unit AND h.target = t.target
