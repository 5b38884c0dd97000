"""Target tables in sheets: the words that a person sees, cell by cell."""

import base64
import io
import zlib
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.documents.making import TABLE, workbook, zipped

from guatu.adapters.documents import open_document, read_apart
from guatu.adapters.documents.sheets import column_of, letters_of
from guatu.adapters.documents.shown_figures import exact, shown
from guatu.kernel.reading import DocumentRefused

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
OLD_BOOK = (  # made by xlwt: a merged cell, a share, a day, a hidden sheet
    "c-rk)O-NKx6#mYe8D~b+nb9#&K?Wl$(?zstW6y$e)u3*Qib``9p^h=MQGzU+RRlo<8Eynyw6WS$(hs(Y7LielA"
    "c)k67OjGcAf4AaXWo<13>>I|iT4fn+<VWt_uO;uIrnGY%h|}>#GTrCtimpMkg<X&$>9;Fpi>Eh<(4HyCl7G4To"
    "e_80d{1G4-d+p`^AUi?|B%w?R~-&Sm1O7rw|`ZCSnD|9<`yH#D-S#a_kux=Tw0jwX0I;38hs^Z)w|yO52okNog"
    "y$oufmTHRDY??KnPYG^nhCDdC>>d8?f5sKzsi<Fl73+t!EOsgvFPMJA~CmSGa?()L6$k&=1{H&6-;F<J%&T6%l"
    "u5M_5y;+qu%zB>DQCg$=B%O^1Z$4b8c5BvZ-aW(&n;RQxu9VZFqG|Eut6^TJV;}cy{|KyX%FzD)0b9fOA5V0g~"
    "Ki*jz=WOcC`)iy{_m3qA^z?A49QArMgjXC5<+@?YnD!#1<%n*ZFk7~G^UJIKJssvT<&5Zcki9fEiG{FmPI_?X3"
    "Y8d2Mbf0@ZA#Cp);cZMDvfeXbKcldZ5Q^9YMToxZRBxwC|;YJbIMz|oc`Q-zdrrJ+{)#t_W9xH)Ejex=O1M2Nq"
    "?hgre?Z6CYUyzob2P}ozj}$j+%fGwr#iUn=ynX*<6f>(risuN9O;C^~roAxL74EHge6QT4<G)$80ItT0{peudw"
    "JK)$yI=_<J#9u#S(~CcDafX&aTetIOJ!b8Q#Gm$Xca)t9uUFFnqxVy#tm;lhOr7cN}5C_<3^5ck+mai9G-^xNN"
    "cmN;eH&m{jXx-iJU)BKlmFOr<6FqBvPY=Dm(U9`?V&i6vW0UkYtKJ=&^eR;<(Kkg}aKI`rn{(D;}-|;i~*!hpg"
    "{{?yS1ab"
)
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def open_sheet(tables: str, styles: str = "") -> bytes:
    content = (
        f'<o:document-content xmlns:o="{OPEN}:office:1.0" xmlns:t="{OPEN}:table:1.0" '
        f'xmlns:x="{OPEN}:text:1.0" xmlns:s="{OPEN}:style:1.0">'
        f"<o:automatic-styles>{styles}</o:automatic-styles>"
        f"<o:body><o:spreadsheet>{tables}</o:spreadsheet></o:body></o:document-content>"
    )
    return zipped({"mimetype": SPREADSHEET, "content.xml": content})


def test_a_target_table_gives_a_target_for_each_row_with_its_cell() -> None:
    laid, reading = read_apart(workbook({"Sheet1": TABLE}), file_name="任务.xlsx", year=2024)

    found = [(draft.indicator, draft.value, draft.owner) for draft in reading.targets]
    assert found == [
        ("粮食产量", Decimal("12.5"), "县农业农村局"),
        ("新增高新技术企业", Decimal(15), "县科技局"),
    ]
    target = reading.targets[0]
    cells = [place.cell for place in laid.where(target.start, target.end)]
    assert "Sheet1!D2" in cells


def test_figures_read_as_they_are_shown() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["甲", 125.0, 0.1 + 0.2, 1234567.5])
        sheet.write(0, 4, 0.085, book.add_format({"num_format": "0.0%"}))
        sheet.write_datetime(0, 5, date(2023, 6, 30), book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_datetime(
            0, 6, date(2023, 6, 1), book.add_format({"num_format": 'yyyy"年"m"月"'})
        )
        sheet.write(0, 7, 50, book.add_format({"num_format": '#,##0"亿元"'}))
        sheet.write_formula(0, 8, "=1+1", None, 2)

    text = open_document(held.getvalue(), file_name="a.xlsx").text

    assert text.strip().split("\t") == [
        "甲",
        "125",
        "0.3",
        "1234567.5",
        "8.5%",
        "2023年6月30日",
        "2023年6月",
        "50亿元",
        "2",
    ]


def test_merged_cells_are_filled_down_and_hidden_parts_left_out_with_a_note() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("任务表")
        sheet.merge_range(0, 0, 1, 0, "农业")
        sheet.write_row(0, 1, ["粮食", 12])
        sheet.write_row(1, 1, ["油料", 3])
        sheet.write_row(2, 0, ["工业", "暗", 99])
        sheet.set_row(2, None, None, {"hidden": True})
        secret = book.add_worksheet("底稿")
        secret.write(0, 0, "密")
        secret.hide()

    laid = open_document(held.getvalue(), file_name="a.xlsx")

    assert laid.text.strip() == "任务表\n农业\t粮食\t12\n农业\t油料\t3"
    notes = " ".join(map(str, laid.notes))
    assert "底稿" in notes
    assert "1 个隐藏的行列" in notes


def test_a_cell_in_the_far_corner_costs_nothing() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "近")
        sheet.write(1_048_575, 16_383, "远")

    assert open_document(held.getvalue(), file_name="a.xlsx").text.split() == ["近", "远"]


