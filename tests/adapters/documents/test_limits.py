"""The limits of the child, proved by going beyond them."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.adapters.documents.making import PdfMaker

from guatu.adapters.documents import apart, open_document, read_apart
from guatu.adapters.documents.limits import Limits
from guatu.adapters.documents.packing import packed, unpacked
from guatu.kernel.reading import DocumentRefused, read_plan

CONFINED = (
    "from guatu.adapters.documents.limits import Limits, confine\nconfine(Limits({limits}))\n"
)
PLAN = "2024年，县教育局新建学校3所，力争4所；入学率由95%提高到99%。"


def ending(code: str, limits: str = "") -> subprocess.CompletedProcess[str]:
    """How a program ends that does this within the limits."""
    return subprocess.run(  # noqa: S603 - this Python, with the code of a test
        [sys.executable, "-I", "-c", CONFINED.format(limits=limits) + code],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


REACHING_OUT = "import socket; socket.create_connection(('127.0.0.1', 9))"
WIDENING = "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (999, 999))"


@pytest.mark.parametrize(
    ("code", "says"),
    [
        pytest.param("bytearray(600 * 1024 * 1024)", "MemoryError", id="memory"),
        pytest.param(REACHING_OUT, "Permission", id="network"),
        pytest.param("import subprocess; subprocess.run(['true'])", "Permission", id="programs"),
        pytest.param("import os; os.system('true')", "Permission", id="shell"),
        pytest.param("import os; os.fork()", "Permission", id="fork"),
        pytest.param("open('written', 'w')", "Permission", id="writing"),
        pytest.param("x = [open('/dev/zero') for _ in range(200)]", "Too many open", id="files"),
        pytest.param(WIDENING, "Error", id="widening"),
    ],
)
def test_the_child_cannot_take_what_is_not_its(code: str, says: str) -> None:
    ended = ending(code)

    assert ended.returncode != 0
    assert says in ended.stderr


def test_the_child_dies_when_it_computes_too_long() -> None:
    assert ending("while True: pass", "computing=1").returncode == -24


def test_the_child_can_do_its_work_within_them() -> None:
    assert ending("print(len(bytearray(100 * 1024 * 1024)))").stdout.strip() == "104857600"


@pytest.fixture(scope="module")
def long_plan() -> bytes:
    return f"{PLAN}\n".encode() * 20_000


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        pytest.param(Limits(memory=60), "内存不够", id="memory"),
        pytest.param(Limits(computing=1), "规定时间", id="computing"),
        pytest.param(Limits(waiting=0.8), "规定时间", id="waiting"),
    ],
)
def test_a_document_that_needs_more_is_refused_in_words(
    long_plan: bytes, limits: Limits, says: str
) -> None:
    with pytest.raises(DocumentRefused, match=says):
        read_apart(long_plan, file_name="a.txt", limits=limits)


@pytest.fixture
def dying_child(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A child that does something else in place of reading."""
    monkeypatch.setattr(apart, "COMMAND", ("-I", "-c", request.param))


@pytest.mark.parametrize(
    "dying_child",
    [
        pytest.param("import os; os.abort()", id="aborts"),
        pytest.param("raise SystemExit(3)", id="gives up"),
        pytest.param("print('no answer')", id="talks nonsense"),
        pytest.param("print('[]')", id="answers something else"),
        pytest.param("import sys; sys.stdin.buffer.read(); print('{}')", id="answers nothing"),
    ],
    indirect=True,
)
@pytest.mark.usefixtures("dying_child")
def test_whatever_happens_to_the_child_is_a_refusal_in_words() -> None:
    with pytest.raises(DocumentRefused, match="另存"):
        read_apart(PLAN.encode(), file_name="a.txt")


def test_progress_is_heard_page_by_page() -> None:
    maker = PdfMaker()
    for _ in range(3):
        maker.words(90, 100, "新建学校3所。")
        maker.next_page()
    heard: list[tuple[int, int]] = []

    read_apart(maker.done(), file_name="a.pdf", progress=lambda done, of: heard.append((done, of)))

    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_the_year_that_the_reader_knows_reaches_the_child() -> None:
    _, reading = read_apart("新建学校3所。".encode(), file_name="a.txt", year=2031)

    assert reading.document_year == 2031


def test_a_reading_comes_back_as_it_was_made() -> None:
    laid, reading = read_apart(PLAN.encode(), file_name="a.txt")

    assert reading == read_plan(PLAN)
    assert laid == open_document(PLAN.encode(), file_name="a.txt")
    assert [type(target.value) for target in reading.targets] == [Decimal, Decimal]


@given(text=st.text(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_reading_survives_packing(text: str) -> None:
    reading = read_plan(text + PLAN)

    assert unpacked(packed(reading)) == reading


@given(value=st.decimals(allow_nan=False, allow_infinity=False))
def test_any_figure_survives_packing_digit_by_digit(value: Decimal) -> None:
    assert str(unpacked(packed(value))) == str(value)


@given(data=st.binary(max_size=400), file_name=st.sampled_from(["a.docx", "a.pdf", "a.txt", ""]))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, file_name: str) -> None:
    try:
        laid = open_document(data, file_name=file_name)
    except DocumentRefused:
        return
    assert laid.text.strip()
