"""Reading a plan: plain text in; draft targets, every figure with its reason, and doubts out."""

import re
from collections.abc import Iterator, Sequence

from guatu.kernel.reading.certainty import confidence_of, evidence_of
from guatu.kernel.reading.clauses import clauses, depths, sentences
from guatu.kernel.reading.doubts import doubts_of
from guatu.kernel.reading.figures import Numeral, Script, numerals
from guatu.kernel.reading.owners import is_local
from guatu.kernel.reading.pages import Block, Kind, blocks
from guatu.kernel.reading.passages import Passage
from guatu.kernel.reading.periods import Horizon, horizon_of, marks
from guatu.kernel.reading.readers import read
from guatu.kernel.reading.reasons import reason_of
from guatu.kernel.reading.records import DraftTarget, Figure, Reading
from guatu.kernel.reading.rows import Row
from guatu.kernel.reading.sections import Setting, settings
from guatu.kernel.reading.sheets import Sheet
from guatu.kernel.reading.threads import Commitment, Thread

REPORTS = re.compile("代表大会第.{1,4}次会议|政府.{0,8}工作报告|讲话|规划|纲要|国民经济.{0,6}计划")
PLACE_TITLE = re.compile("[一-鿿]{1,5}[省市县区州盟旗镇乡村](?!域|场|政)")
CHARGED = re.compile("负责|牵头|承办|责任")
OFFICE = re.compile("[办局委部处科股院校]|中心|公司|集团|街道|协会|联社|大队|小组")
DUTIES = ("牵头负责", "负责", "牵头")
FEWEST_BEFORE = 4  # letters before the figure of a line that states a target


def read_plan(text: str, *, year: int | None = None) -> Reading:
    """The draft targets, figures and doubts of a plan document (GUIDE.md, TGT-01 to TGT-03).

    `year` is the year of the plan when the reader knows it; without it the document is asked,
    and when it names none, `document_year` is None and a doubt says so. Offsets count letters
    of `text`. The words are read only, never carried out; nothing is refused.
    """
    page = list(blocks(text))
    horizon = horizon_of(page, year)
    thread = Thread()
    figures: list[Figure] = []
    sheet = Sheet(horizon)
    for setting in settings(page, horizon):
        figures.extend(_read_block(setting, horizon, thread, sheet))
    _note_reporter(page, thread)
    for found in thread.commitments if horizon.is_guessed else ():
        found.timed = "plan, year guessed" if found.timed == "plan" else found.timed
    pairs = [(found, _draft(found, text)) for found in thread.commitments]
    targets = tuple(draft for _, draft in pairs)
    return Reading(horizon.year, targets, tuple(figures), doubts_of(horizon.year, pairs))


def _note_reporter(page: Sequence[Block], thread: Thread) -> None:
    """A place that reports names no party for its plans; elsewhere a missing one is doubtful."""
    titles = [block.text for block in page[:6] if block.kind is Kind.HEADING]
    is_charged = any(CHARGED.search(block.text) for block in page)
    is_place = not is_charged and any(
        PLACE_TITLE.match(title) and not OFFICE.search(title) for title in titles[:2]
    )
    if not is_place and not any(REPORTS.search(block.text) for block in page[:6]):
        return
    for found in thread.commitments:
        if found.charged == "nobody":
            found.charged = "a place"


def _read_block(
    setting: Setting, horizon: Horizon, thread: Thread, sheet: Sheet
) -> Iterator[Figure]:
    block = setting.block
    thread.open_block()
    row = sheet.row_of(block)
    if row is not None:
        yield from _read_row(setting, horizon, thread, row)
        return
    found = list(numerals(block.text))
    if not found:
        return
    if block.kind is Kind.HEADING and not setting.is_item and not _states(block, found):
        yield from _figures(setting, found, {})
        return
    yield from _figures(setting, found, _read_words(setting, horizon, thread, found))


def _states(block: Block, found: Sequence[Numeral]) -> bool:
    """Whether a line without a stop ends in its figure, as a line of a list does: 新增企业12家."""
    last = found[-1]
    rest = block.text[last.end :]
    return (
        last.unit is not None
        and not last.is_timed
        and last.script is Script.DIGITS
        and last.start >= FEWEST_BEFORE
        and not re.match("合计|总计|小计|共", block.text)
        and re.fullmatch("(?:及?以[上下内]|左右)?", rest) is not None
    )


