"""What a person reads on a page, without its markup."""

import re
from typing import Any

TAG = re.compile(r"<(script|template|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)


def words_of(answer: Any) -> str:  # noqa: ANN401 - the test client's response
    """The text of a page with single spaces."""
    plain = TAG.sub(" ", answer.content.decode())
    return " ".join(plain.split())
