"""Making the environment: what stands in the way is said with its remedy."""

from pathlib import Path

import pytest
from script.environment import (
    Environment,
    checksum,
    refusal_of,
    require_python,
    require_space,
    require_venv,
)
from script.words import CannotStart

NO_NETWORK = "WARNING: Retrying (Retry(total=1)) after connection broken\nERROR: No matching x"
WRONG_HASH = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
NO_WHEEL = "ERROR: No matching distribution found for granian==2.8.7"


@pytest.fixture
def made(tmp_path: Path) -> Environment:
    """An environment that looks complete, with a lock of one package."""
    place, lock = tmp_path / ".venv", tmp_path / "base.lock"
    (place / "bin").mkdir(parents=True)
    (place / "bin" / "python").touch()
    lock.write_text("six==1\n", encoding="ascii")
    environment = Environment(place, lock, tmp_path / "src")
    environment.stamp.write_text(checksum(lock), encoding="ascii")
    return environment


def test_an_old_python_is_refused_with_the_way_out() -> None:
    with pytest.raises(CannotStart, match=r"3\.10.*\n.*PYTHON=python3\.11 script/run"):
        require_python((3, 10))


def test_the_least_python_is_enough() -> None:
    require_python((3, 11))


def test_a_missing_module_is_refused_with_the_package_to_install() -> None:
    with pytest.raises(CannotStart, match="python3-venv"):
        require_venv(("venv", "no_such_module"))


def test_a_full_disk_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"磁盘空间不足.*\nToo little disk space"):
        require_space(tmp_path, least=10**18)


def test_a_roomy_disk_is_enough(tmp_path: Path) -> None:
    require_space(tmp_path, least=0)


@pytest.mark.parametrize(
    ("output", "words"),
    [(NO_NETWORK, "HTTPS_PROXY"), (WRONG_HASH, "哈希不符"), (NO_WHEEL, r"granian==2\.8\.7")],
    ids=["no network", "wrong hash", "anything else"],
)
def test_what_pip_says_becomes_one_sentence(output: str, words: str) -> None:
    refusal = refusal_of(output)

    with pytest.raises(CannotStart, match=words):
        raise refusal
    assert len(str(refusal).splitlines()) == 2


def test_an_installed_lock_is_recognized(made: Environment) -> None:
    assert made.is_fresh


def test_a_changed_lock_is_noticed(made: Environment) -> None:
    made.lock.write_text("six==2\n", encoding="ascii")

    assert not made.is_fresh


def test_a_removed_interpreter_is_noticed(made: Environment) -> None:
    made.python.unlink()

    assert not made.is_fresh


@pytest.mark.parametrize(
    ("lock", "parts"),
    [
        ("base.lock", ["base.lock"]),
        ("postgresql.lock", ["base.lock", "postgresql.lock"]),
        ("cluster.lock", ["base.lock", "cluster.lock"]),
        ("dev.lock", ["base.lock", "dev.lock", "postgresql.lock"]),
    ],
)
def test_a_larger_environment_satisfies_the_smaller_locks(
    lock: str, parts: list[str], tmp_path: Path
) -> None:
    whole = Environment(tmp_path, tmp_path / lock, tmp_path)

    assert [part.lock.name for part in whole.parts] == parts
