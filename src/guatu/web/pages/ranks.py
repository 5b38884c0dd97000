"""争先进位: who stands where among comparable units, what separates them, and where it will end."""

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guatu.adapters.workbooks import Column, Kind, workbook_of
from guatu.adapters.workbooks import Table as Sheet
from guatu.apps.boards.queries import written_so_far
from guatu.apps.units.policy import SEE_BOARD
from guatu.apps.units.queries import root_path
from guatu.flows.units_ranked import Line, Table, groups_of, ranked
from guatu.kernel.catalog import RankGroup
from guatu.platform.clock import as_of
from guatu.platform.permissions import guarded

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT_FOR = 3600
FIRST = 3  # places that a leader asks for: 前三
RISKY = ("=", "+", "-", "@")  # what a spreadsheet would take for a formula (RELIABILITY F3)


def _group(request: HttpRequest, key: str) -> RankGroup:
    """The group of that key in the reader's county; else as if it did not exist."""
    found = next((it for it in groups_of(root_path(request.user)) if it.key == key), None)
    if found is None:
        raise Http404
    return found


def _tables(
    request: HttpRequest, group: RankGroup, only: str = "", *, foresees: bool = True
) -> list[Table]:
    """The tables of a group, kept until something is written."""
    day, path = as_of(), root_path(request.user)
    seen = (path, group, only, foresees, day, written_so_far())
    key = "ranks:" + sha256(repr(seen).encode()).hexdigest()
    tables: list[Table] | None = cache.get(key)
    if tables is None:
        tables = ranked(path, group, day=day, only=only, foresees=foresees)
        cache.set(key, tables, KEPT_FOR)
    return tables


def _table(request: HttpRequest, group: str, indicator: str) -> Table:
    """The one table that is asked for; else as if it did not exist."""
    found = _group(request, group)
    tables = _tables(request, found, indicator)
    if not tables or not tables[0].lines:
        raise Http404
    return tables[0]


@guarded(SEE_BOARD)
@require_safe
def ranks(request: HttpRequest) -> HttpResponse:
    """All rankings of one group: the county's own places, or its units side by side."""
    groups = groups_of(root_path(request.user))
    group = next((it for it in groups if it.key == request.GET.get("group")), None)
    group = group or next(iter(groups), None)
    context: dict[str, Any] = {"day": as_of(), "groups": groups, "group": group}
    if group is not None:
        tables = _tables(request, group, foresees=bool(group.peers))
        context |= _overview(tables)
    return render(request, "web/ranks.html", context)


def _overview(tables: list[Table]) -> dict[str, Any]:
    """What the page of a group says of its tables."""
    known = [table for table in tables if table.period is not None]
    missing = Counter(member.key for table in known for member in table.missing)
    members = {line.member.key: line.member for table in known for line in table.lines}
    by_table = [{line.member.key: line for line in table.lines} for table in known]
    own = [table.own for table in known]
    placed = [line.place.place for line in own if line is not None and line.place is not None]
    return {
        "tables": known,
        "empty": [table for table in tables if table.period is None],
        "missing": [(members[key], count) for key, count in missing.most_common()],
        "period": max((str(table.period) for table in known), default=""),
        "rows": [
            (member, [lines.get(key) for lines in by_table]) for key, member in members.items()
        ],
        "placed": len(placed),
        "in_front": sum(place <= FIRST for place in placed),
    }


@guarded(SEE_BOARD)
@require_safe
def ranking(request: HttpRequest, group: str, indicator: str) -> HttpResponse:
    """One ranking: every place, the way to the next one, and the chance of each at the end."""
    table = _table(request, group, indicator)
    own = table.own
    context = {
        "day": as_of(),
        "table": table,
        "own": own if own is not None and own.place is not None else None,
        "first": FIRST,
        "places": range(1, max((len(line.chances) for line in table.lines), default=0) + 1),
    }
    return render(request, "web/ranking.html", context)


