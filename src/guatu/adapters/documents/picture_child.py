"""The child that draws one page within limits: bytes in, a PNG out, then it ends.

Standard input: one line of JSON (`number`, `width`, `limits`), then the bytes of the document.
"""

import io
import json
import sys

import pypdfium2 as pdfium
from PIL import Image

from guatu.adapters.documents.limits import Limits, confine

MOST_PIXELS = 60_000_000
NO_SUCH_PAGE = 2


def drawn(data: bytes, number: int, width: int) -> Image.Image | None:
    """The page as a picture; None when there is no such page."""
    if b"%PDF-" not in data[:1024]:
        if number != 1:
            return None
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        picture.thumbnail((width, 3 * width))
        return picture
    document = pdfium.PdfDocument(data)
    if not 1 <= number <= len(document):
        return None
    page = document[number - 1]
    wide, high = page.get_size()
    scale = width / max(wide, 1)
    if wide * high * scale * scale > MOST_PIXELS:
        return None
    shown: Image.Image = page.render(scale=scale).to_pil()
    return shown.convert("RGB")


def main() -> int:
    """Draw the page that standard input asks for."""
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    Image.init()
    confine(Limits(**asked["limits"]))
    picture = drawn(data, asked["number"], asked["width"])
    if picture is None:
        return NO_SUCH_PAGE
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    sys.stdout.buffer.write(buffer.getvalue())
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
