"""The table of drafts that goes out as a workbook, and the corrections that come back in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guatu.adapters.workbooks import Column, Kind, Table
from guatu.apps.plans.models import RELATIONS, Document, Draft
from guatu.apps.units.models import Unit
from guatu.kernel.periods import NotAPeriod, Period
from guatu.kernel.quantities import AmountRefused, parse_amount
from guatu.kernel.reading import Laid
from guatu.kernel.sentences import Refusal, Sentence

CONFIRM, REJECT = gettext_noop("确认"), gettext_noop("不是目标")
STATUSES = {
    Draft.Status.OPEN: "",
    Draft.Status.CONFIRMED: CONFIRM,
    Draft.Status.REJECTED: REJECT,
    Draft.Status.MERGED: "已并入",
}
SIGNS = {"≥": ">=", "＞": ">", "＝": "=", "≤": "<=", "＜": "<", "＋": "+=", "－": "-="}
SIGN_OF = {relation: sign for sign, relation in SIGNS.items()}
PLAIN_SIGNS = SIGNS | {key: key for key, _label in RELATIONS} | {"-": "-=", "+": "+="}
HEAD, QUOTE, UNIT = gettext_noop("编号"), gettext_noop("原文"), gettext_noop("单位")
LETTERS = {"indicator": 120, "unit": 16}  # what the columns of the store hold
SHEET = gettext_noop("目标")
FIELDS = {
    gettext_noop("决定"): "decision",
    gettext_noop("承担单位"): "owner_unit",
    gettext_noop("指标"): "indicator",
    gettext_noop("期间"): "period",
    gettext_noop("关系"): "relation",
    gettext_noop("数值"): "value",
    UNIT: "unit",
    gettext_noop("力争"): "stretch",
    gettext_noop("基数"): "baseline",
}
UNSURE = {"owner": "承担单位", "value": "数值"} | {
    name: title for title, name in FIELDS.items() if name not in {"decision", "owner_unit"}
}


class NotTheTable(Refusal):
    """The workbook is not the one that was sent out for this document."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a row of the workbook changes in a draft, and what it decides."""

    draft: Draft
    fields: Mapping[str, Any]
    decision: str
    told: tuple[tuple[str, str, str], ...]  # column, as it was, as it shall be


@dataclass(frozen=True, slots=True)
class Corrections:
    """All changes of a workbook, and the cells that were refused, each with its address."""

    changes: tuple[Correction, ...]
    refused: tuple[tuple[str, Sentence], ...]


def draft_table(document: Document, drafts: Sequence[Draft], units: Sequence[Unit]) -> Table:
    """The drafts of a document as a table that a person corrects and sends back.

    Titles and decisions are in the reader's language; both languages are read back.
    """
    plans = {
        HEAD: Column(_(HEAD), 6),
        "决定": Column(_("决定"), 12, Kind.CHOICE, (_(CONFIRM), _(REJECT)), is_open=True),
        "承担单位": Column(
            _("承担单位"), 20, Kind.CHOICE, tuple(unit.name for unit in units), is_open=True
        ),
        "指标": Column(_("指标"), 28, is_open=True),
        "期间": Column(_("期间"), 12, is_open=True),
        "关系": Column(_("关系"), 8, Kind.CHOICE, tuple(SIGNS), is_open=True),
        "数值": Column(_("数值"), 12, Kind.FIGURE, is_open=True),
        UNIT: Column(_(UNIT), 8, is_open=True),
        "力争": Column(_("力争"), 12, Kind.FIGURE, is_open=True),
        "基数": Column(_("基数"), 12, Kind.FIGURE, is_open=True),
        QUOTE: Column(_(QUOTE), 60),
    }
    titles = list(plans)
    marked = frozenset(
        (number, titles.index(UNSURE[name]))
        for number, draft in enumerate(drafts)
        for name in draft.unsure
        if name in UNSURE and draft.status == Draft.Status.OPEN
    )
    note = _(
        "“%(title)s”读出的目标。黄底的请细看。“决定”从列表里选，空着表示以后再定。"
        "改完存盘，在核对页导入；数值必须是原文里的数。"
    ) % {"title": document.title}
    rows = [_row(draft) for draft in drafts]
    return Table(_(SHEET), tuple(plans.values()), rows, note, marked)


def _row(draft: Draft) -> tuple[str | Decimal | int | None, ...]:
    return (
        draft.number,
        _(STATUSES[Draft.Status(draft.status)]) if STATUSES[Draft.Status(draft.status)] else "",
        draft.owner_unit.name if draft.owner_unit else "",
        draft.indicator,
        draft.period,
        SIGN_OF[draft.relation],
        draft.value,
        draft.unit,
        draft.stretch,
        draft.baseline,
        draft.quote,
    )


def read_corrections(laid: Laid, drafts: Sequence[Draft], units: Mapping[str, Unit]) -> Corrections:
    """What a workbook changes in `drafts`; raises `NotTheTable` when it has not our columns.

    Decided drafts are left as they are. A cell that cannot be read refuses its whole row.
    """
    grid = _grid(laid)
    known = _known([HEAD, QUOTE, *FIELDS])
    head = next(
        (row for row in sorted(grid) if _titles(grid[row], known).keys() >= {HEAD, "指标"}), None
    )
    if head is None:
        raise NotTheTable("这不是从本页导出的目标表。请先“导出 Excel”，在那份表上改，再导入。")
    columns = _titles(grid[head], known)
    by_number = {str(draft.number): draft for draft in drafts}
    changes, refused, seen = [], [], set[int]()
    for row in sorted(row for row in grid if row > head):
        cells = {title: grid[row].get(at, "") for title, at in columns.items()}
        address = f"{columns[HEAD]}{row}"
        try:
            draft = _row_of(cells, by_number, seen)
            if change := _correction(draft, cells, units):
                changes.append(change)
        except CellRefused as refusal:
            refused.append((f"{columns[refusal.column]}{row}", refusal.sentence))
        except Refusal as refusal:
            refused.append((address, refusal.sentence))
    return Corrections(tuple(changes), tuple(refused))


