"""Why a figure is not accepted, and whether a person may still confirm it."""

from typing import Literal

from guatu.kernel.sentences import Refusal

RefusalCode = Literal[
    "empty",
    "not_a_number",
    "ambiguous_grouping",
    "foreign_digits",
    "formula_error",
    "unknown_unit",
    "unit_mismatch",
    "approximate",
    "range",
    "colloquial",
    "fraction_of_count",
    "out_of_range",
    "point_or_percent",
    "control_characters",
]


class UnknownUnit(Refusal):
    """A unit of measure that the product does not know."""


class UnitsDoNotMatch(Refusal):
    """Two units that measure different things."""


class AmountRefused(Refusal):
    """A text that is no figure; `holds` when it may be kept for a person to confirm (待核).

    `suggestion` is what was probably meant, ready to be typed instead; empty when unclear.
    """

    def __init__(
        self,
        template: str,
        *,
        code: RefusalCode,
        holds: bool = False,
        suggestion: str = "",
        **params: object,
    ) -> None:
        super().__init__(template, **params)
        self.code = code
        self.holds = holds
        self.suggestion = suggestion
