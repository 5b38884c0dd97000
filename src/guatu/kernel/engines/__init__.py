"""What every engine answers, and the plain reference that all of them must equal cell by cell."""

from guatu.kernel.engines.answers import Answer, Cell, Engine, Seat, World
from guatu.kernel.engines.dividing import figure_of, mean_of
from guatu.kernel.engines.reference import Reference, seated

__all__ = [
    "Answer",
    "Cell",
    "Engine",
    "Reference",
    "Seat",
    "World",
    "figure_of",
    "mean_of",
    "seated",
]