@guarded(SEE_BOARD)
@require_safe
def ranking_sheet(request: HttpRequest, group: str, indicator: str) -> HttpResponse:
    """The table as a workbook."""
    table = _table(request, group, indicator)
    kinds = (Kind.FIGURE, Kind.TEXT, *(Kind.FIGURE,) * 7)
    columns = tuple(
        Column(title, width=16, kind=kind) for title, kind in zip(_titles(), kinds, strict=True)
    )
    rows = [list(_cells(line)) for line in table.lines]
    sheet = Sheet(_("排名"), columns, rows, note=_note(table))
    return _download(workbook_of([sheet]), f"{_file(table)}.xlsx", WORKBOOK)


@guarded(SEE_BOARD)
@require_safe
def ranking_csv(request: HttpRequest, group: str, indicator: str) -> HttpResponse:
    """The table as comma-separated values, in UTF-8 with a mark so that spreadsheets read it."""
    table = _table(request, group, indicator)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_titles())
    writer.writerows([_plain(cell) for cell in _cells(line)] for line in table.lines)
    return _download(text.getvalue().encode("utf-8-sig"), f"{_file(table)}.csv", "text/csv")


@guarded(SEE_BOARD)
@require_safe
def ranking_json(request: HttpRequest, group: str, indicator: str) -> HttpResponse:
    """The table for machines; figures are text, so that they stay exact."""
    table = _table(request, group, indicator)
    record = {
        "group": table.group.key,
        "indicator": table.indicator.key,
        "measure": table.group.measure.value,
        "method": table.group.method.value,
        "ties": list(table.group.ties),
        "period": str(table.period) if table.period else None,
        "provisional": bool(table.missing),
        "missing": [member.key for member in table.missing],
        "simulated": table.is_simulated,
        "day": as_of().isoformat(),
        "places": [_record(line) for line in table.lines],
    }
    data = json.dumps(record, ensure_ascii=False, indent=1).encode()
    return _download(data, f"{_file(table)}.json", "application/json")


def _record(line: Line) -> dict[str, Any]:
    """One member for machines."""
    place, chase = line.place, line.chase
    return {
        "key": line.member.key,
        "name": line.member.name,
        "place": place.place if place else None,
        "tied": place.tied if place else None,
        "value": _text(place.value if place else None),
        "to_next": _text(place.to_next if place else None),
        "lead_over_next": _text(place.lead_over_next if place else None),
        "climb": place.climb if place else None,
        "weeks": _text(chase.weeks if chase else None),
        "closing_weeks": _text(chase.closing_weeks if chase else None),
        "expected": _text(line.expected),
        "chances": [_text(chance) for chance in line.chances],
    }


def _titles() -> tuple[str, ...]:
    """The heads of the columns, in the reader's language."""
    return (
        _("名次"),
        _("单位"),
        _("数值"),
        _("距前一名"),
        _("领先后一名"),
        _("比上年末进位"),
        _("追上约需（周）"),
        _("年底期望名次"),
        _("年底前三的可能性"),
    )


def _cells(line: Line) -> tuple[str | Decimal | int | None, ...]:
    """One line of the table as cells, in the order of the titles; missing is empty, never zero."""
    english = get_language() == "en"
    place, chase = line.place, line.chase
    return (
        place.place if place else None,
        line.member.name_en if english else line.member.name,
        place.value if place else None,
        place.to_next if place else None,
        place.lead_over_next if place else None,
        place.climb if place else None,
        chase.weeks if chase else None,
        line.expected,
        sum(line.chances[:FIRST], Decimal(0)) if line.chances else None,
    )


def _plain(cell: str | Decimal | int | None) -> str:
    """A cell as text; one that a spreadsheet would reckon is shown as it is written."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(RISKY) else cell
    return f"{cell:f}" if isinstance(cell, Decimal) else "" if cell is None else str(cell)


def _text(value: Decimal | None) -> str | None:
    """A figure without exponent."""
    return None if value is None else f"{value:f}"


def _note(table: Table) -> str:
    """What the workbook says above its table."""
    told = _("模拟数据。") if table.is_simulated else ""
    names = "、".join(member.name for member in table.missing)
    late = _("缺数据：%(names)s，名次暂定。") % {"names": names} if names else ""
    return f"{table.indicator.name} · {table.period} · {as_of().isoformat()} {told}{late}"


def _file(table: Table) -> str:
    """The name of the file."""
    return f"{table.group.key}-{table.indicator.key}-{as_of().isoformat()}"


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    """A file to be kept: never shown by the browser itself."""
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=kind, headers=headers)