def _read_words(
    setting: Setting, horizon: Horizon, thread: Thread, found: Sequence[Numeral]
) -> dict[int, str]:
    """Read the sentences of a block; who commits is asked of its setting."""
    begin = len(thread.commitments)
    thread.title = setting.title
    roles = _read_sentences(setting, horizon, thread, found)
    for commitment in thread.commitments[begin:]:
        commitment.owner, commitment.charged = setting.owner_at(commitment.numeral.start)
        commitment.indicator = _without_party(commitment)
        commitment.section = "plan" if setting.is_planned else "open"
    return roles


def _without_party(found: Commitment) -> str:
    """What is counted, without the unit that commits to it; a purse stays with its money."""
    owner = found.owner or ""
    rest = found.indicator.removeprefix(owner)
    for duty in DUTIES if owner else ():
        rest = rest.replace(owner + duty, "").removeprefix(duty)
    return found.indicator if len(rest) <= 1 or is_local(found.owner or "") else rest


def _read_row(setting: Setting, horizon: Horizon, thread: Thread, row: Row) -> Iterator[Figure]:
    """The targets of a row of a table, and of the sentences in its cells."""
    for commitment in row.commitments:
        commitment.charged = "column" if commitment.owner else "issuer"
        commitment.owner = commitment.owner or setting.owner
        commitment.period = commitment.period or setting.period
        thread.commitments.append(commitment)
    for part in row.parts:
        inner = setting.inside(part.start, part.end, owner=row.owner, period=row.period)
        thread.open_block()
        thread.topic = row.topic
        found = list(numerals(inner.block.text))
        roles = _read_words(inner, horizon, thread, found)
        row.roles.update({part.start + at: role for at, role in roles.items()})
    yield from _figures(setting, row.numerals, row.roles)


def _read_sentences(
    setting: Setting, horizon: Horizon, thread: Thread, found: Sequence[Numeral]
) -> dict[int, str]:
    block = setting.block
    levels = depths(block.text)
    times = list(marks(block.text, horizon))
    roles: dict[int, str] = {}
    at = due = 0
    for start, end in sentences(block.text):
        thread.open_sentence()
        first, at = at, _until(at, [n.start for n in found[at:]], end)
        early, due = due, _until(due, [m.start for m in times[due:]], end)
        inside = found[first:at]
        if not inside:
            continue
        parts = list(clauses(block.text, (start, end), inside, levels))
        passage = Passage(
            block=block,
            clauses=parts,
            levels=levels,
            marks=times[early:due],
            thread=thread,
            default=setting.period,
            looks_back=setting.looks_back(start),
        )
        read(passage)
        roles.update(passage.roles)
    return roles


def _until(at: int, starts: Sequence[int], end: int) -> int:
    """How many of the sorted things have begun before `end`, `at` of them known."""
    for start in starts:
        if start >= end:
            break
        at += 1
    return at


def _figures(setting: Setting, found: Sequence[Numeral], roles: dict[int, str]) -> Iterator[Figure]:
    """The figures of a block with their reasons; what no sentence holds stands in a heading."""
    for numeral in found:
        role = roles.get(numeral.start) or _role_in_heading(setting.block, numeral)
        start, end = setting.block.span(numeral.start, numeral.end)
        yield Figure(
            text=numeral.text,
            start=start,
            end=end,
            value=numeral.value if numeral.is_readable else None,
            unit=numeral.unit,
            role=role,
            reason=reason_of(role),
        )


def _role_in_heading(block: Block, numeral: Numeral) -> str:
    """What a figure is that no sentence holds: a date, else a number of a heading."""
    is_date = numeral.is_timed or block.text[numeral.end : numeral.end + 1] in {"年", "月", "日"}
    return "date" if is_date else "heading"


def _draft(found: Commitment, text: str) -> DraftTarget:
    words = found.block.text[found.start : found.end].rstrip(",;、\t")
    start, end = found.block.span(found.start, found.start + len(words))
    quote = " ".join("".join(cell.split()) for cell in text[start:end].split("\t")).strip()
    quotes = "“" in text
    evidence = evidence_of(found)
    return DraftTarget(
        quote=quote,
        start=start,
        end=end,
        owner=_as_written(found.owner, quotes=quotes),
        indicator=_as_written(found.indicator, quotes=quotes) or "",
        period=found.period,
        relation=found.relation,
        value=found.value,
        unit=found.unit,
        stretch=found.stretch,
        baseline=found.baseline,
        confidence=confidence_of(evidence),
        construction=found.construction,
        evidence=evidence,
    )


def _as_written(name: str | None, *, quotes: bool) -> str | None:
    """The name with the quotation marks of the document rather than the folded ones."""
    if name is None or not quotes or '"' not in name:
        return name
    parts = name.split('"')
    return "".join(
        part + (("“", "”")[at % 2] if at < len(parts) - 1 else "") for at, part in enumerate(parts)
    )