def test_more_than_five_hundred_columns_are_refused() -> None:
    rows = [["1"] * 500]
    assert open_document(workbook({"a": rows}), file_name="a.xlsx").text.count("\t") == 499

    with pytest.raises(DocumentRefused, match="501 列"):
        open_document(workbook({"a": [["1"] * 501]}), file_name="a.xlsx")


def test_an_open_sheet_reads_the_words_that_it_shows() -> None:
    rows = (
        '<t:table-row><t:table-cell t:number-rows-spanned="2"><x:p>农业</x:p></t:table-cell>'
        "<t:table-cell><x:p>增速</x:p></t:table-cell>"
        '<t:table-cell o:value="0.085"><x:p>8.5%</x:p></t:table-cell></t:table-row>'
        '<t:table-row><t:covered-table-cell/><t:table-cell t:number-columns-repeated="2">'
        "<x:p>油<x:s/>料</x:p></t:table-cell></t:table-row>"
        '<t:table-row t:number-rows-repeated="1048000"><t:table-cell/></t:table-row>'
    )
    hidden = '<s:style s:name="h"><s:table-properties t:display="false"/></s:style>'
    tables = (
        f'<t:table t:name="任务">{rows}</t:table>'
        '<t:table t:name="底稿" t:style-name="h"><t:table-row><t:table-cell><x:p>密</x:p>'
        "</t:table-cell></t:table-row></t:table>"
    )

    laid = open_document(open_sheet(tables, hidden), file_name="a.ods")

    assert laid.text.strip() == "任务\n农业\t增速\t8.5%\n农业\t油 料\t油 料"
    assert "底稿" in str(laid.notes[0])


@pytest.mark.parametrize(
    ("value", "code", "reads"),
    [
        pytest.param("12.50", "0.00", "12.5", id="zeros behind the point"),
        pytest.param("0.07", "0%", "7%", id="a share"),
        pytest.param("1.25E-2", "", "0.0125", id="an exponent"),
        pytest.param("1.2E+3", "", "1200", id="a large exponent"),
        pytest.param("45107", "m-d", "6月30日", id="a day without a year"),
        pytest.param("45107", '[$-804]yyyy"年"m"月"d"日";@', "2023年6月30日", id="a Chinese day"),
        pytest.param("0.5", "h:mm", "0.5", id="a time is left alone"),
        pytest.param("125000", '0!.0,"万"', "125000", id="a scaled figure keeps its value"),
        pytest.param("5", '"约"0"家"', "约5家", id="words around a figure"),
        pytest.param("-3", "0.0_ ;[Red]-0.0", "-3", id="a negative figure"),
        pytest.param("99999999", "yyyy-m-d", "99999999", id="a day beyond the calendar"),
        pytest.param("0", "General", "0", id="nothing"),
    ],
)
def test_a_format_shows_a_figure(value: str, code: str, reads: str) -> None:
    figure = exact(value)

    assert figure is not None
    assert shown(figure, code) == reads


@given(column=st.integers(1, 16_384))
def test_columns_have_letters_and_letters_columns(column: int) -> None:
    assert column_of(letters_of(column)) == column


@given(value=st.decimals(allow_nan=False, allow_infinity=False, places=4), code=st.text())
def test_any_format_shows_any_figure(value: Decimal, code: str) -> None:
    assert shown(value, code)


def test_an_old_sheet_gives_values_and_a_note_on_shares() -> None:
    laid = open_document(zlib.decompress(base64.b85decode(OLD_BOOK)), file_name="a.xls")

    assert laid.text.strip() == "任务\n农业\t粮食\t12.5\t0.08\n农业\t油料\t125\t2023年6月30日"
    assert [place.cell for place in laid.places[5:7]] == ["任务!A1", "任务!B2"]
    assert "底稿" in str(laid.notes[0])
    assert "百分数" in str(laid.notes[1])


def test_an_old_sheet_that_is_damaged_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(4000)

    with pytest.raises(DocumentRefused, match="另存"):
        read_apart(data, file_name="a.xls")
