-- What follows once the period of every cell is known: growth and ranks.
-- Tables that must stand before: those of the evaluation, and hard_cells.

-- :fresh
-- The period that every cell tells of.
SELECT unit, target, period FROM plain WHERE reason = 0
UNION ALL
SELECT unit, target, period FROM hard_cells WHERE period IS NOT NULL

-- :releases
-- The year to date and its same period as released for one period, and a rate released alone.
SELECT f.unit, r.target, f.period,
       max(CASE WHEN f.measure = 1 THEN f.value END) AS now,
       max(CASE WHEN f.measure = 1 THEN f.known_at END) AS now_at,
       max(CASE WHEN f.measure = 4 THEN f.value END) AS before,
       max(CASE WHEN f.measure = 4 THEN f.known_at END) AS before_at,
       max(CASE WHEN f.measure = 3 THEN f.value END) AS rate
FROM standing f
JOIN roles r ON r.indicator = f.indicator AND r.family = f.family AND r.role = 0
JOIN (SELECT DISTINCT target, period FROM fresh) p ON p.target = r.target AND p.period = f.period
JOIN (SELECT DISTINCT indicator FROM standing WHERE measure > 2) g ON g.indicator = f.indicator
WHERE f.measure IN (1, 3, 4)
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
