"""Classical models: what they must find in series whose future is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.forecasting import Model, model_paths

SEASON = (0.8, 0.9, 1.1, 1.2, 1.0, 1.0, 0.7, 0.8, 1.2, 1.3, 1.0, 1.0)
TRENDED = [
    Model.HOLT,
    Model.DAMPED,
    Model.THETA,
    Model.OPTIMISED_THETA,
    Model.LOG_DAMPED,
    Model.COMBINED,
]

series = st.lists(st.floats(1, 1e6), min_size=1, max_size=60)


@pytest.mark.parametrize("model", list(Model))
def test_a_constant_stays(model: Model) -> None:
    path = model_paths([5.0] * 30, 6, 12, [model])[model]

    assert path == pytest.approx([5.0] * 6)


@pytest.mark.parametrize("model", TRENDED)
def test_a_trend_is_carried_on(model: Model) -> None:
    rising = [100.0 + 2 * place for place in range(40)]

    path = model_paths(rising, 4, 12, [model])[model]

    assert rising[-1] < path[0] < path[-1] < rising[-1] + 10


def test_holt_follows_a_line_exactly() -> None:
    path = model_paths([10.0 + 3 * place for place in range(40)], 3, 12, [Model.HOLT])

    assert path[Model.HOLT] == pytest.approx([130, 133, 136])


def test_growth_is_a_line_of_logarithms() -> None:
    grown = [100 * 1.02**place for place in range(48)]

    path = model_paths(grown, 12, 12, [Model.THETA, Model.LOG_THETA])

    truth = 100 * 1.02**59
    assert abs(path[Model.LOG_THETA][-1] - truth) < abs(path[Model.THETA][-1] - truth)


@pytest.mark.parametrize("model", list(Model))
def test_the_season_comes_back_in_its_place(model: Model) -> None:
    values = [100 * SEASON[place % 12] for place in range(62)]

    path = model_paths(values, 12, 12, [model])[model]

    expected = [100 * SEASON[(62 + h) % 12] for h in range(12)]
    assert path == pytest.approx(expected, rel=0.01)


def test_no_season_is_seen_in_less_than_three_years() -> None:
    values = [100 * SEASON[place % 12] for place in range(30)]

    assert len(set(model_paths(values, 12, 12, [Model.SIMPLE])[Model.SIMPLE])) == 1


def test_a_season_can_be_demanded() -> None:
    values = [100 * SEASON[place % 12] for place in range(30)]

    path = model_paths(values, 12, 12, [Model.SIMPLE], seasonal=True)[Model.SIMPLE]

    assert path == pytest.approx([100 * SEASON[(30 + h) % 12] for h in range(12)], rel=0.02)


def test_values_below_zero_have_no_logarithms_and_still_a_forecast() -> None:
    values = [-3.0, 2.0, -1.0, 4.0] * 10

    paths = model_paths(values, 3, 12)

    assert paths[Model.LOG_THETA] == paths[Model.THETA]


@given(series, st.integers(1, 18))
def test_every_model_gives_a_finite_path_of_the_asked_length(
    values: list[float], horizon: int
) -> None:
    for path in model_paths(values, horizon, 12).values():
        assert len(path) == horizon
        assert all(abs(value) < 1e300 for value in path)


@given(series, st.sampled_from([0.25, 8.0, 1024.0]))
def test_the_unit_does_not_matter_to_the_smoothing_models(
    values: list[float], times: float
) -> None:
    models = [Model.SIMPLE, Model.NAIVE]

    one = model_paths(values, 3, 12, models)
    other = model_paths([value * times for value in values], 3, 12, models)

    for model in models:
        assert other[model] == pytest.approx([value * times for value in one[model]], rel=1e-6)
