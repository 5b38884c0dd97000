-- The long way, for the hard cells: the figure on every day on which anybody filed, from every step
-- of every filer.

-- :hard_seats
SELECT s.unit, h.target, s.filer, s.seat, a.over_time, a.over_units, a.frequency, a.circle
FROM hard h
JOIN asked a ON a.target = h.target
JOIN seats s ON s.circle = a.circle AND s.unit = h.unit

-- :days (view)
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

-- :heads (view)
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
