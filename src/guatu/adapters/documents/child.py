"""The child that reads one strange document within limits: bytes in, JSON out, then it ends.

Standard input: one line of JSON (`file_name`, `year`, `limits`), then the bytes of the document.
Standard output: `{"laid": …, "reading": …}` or `{"refused": …}`. Standard error: progress.
"""

import json
import sys
from typing import Any

from guatu.adapters.documents.limits import Limits, confine, widen_for_scans
from guatu.adapters.documents.listening import Listener
from guatu.adapters.documents.opening import open_document
from guatu.adapters.documents.packing import packed
from guatu.kernel.reading import DocumentRefused, read_plan
from guatu.kernel.sentences import Sentence


def answer(data: bytes, *, file_name: str, year: int | None, listener: Listener) -> dict[str, Any]:
    """What the parent is told about a document."""
    try:
        laid = open_document(data, file_name=file_name, listener=listener)
        return {"laid": laid.packed(), "reading": packed(read_plan(laid.text, year=year))}
    except DocumentRefused as refusal:
        return {"refused": packed(refusal.sentence)}
    except RecursionError:
        return {"refused": packed(Sentence("文件内容嵌套太深；请复制正文到新文件后再上传。"))}


def _tell(*words: object) -> None:
    """Tell the parent how far the reading is."""
    print(*words, file=sys.stderr, flush=True)  # noqa: T201 - the pipe to the parent


def listener_within(limits: Limits) -> Listener:
    """Tell the parent of pages, and of scans before taking what they need."""

    def scans() -> None:
        _tell("scans")
        widen_for_scans(limits)

    return Listener(pages=lambda done, of: _tell("page", done, of), scans=scans)


def main() -> int:
    """Read the document on standard input."""
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    limits = Limits(**asked["limits"])
    confine(limits)
    listener = listener_within(limits)
    told = answer(data, file_name=asked["file_name"], year=asked["year"], listener=listener)
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
