"""A pytest plugin: how many examples a property is tried on, and that none is timed.

`script/test` asks for `--hypothesis-profile=thorough`; a test that names its own count keeps it.
"""

import gc

from hypothesis import settings

settings.register_profile("quick", deadline=None, max_examples=20)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=100)
settings.load_profile("quick")


def pytest_collection_finish() -> None:
    """Let the collector pass over what stays, and seldom look at the much that examples leave."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
