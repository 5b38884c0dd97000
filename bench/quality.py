"""Checking an invented county: defects found by kind, and clean figures left alone."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.filings import KINDS, County, Kind, faint_kind
from bench.filings.county import WHOLE
from bench.harness import Bench, seconds_of

from guatu.kernel.quality import Book, Cell, Finding, findings_in

SEEDS = tuple(range(101, 111))  # the bounds of the checks were set on others
DEFECTS = 1000
PARTS_OF_COVER = ("insured", "people")
RECALL = 0.95
FALSE_ALARMS = 0.02
FAINT = (1.5, 2.0, 2.5, 3.0)
FAINT_A_COUNTY = 20
FAINT_SEEDS = SEEDS[:3]
Planted = list[tuple[Kind, tuple[Cell, ...]]]


@dataclass(slots=True)
class Score:
    """What the checks made of one county; `echoes` point at the series of a planted defect."""

    found: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    echoes: int = 0
    false: Counter[str] = field(default_factory=Counter)
    false_cells: int = 0
    clean_cells: int = 0
    findings: int = 0
    seconds: float = 0.0


def measure(bench: Bench) -> None:
    """Plant a thousand defects in ten counties and count; then check counties without any."""
    each = DEFECTS // len(SEEDS)
    scores = [score_of(seed, kinds_for(seed, each)) for seed in SEEDS]
    clean = [score_of(seed, []) for seed in SEEDS]
    by_kind = bench_kinds(scores)
    bench.record("defects planted", [sum(s.planted.total() for s in scores)], unit="1")
    recalls = [s.found.total() / s.planted.total() for s in scores]
    bench.record("recall, all kinds", recalls, unit="1", at_least=RECALL)
    for name, values in by_kind.items():
        bench.record(f"recall, {name}", values, unit="1")
    record_alarms(bench, "defects", scores)
    record_alarms(bench, "no defects", clean)
    bench.record("echoes a finding", [s.echoes / s.findings for s in scores], unit="1")
    bench.record("one county, all checks", [s.seconds for s in (*scores, *clean)], unit="s")
    for factor in FAINT:
        kinds = [faint_kind(factor)] * FAINT_A_COUNTY
        found = [score_of(seed, kinds).found.total() / FAINT_A_COUNTY for seed in FAINT_SEEDS]
        bench.record(f"told of one amount {factor:g} times", found, unit="1")
    report_misses(scores, clean)


def kinds_for(seed: int, count: int) -> list[Kind]:
    """All kinds in turn, from another one for every seed."""
    return [KINDS[(seed * count + n) % len(KINDS)] for n in range(count)]


def bench_kinds(scores: Sequence[Score]) -> dict[str, list[float]]:
    """The recall of each kind in each county that holds it."""
    found: dict[str, list[float]] = defaultdict(list)
    for kind in KINDS:
        for score in scores:
            if score.planted[kind.name]:
                found[kind.name].append(score.found[kind.name] / score.planted[kind.name])
    return found


def record_alarms(bench: Bench, where: str, scores: Sequence[Score]) -> None:
    """The clean cells that a finding names, and the findings that name none but clean ones."""
    cells = [s.false_cells / s.clean_cells for s in scores]
    bench.record(f"false alarms a clean cell, {where}", cells, unit="1", at_most=FALSE_ALARMS)
    if any(s.planted for s in scores):
        shares = [s.false.total() / s.findings for s in scores]
        name = f"false findings a finding, {where}"
        bench.record(name, shares, unit="1", at_most=FALSE_ALARMS)
    else:
        bench.record(f"findings, {where}", [s.findings for s in scores], unit="1")


def report_misses(scores: Sequence[Score], clean: Sequence[Score]) -> None:
    """Print the kinds that were missed and the checks that gave false alarms."""
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for score in (*scores, *clean):
        missed += score.planted - score.found
        false += score.false
    print("missed:", dict(missed))
    print("false alarms by check:", dict(false))


def score_of(seed: int, kinds: Sequence[Kind]) -> Score:
    """Plant a defect of each kind in a county, check it, and count."""
    book, planted = county_with(seed, kinds)
    score = Score()
    findings: list[Finding] = []
    score.seconds = seconds_of(lambda: findings.extend(findings_in(book)))
    score.findings = len(findings)
    told: dict[str, set[Cell]] = defaultdict(set)
    for finding in findings:
        told[finding.check] |= set(finding.cells)
    for kind, cells in planted:
        score.planted[kind.name] += 1
        named = set().union(*(told[check] for check in kind.told_by))
        score.found[kind.name] += bool(named & set(cells))
    _count_alarms(score, book, findings, [cells for _, cells in planted])
    return score


def county_with(seed: int, kinds: Sequence[Kind]) -> tuple[Book, Planted]:
    """A county with a defect of each kind."""
    county = County(seed)
    planted = [(kind, kind.plant(county)) for kind in kinds if kind.is_before]
    county.derive()
    planted += [(kind, kind.plant(county)) for kind in kinds if not kind.is_before]
    return county.book(), planted


def _count_alarms(
    score: Score, book: Book, findings: Sequence[Finding], planted: Sequence[tuple[Cell, ...]]
) -> None:
    """Tell findings that name a planted cell from echoes in its series and from false alarms."""
    cells = {cell for group in planted for cell in group}
    spoiled = {(cell.indicator, cell.unit) for cell in cells}
    spoiled |= {("cover", unit) for indicator, unit in spoiled if indicator in PARTS_OF_COVER}
    totals = {(cell.indicator, cell.period) for cell in cells}
    clean = {
        Cell(fact.indicator, fact.unit, fact.period)
        for fact in book.facts
        if (fact.indicator, fact.unit) not in spoiled
    }
    alarmed: set[Cell] = set()
    for finding in findings:
        if set(finding.cells) & cells:
            continue
        if any(
            (cell.indicator, cell.unit) in spoiled
            or (cell.unit == WHOLE and (cell.indicator, cell.period) in totals)
            for cell in finding.cells
        ):
            score.echoes += 1
            continue
        score.false[finding.check] += 1
        alarmed |= set(finding.cells) & clean
    score.false_cells, score.clean_cells = len(alarmed), len(clean)