def _row_of(cells: Mapping[str, str], by_number: Mapping[str, Draft], seen: set[int]) -> Draft:
    """The draft that a row is of, once; raises `NotTheTable` for rows of another document."""
    draft = by_number.get(cells[HEAD].removesuffix(".0"))
    if draft is None:
        raise NotTheTable("没有编号为“%(number)s”的目标。", number=cells[HEAD])
    if "".join(cells.get(QUOTE, draft.quote).split()) != "".join(draft.quote.split()):
        raise NotTheTable(
            "第 %(number)s 项的原文和本文件的不一样。这张表可能是从别的规划导出的；"
            "原文不能改，请用本页导出的表。",
            number=draft.number,
        )
    if draft.number in seen:
        raise NotTheTable("第 %(number)s 项出现了两次，请只留一行。", number=draft.number)
    seen.add(draft.number)
    return draft


class CellRefused(Refusal):
    """A cell does not say what its column holds."""

    column = ""


def _correction(
    draft: Draft, cells: Mapping[str, str], units: Mapping[str, Unit]
) -> Correction | None:
    """What a row changes; None when it changes nothing or the draft is decided."""
    if draft.status != Draft.Status.OPEN:
        return None
    fields: dict[str, Any] = {}
    told = []
    for title, name in FIELDS.items():
        if name == "decision" or title not in cells:
            continue
        value = _value(title, name, cells[title], draft, units)
        before = getattr(draft, name)
        if value != before:
            fields[name] = value
            told.append((title, _shown(before), _shown(value)))
    decision = _decision(cells.get("决定", ""))
    return Correction(draft, fields, decision, tuple(told)) if fields or decision else None


def _value(
    title: str, name: str, text: str, draft: Draft, units: Mapping[str, Unit]
) -> str | Decimal | Unit | None:
    """What a cell says; raises `CellRefused` with its column."""
    try:
        return _read(name, text, draft, units)
    except Refusal as refusal:
        cell = CellRefused(refusal.sentence.template, **refusal.sentence.params)
        cell.column = title
        raise cell from refusal


def _read(
    name: str, text: str, draft: Draft, units: Mapping[str, Unit]
) -> str | Decimal | Unit | None:
    if name in {"value", "stretch", "baseline"}:
        return _figure(name, text, draft)
    if name == "owner_unit":
        if text and text not in units:
            raise Refusal("单位名录里没有“%(name)s”，请从列表里选。", name=text)
        return units.get(text)
    if name == "relation":
        if text not in PLAIN_SIGNS:
            raise Refusal("关系“%(text)s”读不懂，请从列表里选。", text=text)
        return PLAIN_SIGNS[text]
    if name == "period":
        return _period(text)
    if name == "indicator" and not text:
        raise Refusal("指标不能空着，请填写指标名称。")
    return text[: LETTERS[name]]


def _figure(name: str, text: str, draft: Draft) -> Decimal | None:
    if not text:
        if name == "value":
            raise Refusal("数值不能空着；不是目标的，请在“决定”列说明。")
        return None
    try:
        return parse_amount(text, unit=draft.unit or None).value
    except AmountRefused as refusal:
        raise Refusal(refusal.sentence.template, **refusal.sentence.params) from refusal


def _period(text: str) -> str:
    if text in {"", "annual"}:
        return text
    try:
        return str(Period.parse(text.removesuffix(".0")))
    except NotAPeriod as refusal:
        raise Refusal(refusal.sentence.template, **refusal.sentence.params) from refusal


def _decision(text: str) -> str:
    decisions = {"": ""} | _known([CONFIRM, REJECT])
    if text in decisions:
        return decisions[text]
    cell = CellRefused("“决定”只能从列表里选，或者空着。")
    cell.column = "决定"
    raise cell


def _known(words: Sequence[str]) -> dict[str, str]:
    """Each of these words by what it is in either language."""
    with translation.override("en"):
        return {word: word for word in words} | {_(word): word for word in words}


def _shown(value: str | Decimal | Unit | None) -> str:
    if value is None or value == "":
        return _("（空）")
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _grid(laid: Laid) -> dict[int, dict[str, str]]:
    """The cells of the first sheet by row and column letters."""
    grid: defaultdict[int, dict[str, str]] = defaultdict(dict)
    names = _known([SHEET])
    for sheet, letters, row, words in _cells(laid):
        if sheet in names:
            grid[row][letters] = words
    return dict(grid)


def _cells(laid: Laid) -> Iterator[tuple[str, str, int, str]]:
    for place in laid.places:
        sheet, mark, address = (place.cell or "").rpartition("!")
        letters = address.rstrip("0123456789")
        if mark and letters.isalpha() and letters.isupper() and address[len(letters) :]:
            row = int(address[len(letters) :])
            yield sheet, letters, row, laid.text[place.start : place.end].strip()


def _titles(cells: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """The columns of a row by what their titles mean."""
    return {known[words]: letters for letters, words in cells.items() if words in known}
