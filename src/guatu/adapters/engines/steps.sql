-- The long way, for the cells that the last steps of their filers cannot tell: every step of every
-- filer, and the figure on every day on which anybody filed. Goes on from the evaluation.

-- :wanted
-- The tracks that the hard cells rest on.
SELECT DISTINCT s.filer AS unit, h.target
FROM hard h
JOIN asked a ON a.target = h.target
JOIN seats s ON s.circle = a.circle AND s.unit = h.unit

-- :parts
-- Every fact of those tracks, whatever its day in the year.
SELECT f.unit, r.target, r.role, r.cumulates, r.over_time, f.period, f.measure, f.value,
       f.known_at, shiftright(f.period, 12) AS ends,
       shiftright(f.period, 12) - (shiftright(f.period, 3) & 511) AS before
FROM facts f
JOIN roles r ON r.indicator = f.indicator AND r.family = f.family
JOIN wanted w ON w.unit = f.unit AND w.target = r.target
WHERE f.measure < 4

-- :chosen
-- Of the measures of one period the one that says most about its end.
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY unit, target, role, period ORDER BY measure) AS choice
    FROM parts WHERE NOT cumulates
) c WHERE choice = 1

-- :level_steps
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

-- :since
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

-- :sums_since
SELECT unit, target, role, period, sum(value) AS value, max(known_at) AS known_at
FROM since GROUP BY unit, target, role, period

-- :flow_steps
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

-- :hard_seats
SELECT s.unit, h.target, s.filer, s.seat, a.over_time, a.over_units, a.frequency, a.circle
FROM hard h
JOIN asked a ON a.target = h.target
JOIN seats s ON s.circle = a.circle AND s.unit = h.unit

-- :days
-- Every end that any filer of a hard cell reached.
SELECT DISTINCT h.unit, h.target, s.ends AS day
FROM hard_seats h JOIN steps s ON s.unit = h.filer AND s.target = h.target

-- :known_then
-- The newest step of every filer on every such day.
SELECT * FROM (
    SELECT h.unit, h.target, d.day, h.seat, h.over_time, h.over_units, h.frequency, h.circle,
           s.ends, s.period, s.top, s.top_n, s.bottom, s.bottom_n, s.known_at,
           row_number() OVER (PARTITION BY h.unit, h.target, d.day, h.filer ORDER BY s.ends DESC)
               AS choice
    FROM hard_seats h
    JOIN days d ON d.unit = h.unit AND d.target = h.target
    JOIN steps s ON s.unit = h.filer AND s.target = h.target AND s.ends <= d.day
) c WHERE choice = 1

-- :used
-- Those that still say something, in the order in which the newest of all is found first.
SELECT k.*, row_number() OVER (PARTITION BY k.unit, k.target, k.day
                               ORDER BY k.period DESC, k.known_at DESC, k.seat) AS turn
FROM known_then k
JOIN ages g ON g.frequency = k.frequency AND g.ends = k.ends
WHERE k.ends = k.day OR k.over_time IN (0, 3) OR (k.over_time <> 5 AND g.expires > k.day)

-- :heads
SELECT unit, target, day, circle, over_units,
       min(CASE WHEN ends = day THEN period END) AS period,
       sum(CASE WHEN ends = day THEN 1 ELSE 0 END) AS filed, max(known_at) AS known_at
FROM known_then GROUP BY unit, target, day, circle, over_units

-- :points
-- The exact sums of hard cells on every day; those of `awkward` ones are told part by part.
SELECT h.unit, h.target, h.day, h.period, CAST(h.filed AS BIGINT) AS filed, h.known_at,
       h.filed >= c.quorum AS is_quorate,
       CASE WHEN c.expected = 1 OR h.over_units = 1 THEN u.first_top
            WHEN h.over_units IN (0, 2) THEN u.total WHEN h.over_units = 3 THEN u.largest
            WHEN h.over_units = 4 THEN u.above END AS above,
       CASE WHEN c.expected = 1 OR h.over_units = 1 THEN u.first_top_n
            WHEN h.over_units = 2 THEN u.counted END AS above_n,
       CASE WHEN c.expected = 1 OR h.over_units = 1 THEN u.first_bottom
            WHEN h.over_units = 4 THEN u.below END AS below,
       CASE WHEN c.expected = 1 OR h.over_units = 1 THEN u.first_bottom_n END AS below_n,
       CASE WHEN c.expected > 1 AND h.over_units = 5 THEN 3
            WHEN c.expected > 1 AND h.over_units = 4 AND u.below IS NULL THEN 2
            WHEN (c.expected = 1 OR h.over_units IN (1, 4))
                 AND coalesce(CASE WHEN c.expected = 1 OR h.over_units = 1 THEN u.first_bottom
                                   ELSE u.below END, 1) = 0 THEN 1
            ELSE 0 END AS reason
FROM heads h
JOIN circles c ON c.circle = h.circle AND c.unit = h.unit
JOIN (
    SELECT unit, target, day, sum(top) AS total, count(*) AS counted, max(top) AS largest,
           sum(CASE WHEN bottom IS NOT NULL THEN top END) AS above, sum(bottom) AS below,
           max(CASE WHEN turn = 1 THEN top END) AS first_top,
           max(CASE WHEN turn = 1 THEN top_n END) AS first_top_n,
           max(CASE WHEN turn = 1 THEN bottom END) AS first_bottom,
           max(CASE WHEN turn = 1 THEN bottom_n END) AS first_bottom_n
    FROM used GROUP BY unit, target, day
) u ON u.unit = h.unit AND u.target = h.target AND u.day = h.day
