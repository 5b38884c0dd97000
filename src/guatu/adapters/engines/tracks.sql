-- The one definition of the evaluation, for DuckDB and Spark alike: named SELECTs, run in order,
-- file after file: tracks, steps (where needed), cells, steps and days (where needed), closing.
-- Tables that must stand before: facts (of any day of the year), asked, roles, seats, circles,
-- clans, clan_units, ages. Codes: see `guatu.adapters.engines.coding`. Exact sums only; no
-- division but of whole numbers for the order of ranks.

-- :standing (view)
-- The facts that stand by the day, one a key (STAT-31).
SELECT * FROM facts WHERE period < $after

-- :strands (view)
-- What one unit filed of one indicator, in one row; `newest` and `delivered_at` are those of a
-- single measure, of several they tell nothing.
SELECT unit, indicator, family,
       min(measure) AS least, max(measure) AS most,
       min(period & 7) AS shortest, max(period & 7) AS longest,
       $count AS n, sum(value) AS total, $largest AS top,
       min(period) AS first_period, max(period) AS period,
       max_by(value, period) AS newest,
       max(known_at) AS known_at,
       max_by(known_at, period) AS delivered_at
FROM standing
WHERE measure < 3
GROUP BY unit, indicator, family

-- :tracks
-- The last step of every part of every indicator, where one row is enough to tell it: a single
-- measure, and a single length or January-February followed by months; the newest of months that
-- do not add up is looked for step by step.
SELECT s.unit, r.target, r.role, r.is_ratio, s.period,
       CASE WHEN r.cumulates AND s.least = 2 THEN s.total
            WHEN r.over_time = 2 THEN s.total
            WHEN r.over_time = 3 THEN s.top
            ELSE s.newest END AS top,
       CASE WHEN r.over_time = 2 THEN s.n END AS n,
       CASE WHEN r.cumulates AND s.least < 2 THEN s.delivered_at ELSE s.known_at END AS known_at,
       s.least = s.most AND (s.least < 2 OR r.over_time NOT IN (1, 5))
       AND (s.shortest = s.longest
            OR (s.shortest = 2 AND s.longest = 3 AND (s.first_period & 7) = 2)) AS is_plain
FROM strands s
JOIN roles r ON r.indicator = s.indicator AND r.family = s.family
WHERE NOT (r.cumulates AND s.most = 0)

-- :halves
-- Numerator, denominator and own figure of the ratios side by side.
SELECT coalesce(t.unit, b.unit, o.unit) AS unit, coalesce(t.target, b.target, o.target) AS target,
       o.period AS own_period, o.top AS own, o.n AS own_n, o.known_at AS own_known_at,
       t.period AS top_period, t.top, t.n AS top_n,
       b.period AS bottom_period, b.top AS bottom, b.n AS bottom_n,
       greatest(t.known_at, b.known_at) AS known_at,
       coalesce(t.is_plain, TRUE) AND coalesce(b.is_plain, TRUE) AND coalesce(o.is_plain, TRUE)
           AS is_plain
FROM (SELECT * FROM tracks WHERE is_ratio AND role = 1) t
FULL JOIN (SELECT * FROM tracks WHERE is_ratio AND role = 2) b
    ON b.unit = t.unit AND b.target = t.target
FULL JOIN (SELECT * FROM tracks WHERE is_ratio AND role = 0) o
    ON o.unit = coalesce(t.unit, b.unit) AND o.target = coalesce(t.target, b.target)

-- :odd
-- The tracks that one row cannot tell.
SELECT t.unit, t.target FROM tracks t
WHERE NOT t.is_ratio AND NOT t.is_plain
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
WHERE f.period >= $after AND r.role > 0
