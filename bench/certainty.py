"""What is shown as sure: how much of it there is, how often it is right, and the chances anew."""

from bench.extraction import ANNOTATED, FIELDS, Outcome, annotated, fitted, outcome_of
from bench.harness import Bench

from guatu.kernel.reading import SURE

RIGHT_AT_LEAST = 0.99


def measure(bench: Bench) -> None:
    """Share and precision of the sure fields in each set; prints the table that fits them all."""
    everything: list[Outcome] = []
    for name in ANNOTATED:
        outcomes = [o for document in annotated(name) for o in outcome_of(document)[0]]
        everything += outcomes
        for field in FIELDS if outcomes else ():
            share, right = sureness(outcomes, field)
            bench.record(f"{name}: {field}, share sure", [share], unit="1")
            bench.record(f"{name}: {field}, right", [right], unit="1", at_least=RIGHT_AT_LEAST)
    for field, chances in fitted(everything).items():
        print(f'    "{field}": {{')
        for way, chance in chances.items():
            print(f'        "{way}": {chance},')
        print("    },")


def sureness(outcomes: list[Outcome], field: str) -> tuple[float, float]:
    """The share of drafts whose field is shown as sure, and how many of these are right.

    Of a draft that is no target the value is wrong; its other fields are not asked.
    """
    asked = [o for o in outcomes if field == "value" or o.gold is not None]
    sure = [o for o in asked if o.draft.confidence[field] >= SURE]
    if not asked or not sure:
        return 0.0, 1.0
    return len(sure) / len(asked), sum(o.right[field] for o in sure) / len(sure)
