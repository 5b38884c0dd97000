"""The table that a page is in the midst of: its columns, and what its next row states."""

from dataclasses import dataclass, field

from guatu.kernel.reading.pages import Block, Kind
from guatu.kernel.reading.periods import Horizon
from guatu.kernel.reading.rows import Row, row_of
from guatu.kernel.reading.tables import Caption, Columns, caption_units, columns_of


@dataclass(slots=True)
class Sheet:
    """What holds from the head of a table to its end."""

    horizon: Horizon
    columns: Columns | None = None
    caption: Caption = field(default_factory=Caption)  # what stands above the table
    above: str = ""  # the name in the row before
    owner: str | None = None  # named in the row before
    is_head: bool = False  # the block before was a line of the head

    def row_of(self, block: Block) -> Row | None:
        """What the block states as a row of the table; None for a head and for words."""
        if units := caption_units(block):
            self.columns, self.caption = None, Caption(self.caption.title, units)
            return None
        if not block.cells or (self._parts_by_tabs and not block.is_row):
            self._leave(block)
            return None
        if not block.is_row and self.columns is None and len(block.cells) == 1:
            self.caption = Caption(block.text)
        above = self.columns if self.is_head else None
        columns = columns_of(block, self.horizon, above, self.caption)
        if columns is not None:
            self.columns, self.is_head = columns, True
            self.above, self.owner = "", None
            return None
        self.is_head = False
        row = row_of(block, self.columns, self.horizon, self.above) if self.columns else None
        if row is not None:
            self.above = row.topic or self.above
            self._carry_owner(row)
        return row

    def _carry_owner(self, row: Row) -> None:
        """A party named once answers for the rows under it that leave its cell empty."""
        if row.owner is None and self.owner is not None:
            row.owner = self.owner
            for found in row.commitments:
                found.owner = found.owner or self.owner
        self.owner = row.owner

    @property
    def _parts_by_tabs(self) -> bool:
        return self.columns is not None and self.columns.is_row

    def _leave(self, block: Block) -> None:
        """Words after the rows of a table end it; a line without a stop may be the next title."""
        if self._parts_by_tabs:
            self.columns = None
        self.caption = Caption(block.text if block.kind is Kind.HEADING else "")
        self.is_head = False
