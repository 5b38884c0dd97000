"""Where the letters of a document stand on its pages."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.reading import Laid, Page, Place
from guatu.kernel.sentences import Sentence

LAID = Laid(
    "主要目标\n粮食产量\t12万吨\n",
    pages=(Page(1, 595.0, 842.0),),
    places=(
        Place(0, 4, 1, (0.1, 0.1, 0.5, 0.12)),
        Place(5, 9, 1, (0.1, 0.2, 0.3, 0.22), "表1 第1行"),
        Place(10, 14, 1, (0.4, 0.2, 0.6, 0.22), "表1 第1行"),
    ),
    notes=(Sentence("第 %(page)s 页；%(remedy)s", page=1, remedy=Sentence("请核对。")),),
)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        pytest.param(0, 4, [0], id="a whole line"),
        pytest.param(3, 6, [0, 1], id="over two lines"),
        pytest.param(4, 5, [], id="only the line end"),
        pytest.param(10, 11, [2], id="one letter of a cell"),
        pytest.param(0, 99, [0, 1, 2], id="all"),
    ],
)
def test_a_span_is_found_where_its_letters_stand(start: int, end: int, found: list[int]) -> None:
    assert LAID.where(start, end) == tuple(LAID.places[at] for at in found)


def test_a_layout_comes_back_from_json() -> None:
    assert Laid.unpacked(json.loads(json.dumps(LAID.packed()))) == LAID


@pytest.mark.parametrize(
    "places",
    [
        pytest.param([[0, 99, 1, None, None]], id="behind the end"),
        pytest.param([[3, 2, 1, None, None]], id="backwards"),
        pytest.param([[2, 3, 1, None, None], [0, 1, 1, None, None]], id="out of order"),
    ],
)
def test_a_place_outside_the_text_is_refused(places: list[list[object]]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        Laid.unpacked(LAID.packed() | {"places": places})


@given(lengths=st.lists(st.integers(1, 9), min_size=1, max_size=30), data=st.data())
def test_each_letter_is_found_in_its_own_line_and_in_no_other(
    lengths: list[int], data: st.DataObject
) -> None:
    places = []
    at = 0
    for number, length in enumerate(lengths, start=1):
        places.append(Place(at, at + length, number))
        at += length + 1
    laid = Laid("字" * at, places=tuple(places))
    chosen = data.draw(st.sampled_from(places))
    letter = data.draw(st.integers(chosen.start, chosen.end - 1))

    assert laid.where(letter, letter + 1) == (chosen,)
