"""The parts of the benchmark of a whole country: the processes that are measured, and the page."""
