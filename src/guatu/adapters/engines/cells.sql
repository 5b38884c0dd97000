-- The cells by the last steps of their filers. Goes on from the tracks.

-- :lasts (view)
-- The last step of every unit and indicator; with a bottom it is a ratio not yet divided.
SELECT t.unit, t.target, t.period, t.top, t.n AS top_n,
       CAST(NULL AS DECIMAL(38, $scale)) AS bottom, CAST(NULL AS BIGINT) AS bottom_n, t.known_at
FROM tracks t
ANTI JOIN odd o ON o.unit = t.unit AND o.target = t.target
WHERE NOT t.is_ratio
UNION ALL
SELECT h.unit, h.target, h.top_period, h.top, h.top_n, h.bottom, h.bottom_n, h.known_at
FROM halves h
ANTI JOIN odd o ON o.unit = h.unit AND o.target = h.target
WHERE h.top_period IS NOT NULL AND h.bottom_period IS NOT NULL
UNION ALL
SELECT h.unit, h.target, h.own_period, h.own, h.own_n, CAST(NULL AS DECIMAL(38, $scale)),
       CAST(NULL AS BIGINT), h.own_known_at
FROM halves h
ANTI JOIN odd o ON o.unit = h.unit AND o.target = h.target
WHERE h.own_period IS NOT NULL AND (h.top_period IS NULL OR h.bottom_period IS NULL)
$mended

-- :clans_heard
-- The figures of those who file for the same units, by the end of the period that they reach.
SELECT k.clan, l.target, shiftright(l.period, 12) AS ends, count(*) AS filed,
       min(l.period) AS period, sum(l.top) AS total, $largest_of_units AS largest,
       sum(CASE WHEN l.bottom IS NOT NULL THEN l.top END) AS above,
       sum(l.bottom) AS below, max(l.known_at) AS known_at
FROM lasts l
JOIN asked a ON a.target = l.target
JOIN clans k ON k.circle = a.circle AND k.filer = l.unit
GROUP BY k.clan, l.target, shiftright(l.period, 12)

-- :heard
-- The figures of several units together.
SELECT u.unit, h.target, h.ends, sum(h.filed) AS filed, min(h.period) AS period,
       sum(h.total) AS total, max(h.largest) AS largest, sum(h.above) AS above,
       sum(h.below) AS below, max(h.known_at) AS known_at
FROM clans_heard h
JOIN clan_units u ON u.clan = h.clan
GROUP BY u.unit, h.target, h.ends

-- :reached (view)
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
-- The cells that need every step of their filers: too few of them, no denominator, and rules over
-- units that no sum can tell.
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
WHERE s.expected = 1 AND l.bottom = 0
UNION
SELECT s.unit, l.target
FROM lasts l
JOIN asked a ON a.target = l.target
JOIN seats s ON s.circle = a.circle AND s.filer = l.unit
WHERE a.is_awkward
$everything

-- :plain (view)
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
