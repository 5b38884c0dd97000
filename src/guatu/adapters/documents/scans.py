"""Pictures of pages, read by the optional `ocr` part, offline (RELIABILITY F1, F8)."""

import importlib.util
import io
from dataclasses import dataclass, field
from typing import Any

from guatu.adapters.documents.listening import Listener
from guatu.adapters.documents.packages import damaged
from guatu.adapters.documents.runs import Run
from guatu.kernel.reading import DocumentRefused
from guatu.kernel.sentences import Sentence

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_400
SURE = 0.9
MOST_NOTES = 30
SETTINGS = {
    "Global.log_level": "error",
    "Global.use_cls": False,  # it turned whole lines upside down, and costs a third of the time
    "Rec.rec_batch_num": 1,  # lines of unlike length in one batch are padded, and slower
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
}
MISSING = Sentence(
    "这是扫描件，本机没有文字识别；请安装 ocr 组件（pip install guatu[ocr]）或上传文字版。"
)


@dataclass(slots=True)
class ScanReader:
    """The reader of pictures, with its models loaded once; `notes` tell where it was unsure."""

    engine: Any
    notes: list[Sentence] = field(default_factory=list)

    def runs(self, picture: Any, *, page: int, width: float, height: float) -> list[Run]:  # noqa: ANN401 - an array of pixels
        """The lines of a picture as runs on a page of that size."""
        found = self.engine(picture)
        if found.boxes is None:
            return []
        tall, wide = picture.shape[:2]
        runs = []
        for corners, words, score in zip(found.boxes, found.txts, found.scores, strict=True):
            if not words.strip():
                continue
            if score < SURE and len(self.notes) < MOST_NOTES:
                self.notes.append(_unsure(page, words, score))
            left, right = _reach(corners, 0, width / wide)
            top, bottom = _reach(corners, 1, height / tall)
            runs.append(Run(words.strip(), left, top, right, bottom, bottom - top))
        return runs


def _reach(corners: Any, axis: int, scale: float) -> tuple[float, float]:  # noqa: ANN401 - as above
    """The smallest and the largest coordinate of the corners, in points."""
    sides = [corner[axis] for corner in corners]
    return float(min(sides)) * scale, float(max(sides)) * scale


def _unsure(page: int, words: str, score: float) -> Sentence:
    return Sentence(
        "第 %(page)s 页“%(words)s”字迹不清（把握 %(percent)s%%）；请对照原件核对。",
        page=page,
        words=words[:40],
        percent=int(score * 100),
    )


def can_read_scans() -> bool:
    """Whether the `ocr` part is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def scan_reader(listener: Listener) -> ScanReader:
    """The reader of pictures; raises `DocumentRefused` when the `ocr` part is not installed."""
    if not can_read_scans():
        raise DocumentRefused(MISSING.template)
    listener.scans()
    from rapidocr import RapidOCR  # noqa: PLC0415 - optional, and slow to load

    return ScanReader(RapidOCR(params=SETTINGS))


def decoded(data: bytes) -> Any:  # noqa: ANN401 - an array of pixels
    """The pixels of a picture, upright and not larger than needed.

    Raises `DocumentRefused` when it is damaged or has more pixels than a page needs.
    """
    from numpy import asarray  # noqa: PLC0415 - optional, comes with the `ocr` part
    from PIL import Image, ImageOps  # noqa: PLC0415 - as above

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_many_pixels()
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return asarray(upright)[:, :, ::-1]
    except Image.DecompressionBombError as fault:
        raise _too_many_pixels() from fault
    except (OSError, ValueError, SyntaxError) as fault:
        raise damaged() from fault


def _too_many_pixels() -> DocumentRefused:
    most = MOST_PIXELS // 1_000_000
    return DocumentRefused("图片超过 %(most)s 百万像素；请缩小后再上传。", most=most)
