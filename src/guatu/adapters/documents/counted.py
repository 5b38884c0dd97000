"""How a counter is shown: 一、 （二） ③ IV d, by the names that Word gives the formats."""

from collections.abc import Callable, Sequence

DIGITS = "零一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "十", "百", "千")
LEGAL_PLACES = ("", "拾", "佰", "仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
MOST = 9_999
MOST_CIRCLED = 20


def chinese(number: int, digits: str = DIGITS, places: Sequence[str] = PLACES) -> str:
    """十二 for 12; up to four digits."""
    said = ""
    was_zero = False
    figures = str(number)
    for at, figure in enumerate(figures):
        place = len(figures) - at - 1
        if figure == "0":
            was_zero = True
            continue
        said += digits[0] if was_zero and said else ""
        said += digits[int(figure)] + places[place]
        was_zero = False
    return said[1:] if said.startswith("一十") else said


def legal(number: int) -> str:
    """壹拾贰 for 12."""
    return chinese(number, LEGAL, LEGAL_PLACES)


def _row(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)]


def _letter(number: int) -> str:
    """The letters of the alphabet, then each twice."""
    return chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 9)


def _roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= MOST_CIRCLED else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(figure) + 0xFEE0) for figure in str(number))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": "{}.".format,
    "decimalEnclosedParen": "({})".format,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "japaneseDigitalTenThousand": chinese,
    "chineseLegalSimplified": legal,
    "ideographLegalTraditional": legal,
    "ideographTraditional": _row(STEMS),
    "ideographZodiac": _row(BRANCHES),
    "ideographEnclosedCircle": lambda number: f"({chinese(number)})",
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}


def counted(number: int, name: str) -> str:
    """The counter as the format `name` shows it; plain digits for a format not known here."""
    if not 1 <= number <= MOST:
        return str(number)
    return FORMATS.get(name, str)(number)
