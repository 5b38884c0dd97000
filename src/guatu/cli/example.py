"""Building and printing the example county."""

from datetime import date

from guatu.apps.accounts.queries import DEMO_PASSWORD
from guatu.apps.boards.queries import Row, readings_on
from guatu.apps.boards.words import amount, chance, gap, light_word, unit_word
from guatu.apps.plans.queries import pack_in_use
from guatu.cli.language import heads_of, named
from guatu.cli.tables import table
from guatu.flows.example_county import build_example
from guatu.flows.simulated_year import is_simulated_until
from guatu.kernel.sentences import Refusal, Sentence
from guatu.platform.clock import as_of

HEADS = (
    Sentence("亮灯"),
    Sentence("牵头单位"),
    Sentence("目标"),
    Sentence("实际"),
    Sentence("应到"),
    Sentence("目标值"),
    Sentence("单位"),
    Sentence("差"),
    Sentence("年底预测"),
    Sentence("概率"),
    Sentence("已报"),
)
MARKS = {"done": "✓", "on": "●", "slow": "▲", "behind": "◆", "red": "■", "none": "○"}


def day_shown() -> date:
    """The day that the example is built to; raises `Refusal` outside its year."""
    day = as_of()
    if day.year != pack_in_use().year:
        raise Refusal(
            "示例县只有 %(year)s 年。请把 --as-of 写成这一年里的一天，例如 %(year)s-06-13。",
            year=pack_in_use().year,
        )
    return day


def is_built(day: date) -> bool:
    """Whether the example stands up to `day`."""
    return is_simulated_until(day)


def build(day: date) -> None:
    """Build the example up to `day`, going on where it stands."""
    build_example(day, DEMO_PASSWORD)


def print_targets(day: date) -> None:
    """Print every target with its light, as the board shows it."""
    rows = readings_on(day)
    day = max((row.reading.day for row in rows), default=day)
    print(f"\n挂图 · {day} · 模拟数据 / simulated data\n")
    print(table(heads_of(*HEADS), [_line(row) for row in rows], "lllrrrlrrrr"))
    print()


def _line(row: Row) -> list[str]:
    """One target as the cells of its line."""
    target, reading, places = row.target, row.reading, row.places
    return [
        f"{MARKS[row.light]} {light_word(row.word)}",
        named(target.owner.short, target.owner.name_en),
        named(target.indicator.name, target.indicator.name_en),
        amount(reading.actual, places),
        amount(reading.due, places),
        amount(target.goal, places),
        unit_word(target.indicator.unit),
        gap(row.ahead, places),
        amount(reading.mid, places),
        chance(reading.chance, row.light),
        f"{reading.filed}/{reading.expected}",
    ]
