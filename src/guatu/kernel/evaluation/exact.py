"""Exact arithmetic that never raises, with the one cast to a ratio last."""

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

NOTHING = Decimal(0)
WHOLE = Decimal(1)
HUNDRED = Decimal(100)
WITHOUT_END = Decimal("Infinity")

# Inputs of any finite size are multiplied without overflow; nothing is trapped.
EXACT = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
# Shares like 1/3 are cut at 28 digits. What is made from them is cut a little earlier, so that
# the cut never turns an exact hit into a miss.
DUE = Context(prec=24, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
RATIO = Context(prec=20, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


def ratio_of(top: Decimal, bottom: Decimal) -> Decimal | None:
    """`top` over `bottom`; None over zero."""
    return RATIO.divide(top, bottom) if bottom else None


def attained(done: Decimal, due: Decimal) -> Decimal:
    """How far `done` has come to `due`, more being better: 1 is exactly there.

    Never falls when `done` rises, whatever the signs: over a due of zero all is done or nothing,
    and over a negative one (a loss to be kept small) the ratio is turned round.
    """
    if due > 0:
        return RATIO.divide(done, due)
    if done >= 0:
        return WITHOUT_END
    return RATIO.divide(due, done) if due else NOTHING
