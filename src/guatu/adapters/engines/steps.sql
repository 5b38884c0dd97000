-- Every step of the tracks in `wanted`, from all their facts: what the last step alone cannot tell.

-- :wanted_parts (view)
-- What to look for, by the keys of the facts.
SELECT w.unit, r.indicator, r.family, r.target, r.role, r.cumulates, r.over_time
FROM wanted w JOIN roles r ON r.target = w.target

-- :parts
-- Every fact of those tracks, whatever its day in the year.
SELECT f.unit, w.target, w.role, w.cumulates, w.over_time, f.period, f.measure, f.value,
       f.known_at, shiftright(f.period, 12) AS ends,
       shiftright(f.period, 12) - (shiftright(f.period, 3) & 511) AS before
FROM facts f
JOIN wanted_parts w ON w.unit = f.unit AND w.indicator = f.indicator AND w.family = f.family
WHERE f.measure < 4 AND f.unit IN (SELECT unit FROM wanted)

-- :chosen (view)
-- Of the measures of one period the one that says most about its end.
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY unit, target, role, period ORDER BY measure) AS choice
    FROM parts WHERE NOT cumulates
) c WHERE choice = 1

-- :level_steps (view)
SELECT unit, target, role, period,
       CASE WHEN over_time = 2 THEN sum(value) OVER w
            WHEN over_time = 3 THEN max(value) OVER w ELSE value END AS top,
       CASE WHEN over_time = 2 THEN count(*) OVER w END AS n,
       max(known_at) OVER w AS known_at
FROM chosen
WINDOW w AS (PARTITION BY unit, target, role ORDER BY period
             ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)

-- :flow_ends
-- The ends of what adds up, each with the newest year to date that was delivered by then.
SELECT p.unit, p.target, p.role, p.period, max(b.period) AS base,
       coalesce(max(b.ends), -1) AS counted_to
FROM (SELECT DISTINCT unit, target, role, period, ends FROM parts
      WHERE cumulates AND measure IN (1, 2)) p
LEFT JOIN (SELECT * FROM parts WHERE cumulates AND measure = 1) b
    ON b.unit = p.unit AND b.target = p.target AND b.role = p.role AND b.ends <= p.ends
GROUP BY p.unit, p.target, p.role, p.period

-- :since (view)
-- What was filed after that, and not inside a longer period that counts already.
SELECT e.unit, e.target, e.role, e.period, m.value, m.known_at, m.period AS part
FROM flow_ends e
JOIN (SELECT * FROM parts WHERE cumulates AND measure = 2) m
    ON m.unit = e.unit AND m.target = e.target AND m.role = e.role
   AND m.ends <= shiftright(e.period, 12) AND m.before >= e.counted_to
ANTI JOIN (SELECT * FROM parts WHERE cumulates AND measure = 2) o
    ON o.unit = e.unit AND o.target = e.target AND o.role = e.role
   AND o.ends <= shiftright(e.period, 12) AND o.before >= e.counted_to
   AND o.before <= m.before AND o.ends >= m.ends AND o.period <> m.period

-- :sums_since (view)
SELECT unit, target, role, period, sum(value) AS value, max(known_at) AS known_at
FROM since GROUP BY unit, target, role, period

-- :flow_steps (view)
SELECT e.unit, e.target, e.role, e.period,
       coalesce(b.value, 0) + coalesce(s.value, 0) AS top, CAST(NULL AS BIGINT) AS n,
       CASE WHEN s.known_at IS NULL OR b.known_at > s.known_at THEN b.known_at
            ELSE s.known_at END AS known_at
FROM flow_ends e
LEFT JOIN (SELECT * FROM parts WHERE cumulates AND measure = 1) b
    ON b.unit = e.unit AND b.target = e.target AND b.role = e.role AND b.period = e.base
LEFT JOIN sums_since s
    ON s.unit = e.unit AND s.target = e.target AND s.role = e.role AND s.period = e.period

-- :part_steps
-- One step a day: of two that end together the shorter period stands.
SELECT * FROM (
    SELECT *, shiftright(period, 12) AS ends,
           row_number() OVER (PARTITION BY unit, target, role, shiftright(period, 12)
                              ORDER BY period) AS choice
    FROM (SELECT unit, target, role, period, top, n, known_at FROM level_steps
          UNION ALL
          SELECT unit, target, role, period, top, n, known_at FROM flow_steps) e
) c WHERE choice = 1

-- :ratio_steps
-- One alone of numerator and denominator is missing.
SELECT t.unit, t.target, t.ends, t.period, t.top, t.n AS top_n, b.top AS bottom, b.n AS bottom_n,
       greatest(t.known_at, b.known_at) AS known_at
FROM part_steps t
JOIN part_steps b ON b.unit = t.unit AND b.target = t.target AND b.ends = t.ends AND b.role = 2
WHERE t.role = 1

-- :steps
SELECT unit, target, ends, period, top, top_n, bottom, bottom_n, known_at
FROM ratio_steps WHERE ends <= $day
UNION ALL
SELECT p.unit, p.target, p.ends, p.period, p.top, p.n, CAST(NULL AS DECIMAL(38, $scale)),
       CAST(NULL AS BIGINT), p.known_at
FROM part_steps p
ANTI JOIN (SELECT DISTINCT unit, target FROM ratio_steps) r
    ON r.unit = p.unit AND r.target = p.target
WHERE p.role = 0 AND p.ends <= $day
