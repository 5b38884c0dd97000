"""Reading a strange document in a child with limits."""

from decimal import Decimal

import pytest
from tests.adapters.documents.making import TABLE, PdfMaker, plan_in_word

from guatu.adapters.documents import read_apart
from guatu.kernel.reading import DocumentRefused

WORDS = "2024年，县工信局新增规模以上工业企业12家。"


def drawn(words: str) -> bytes:
    maker = PdfMaker()
    maker.block(90, 100, 28, words)
    return maker.done()


@pytest.mark.parametrize(
    ("file_name", "data"),
    [
        pytest.param("计划.txt", WORDS.encode("gb18030"), id="text"),
        pytest.param("计划.docx", plan_in_word([WORDS]), id="word"),
        pytest.param("计划.pdf", drawn(WORDS), id="pdf"),
        pytest.param("计划", plan_in_word([WORDS]), id="a name without a suffix"),
    ],
)
def test_a_plan_of_each_kind_comes_back_with_its_targets(file_name: str, data: bytes) -> None:
    laid, reading = read_apart(data, file_name=file_name)

    [target] = reading.targets
    assert (target.indicator, target.value, target.unit) == (
        "新增规模以上工业企业",
        Decimal(12),
        "家",
    )
    assert laid.text[target.start : target.end] == target.quote
    assert laid.where(target.start, target.end)


def test_a_table_in_word_gives_a_target_for_each_row() -> None:
    laid, reading = read_apart(plan_in_word([], TABLE), file_name="任务.docx", year=2024)

    found = [(draft.indicator, draft.value, draft.owner) for draft in reading.targets]
    assert found == [
        ("粮食产量", Decimal("12.5"), "县农业农村局"),
        ("新增高新技术企业", Decimal(15), "县科技局"),
    ]
    assert laid.where(reading.targets[0].start, reading.targets[0].end)[0].cell == "表1 第2行"


def test_a_document_that_is_cut_off_is_refused_in_words() -> None:
    data = plan_in_word([WORDS])

    with pytest.raises(DocumentRefused, match="另存"):
        read_apart(data[: len(data) // 2], file_name="计划.docx")
