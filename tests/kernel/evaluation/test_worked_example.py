"""Funds arrived at the end of April: the worked example of the rulebook (DOMAIN §9.3)."""

from decimal import Decimal

import pytest
from tests.kernel.evaluation.cast import MAY, funds, presets, reported

from guatu.kernel.catalog import Light
from guatu.kernel.evaluation import ForecastMethod, evaluate

CENT = Decimal("0.01")


def test_every_figure_of_the_example_is_reproduced() -> None:
    evaluation = evaluate(funds(), reported("12.40"), as_of=MAY)

    assert evaluation.due is not None
    assert evaluation.due.quantize(CENT) == Decimal("16.67")
    assert evaluation.completion == Decimal("0.248")
    assert evaluation.deviation is not None
    assert evaluation.deviation.quantize(CENT) == Decimal("-8.53")
    assert evaluation.attainment == Decimal("0.744")
    assert evaluation.required_rate == Decimal("4.7")
    assert evaluation.stretch_factor is not None
    assert evaluation.stretch_factor.quantize(CENT) == Decimal("1.52")


@pytest.mark.parametrize(
    ("preset", "light"),
    [
        pytest.param("wuhan_2024", Light.BEHIND, id="wuhan gives its yellow card, our orange"),
        pytest.param("yinchuan_2025", Light.ON_COURSE, id="yinchuan leaves 8.53 points unstated"),
        pytest.param("hubei_default", Light.BEHIND, id="the default is orange"),
    ],
)
def test_each_preset_judges_the_example_as_printed(preset: str, light: Light) -> None:
    evaluation = evaluate(funds(preset=presets()[preset]), reported("12.40"), as_of=MAY)

    assert evaluation.light is light


def test_the_reasons_carry_their_figures() -> None:
    reasons = [str(reason) for reason in evaluate(funds(), reported("12.40"), as_of=MAY).reasons]

    assert reasons == [
        "4月末应完成 16.67 亿元，实际 12.40 亿元，差 4.27 亿元",
        "余下每月须完成 4.70 亿元，是此前月均的 1.52 倍，超过 1.5 倍，有完不成的风险",
    ]


def test_the_unstated_band_of_yinchuan_is_said() -> None:
    evaluation = evaluate(funds(preset=presets()["yinchuan_2025"]), reported("12.40"), as_of=MAY)

    assert "低于序时进度不足10个百分点，办法未作规定" in map(str, evaluation.reasons)


def test_the_year_is_forecast_by_share_with_its_interval() -> None:
    forecast = evaluate(funds(), reported("12.40"), as_of=MAY).forecast

    assert forecast is not None
    assert forecast.method is ForecastMethod.SEASONAL
    assert forecast.mid.quantize(CENT) == Decimal("37.20")
    assert forecast.low.quantize(CENT) == Decimal("31.36")
    assert forecast.high.quantize(CENT) == Decimal("43.04")


def test_the_chance_follows_the_stated_prior() -> None:
    chance = evaluate(funds(), reported("12.40"), as_of=MAY).chance

    assert chance == Decimal("0.0025")  # (37.2 − 50) / (37.2 · 15 % · √⅔) = −2.81
