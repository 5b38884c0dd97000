"""The picture of one page, drawn in a child with limits from bytes that are not trusted."""

import json
import os
import subprocess
import sys
from dataclasses import asdict

from guatu.adapters.documents.apart import KEPT_VARIABLES
from guatu.adapters.documents.limits import Limits
from guatu.kernel.reading import DocumentRefused

COMMAND = ("-I", "-B", "-m", "guatu.adapters.documents.picture_child")
PDF, PICTURE = b"%PDF-", (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
WIDEST = 2000
HEAD = 1024


def media_of(data: bytes) -> str:
    """What can be shown of a file: pages of a `pdf`, a `picture`, or nothing but `text`."""
    if PDF in data[:HEAD]:
        return "pdf"
    return "picture" if data.startswith(PICTURE) else "text"


def page_picture(data: bytes, number: int, *, width: int, limits: Limits | None = None) -> bytes:
    """A PNG of page `number`, counted from 1, `width` pixels wide.

    Raises `DocumentRefused` when there is no such page or it cannot be drawn in time.
    """
    limits = limits or Limits()
    head = {"number": number, "width": min(width, WIDEST), "limits": asdict(limits)}
    try:
        done = subprocess.run(  # noqa: S603 - this Python, with arguments that stand above
            [sys.executable, *COMMAND],
            input=json.dumps(head).encode() + b"\n" + data,
            capture_output=True,
            timeout=limits.waiting,
            check=False,
            env={name: value for name, value in os.environ.items() if name in KEPT_VARIABLES},
        )
    except subprocess.TimeoutExpired as fault:
        raise _refused(number) from fault
    if done.returncode or not done.stdout.startswith(PICTURE[0]):
        raise _refused(number)
    return done.stdout


def _refused(number: int) -> DocumentRefused:
    return DocumentRefused("第 %(number)s 页画不出来；请下载原件查看。", number=number)
