"""A page as a scanner gives it."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

FONTS = Path("/usr/share/fonts/opentype/noto").glob("NotoS*CJK-Regular.ttc")
LINES = [
    "一、主要目标",
    "    2024年，全县新增规模以上工业企业12家，固定资产投资增",
    "长8%以上，粮食产量稳定在12.5万吨。",
]


@pytest.fixture(scope="session")
def scan() -> bytes:
    """A scanned page with three lines; without a Chinese font its letters are empty boxes."""
    font = next((ImageFont.truetype(str(path), 32, index=2) for path in FONTS), None)
    page = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(page)
    for number, words in enumerate(LINES):
        pen.text((140, 150 + number * 52), words, fill=0, font=font)
    held = io.BytesIO()
    page.save(held, "PNG")
    return held.getvalue()
