"""What is put to a person before a draft becomes a target."""

from guatu.kernel.reading import Doubt, read_plan


def doubts_of(text: str) -> dict[str, Doubt]:
    return {doubt.code: doubt for doubt in read_plan(text).doubts}


def test_a_document_without_a_year_is_asked_for_one() -> None:
    reading = read_plan("新建公厕8座。")

    assert reading.document_year is None
    assert reading.targets[0].period is None
    assert "年份" in str(doubts_of("新建公厕8座。")["no_year"].sentence)


def test_two_figures_for_one_thing_are_a_conflict() -> None:
    text = "青禾县2024年工作计划\n全年财政收入达到12亿元。\n确保财政收入达到13亿元。"

    doubt = doubts_of(text)["conflict"]

    assert "12" in str(doubt.sentence)
    assert "13" in str(doubt.sentence)
    assert doubt.start is not None


def test_the_same_figure_twice_is_none() -> None:
    text = "青禾县2024年工作计划\n全年财政收入达到12亿元。\n确保财政收入达到12亿元。"

    assert "conflict" not in doubts_of(text)


def test_a_figure_without_unit_is_asked_for_one() -> None:
    text = "青禾县2024年工作计划\n灌溉水利用系数提高到0.61。"

    assert "单位" in str(doubts_of(text)["unknown_unit"].sentence)


def test_letters_in_a_figure_are_shown_as_a_likely_misprint() -> None:
    text = "青禾县2024年工作计划\n新建公厕2O座。"

    (target,) = read_plan(text).targets

    assert int(target.value) == 20
    assert "misread" in doubts_of(text)


def test_an_amount_smaller_than_its_count_is_held() -> None:
    text = "青禾县2024年工作计划\n谋划储备339个(112亿元)水利项目。"

    assert "swapped" in doubts_of(text)
