-- What follows once the period of every cell is known: growth and ranks.
-- Tables that must stand before: those of the evaluation, and hard_cells.

-- :cells
-- Every cell that anybody filed for; `figure` is told where no pair of sums is the whole truth.
SELECT unit, target, CASE WHEN reason = 0 THEN period END AS period, above, above_n, below, below_n,
       CAST(NULL AS VARCHAR(60)) AS figure, filed, known_at, reason
FROM plain
UNION ALL
SELECT unit, target, period, above, above_n, below, below_n, figure, filed, known_at, reason
FROM hard_cells

-- :fresh
-- The period that every cell with a figure tells of.
SELECT unit, target, period FROM cells WHERE period IS NOT NULL

-- :released
-- What was released for these periods in any measure that growth needs.
SELECT f.unit, f.indicator, f.family, f.period, f.measure, f.known_at, f.value
FROM standing f
WHERE f.measure IN (1, 3, 4) AND f.period IN (SELECT DISTINCT period FROM fresh)

-- :releases
-- The year to date and its same period as released for one period, and a rate released alone.
SELECT f.unit, r.target, f.period,
       max(CASE WHEN f.measure = 1 THEN f.value END) AS now,
       max(CASE WHEN f.measure = 1 THEN f.known_at END) AS now_at,
       max(CASE WHEN f.measure = 4 THEN f.value END) AS before,
       max(CASE WHEN f.measure = 4 THEN f.known_at END) AS before_at,
       max(CASE WHEN f.measure = 3 THEN f.value END) AS rate
FROM released f
JOIN roles r ON r.indicator = f.indicator AND r.family = f.family AND r.role = 0
GROUP BY f.unit, r.target, f.period

-- :growths
-- Both sums over all that owe the figure; a rate stands for a single unit (STAT-28).
SELECT c.unit, c.target,
       CASE WHEN sum(CASE WHEN r.now_at = r.before_at THEN 1 ELSE 0 END) = max(s.expected)
            THEN sum(r.now) END AS now,
       CASE WHEN sum(CASE WHEN r.now_at = r.before_at THEN 1 ELSE 0 END) = max(s.expected)
            THEN sum(r.before) END AS before,
       CASE WHEN max(s.expected) = 1 THEN max(r.rate) END AS rate
FROM fresh c
JOIN asked a ON a.target = c.target
JOIN seats s ON s.circle = a.circle AND s.unit = c.unit
JOIN releases r ON r.unit = s.filer AND r.target = c.target AND r.period = c.period
GROUP BY c.unit, c.target

-- :divided
-- Both sides as whole numbers, the lower one positive.
SELECT c.unit, c.target, c.period,
       CASE WHEN c.below < 0 THEN -1 ELSE 1 END
           * CASE WHEN c.below IS NULL THEN 1 ELSE a.parts END
           * whole(c.above * coalesce(c.below_n, 1)) AS top,
       CASE WHEN c.below < 0 THEN -1 ELSE 1 END
           * whole(coalesce(c.below, CAST(1 AS DECIMAL(38, $scale))) * coalesce(c.above_n, 1))
           AS bottom
FROM cells c
JOIN asked a ON a.target = c.target
WHERE a.is_divided AND c.period IS NOT NULL AND c.figure IS NULL

-- :digits
SELECT unit, target, period, d0, d1, d2, d3,
       CAST(quotient((r3 - d3 * bottom) * 1000000000, bottom) AS BIGINT) AS d4
FROM (SELECT *, CAST(quotient(r3, bottom) AS BIGINT) AS d3
      FROM (SELECT *, (r2 - d2 * bottom) * 1000000000 AS r3
            FROM (SELECT *, CAST(quotient(r2, bottom) AS BIGINT) AS d2
                  FROM (SELECT *, (r1 - d1 * bottom) * 1000000000 AS r2
                        FROM (SELECT *, CAST(quotient(r1, bottom) AS BIGINT) AS d1
                              FROM (SELECT *, (top - d0 * bottom) * 1000000000 AS r1
                                    FROM (SELECT *, quotient(top, bottom) AS d0
                                          FROM divided) a) b) c) d) e) f) g
UNION ALL
SELECT unit, target, period, d0, d1, d2, d3, d4 FROM hard_cells WHERE figure IS NOT NULL

-- :contests
-- The figures that siblings are ranked by; what is divided is compared by its digits, nine at a
-- time down to the thirty-sixth after the point, so that nothing is rounded.
SELECT c.unit, c.target, c.period, p.parent, p.peers, a.rising_is_good, c.above AS whole,
       CAST(0 AS BIGINT) AS d1, CAST(0 AS BIGINT) AS d2, CAST(0 AS BIGINT) AS d3,
       CAST(0 AS BIGINT) AS d4
FROM cells c
JOIN asked a ON a.target = c.target
JOIN circles p ON p.circle = a.circle AND p.unit = c.unit
WHERE c.period IS NOT NULL AND p.parent IS NOT NULL AND NOT a.is_divided
UNION ALL
SELECT c.unit, c.target, c.period, p.parent, p.peers, a.rising_is_good,
       CAST(c.d0 AS DECIMAL(38, $scale)), c.d1, c.d2, c.d3, c.d4
FROM digits c
JOIN asked a ON a.target = c.target
JOIN circles p ON p.circle = a.circle AND p.unit = c.unit
WHERE p.parent IS NOT NULL

-- :places
-- Competition and dense places; who is behind the newest period comes last and is left out.
SELECT unit, target, period, peers,
       max(period) OVER (PARTITION BY parent, target) AS newest,
       rank() OVER up AS place, dense_rank() OVER up AS dense
FROM contests
WHERE rising_is_good
WINDOW up AS (PARTITION BY parent, target
              ORDER BY period DESC, whole DESC, d1 DESC, d2 DESC, d3 DESC, d4 DESC)
UNION ALL
SELECT unit, target, period, peers,
       max(period) OVER (PARTITION BY parent, target) AS newest,
       rank() OVER down AS place, dense_rank() OVER down AS dense
FROM contests
WHERE NOT rising_is_good
WINDOW down AS (PARTITION BY parent, target
                ORDER BY period DESC, whole, d1, d2, d3, d4)

-- :seated
SELECT p.unit, p.target, p.place, p.dense, p.peers - n.present AS missing
FROM places p
JOIN (
    SELECT parent, target, period, count(*) AS present FROM contests GROUP BY parent, target, period
) n ON n.target = p.target AND n.period = p.period
JOIN asked a ON a.target = p.target
JOIN circles c ON c.circle = a.circle AND c.unit = p.unit AND c.parent = n.parent
WHERE p.period = p.newest
