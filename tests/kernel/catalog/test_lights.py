"""What light a measure earns under the bands of a preset."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.catalog import Circumstance, Light, LightPreset
from guatu.packs import open_pack

PACK = open_pack("honghu-2023")
WORSE = tuple(Light)
BOUNDARIES = [
    ("hubei_default", "1", Light.ON_COURSE),
    ("hubei_default", "0.999", Light.SLOW),
    ("hubei_default", "0.80", Light.SLOW),
    ("hubei_default", "0.799", Light.BEHIND),
    ("hubei_default", "0.60", Light.BEHIND),
    ("hubei_default", "0.599", Light.RED),
    ("yinchuan_2025", "0", Light.ON_COURSE),
    ("yinchuan_2025", "-8.53", Light.ON_COURSE),
    ("yinchuan_2025", "-10", Light.SLOW),
    ("yinchuan_2025", "-30", Light.SLOW),
    ("yinchuan_2025", "-30.01", Light.RED),
    ("sanya_2022", "0", Light.ON_COURSE),
    ("sanya_2022", "0.01", Light.SLOW),
    ("sanya_2022", "50", Light.SLOW),
    ("sanya_2022", "50.01", Light.RED),
    ("wuhan_2024", "0.80", Light.ON_COURSE),
    ("wuhan_2024", "0.744", Light.BEHIND),
    ("wuhan_2024", "0.59", Light.RED),
    ("deadline_shangqiu_2025", "30", Light.ON_COURSE),
    ("deadline_shangqiu_2025", "15", Light.BEHIND),
    ("deadline_shangqiu_2025", "-0.1", Light.RED),
    ("supervise_suqian_2025", "-8", Light.ON_COURSE),
    ("supervise_suqian_2025", "0", Light.ON_COURSE),
    ("supervise_suqian_2025", "1", Light.RED),
    ("thirds_laizhou_2023", "0.99", Light.ON_COURSE),
    ("thirds_laizhou_2023", "1", Light.SLOW),
    ("thirds_laizhou_2023", "2", Light.BEHIND),
    ("days_sz", "0", Light.ON_COURSE),
    ("days_sz", "7", Light.SLOW),
    ("days_sz", "8", Light.BEHIND),
    ("days_sz", "15", Light.RED),
]


@pytest.mark.parametrize(("preset", "measure", "light"), BOUNDARIES)
def test_each_side_of_a_boundary_has_its_light(preset: str, measure: str, light: Light) -> None:
    assert PACK.light(preset).light_at(Decimal(measure)) is light


@pytest.mark.parametrize("preset", PACK.lights, ids=lambda preset: preset.key)
def test_what_is_finished_is_done_under_every_preset(preset: LightPreset) -> None:
    finished = frozenset({Circumstance.FINISHED})

    assert preset.light_at(Decimal(-1000), finished) is Light.DONE
    assert preset.light_at(Decimal(1000), finished) is Light.DONE


def test_a_task_with_little_time_left_is_slow_only_when_silent_or_at_risk() -> None:
    preset = PACK.light("deadline_shangqiu_2025")
    silent = frozenset({Circumstance.NO_REPORT_OR_RISK})

    assert preset.light_at(Decimal(20)) is Light.ON_COURSE
    assert preset.light_at(Decimal(20), silent) is Light.SLOW
    assert preset.light_at(Decimal(40), silent) is Light.ON_COURSE


def test_no_response_is_behind_however_much_time_is_left() -> None:
    preset = PACK.light("deadline_shangqiu_2025")
    mute = frozenset({Circumstance.NO_RESPONSE})

    assert preset.light_at(Decimal(90), mute) is Light.BEHIND
    assert preset.light_at(Decimal(-1), mute) is Light.RED


def test_the_unstated_stretch_of_yinchuan_carries_its_note() -> None:
    band = PACK.light("yinchuan_2025").band_at(Decimal(-5))

    assert band is not None
    assert "未作规定" in band.note


@given(
    low=st.decimals(-100, 200, places=2),
    more=st.decimals(0, 100, places=2),
    preset=st.sampled_from(["hubei_default", "wuhan_2024", "yinchuan_2025"]),
)
def test_more_done_never_looks_worse(low: Decimal, more: Decimal, preset: str) -> None:
    before = PACK.light(preset).light_at(low)
    after = PACK.light(preset).light_at(low + more)

    assert WORSE.index(after) <= WORSE.index(before)


@given(measure=st.decimals(-1000, 1000, places=3), preset=st.sampled_from(PACK.lights))
def test_every_measure_has_a_light(measure: Decimal, preset: LightPreset) -> None:
    assert preset.light_at(measure) is not Light.NONE
