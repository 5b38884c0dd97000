"""An invented store of five levels, for the benchmarks of writing and of reading one county."""

from bench.levels.store import Store, open_store

__all__ = ["Store", "open_store"]
