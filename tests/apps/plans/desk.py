"""Who checks plans in these tests, and the plans that they check."""

from dataclasses import dataclass
from datetime import datetime

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft
from guatu.apps.plans.operations import add_document
from guatu.apps.units.models import Unit

NEXT = (
    "2024年工作安排\n\n"
    "市招商服务中心全年实际到位资金不低于60亿元，力争80亿元。\n"
    "市科技经信局新增5G基站300个；2023年建成基站240个。\n"
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who acts, when, and for which county."""

    actor: User
    at: datetime
    county: Unit

    def read(self, text: str = NEXT, name: str = "next.txt") -> Document:
        """A plan with these words, read."""
        return add_document(
            text.encode(), county=self.county, file_name=name, actor=self.actor, at=self.at
        )

    def draft(self, words: str, text: str = NEXT) -> Draft:
        """The draft of a new plan whose indicator holds these words."""
        return self.read(text).drafts.get(indicator__contains=words)
