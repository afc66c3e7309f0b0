"""Numbers said in words and in other scripts' signs, as far as translations of numbers use them."""

import re
from decimal import Decimal
from functools import lru_cache

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3

# Words, from one on. A translator may well write them for a small number.
_WORDS = {
    "en": (
        "one|first|once|single",
        "two|second|twice|both|pair|half",
        "three|third",
        "four|fourth|quarter",
        "five|fifth",
        "six|sixth",
        "seven|seventh",
        "eight|eighth",
        "nine|ninth",
        "ten|tenth",
        "eleven|eleventh",
        "twelve|twelfth|dozen",
        "thirteen|thirteenth",
        "fourteen|fourteenth",
        "fifteen|fifteenth",
        "sixteen|sixteenth",
        "seventeen|seventeenth",
        "eighteen|eighteenth",
        "nineteen|nineteenth",
        "twenty|twentieth",
    ),
    "fr": (
        "un|une|premier|première|1er|1re",
        "deux|deuxième|second|seconde|demi|demie",
        "trois|troisième|tiers",
        "quatre|quatrième|quart",
        "cinq|cinquième",
        "six|sixième",
        "sept|septième",
        "huit|huitième",
        "neuf|neuvième",
        "dix|dixième",
        "onze|onzième",
        "douze|douzième|douzaine",
        "treize|treizième",
        "quatorze|quatorzième",
        "quinze|quinzième|quinzaine",
        "seize|seizième",
        "dix-sept|dix-septième",
        "dix-huit|dix-huitième",
        "dix-neuf|dix-neuvième",
        "vingt|vingtième|vingtaine",
    ),
    "ko": (
        *(
            "하나|한|첫|일",
            "둘|두|이",
            "셋|세|삼",
            "넷|네|사",
            "다섯|오",
            "여섯|육",
            "일곱|칠",
            "여덟|팔",
            "아홉|구",
            "열|십",
        ),
        *("열하나|열한|십일", "열둘|열두|십이", "열셋|열세|십삼", "열넷|열네|십사", "열다섯|십오", "열여섯|십육"),
        *("열일곱|십칠", "열여덟|십팔", "열아홉|십구", "스물|스무|이십"),
    ),
    "lo": (
        *("ໜຶ່ງ|ນຶ່ງ|ດຽວ|ເອັດ", "ສອງ", "ສາມ", "ສີ່", "ຫ້າ", "ຫົກ", "ເຈັດ", "ແປດ", "ເກົ້າ", "ສິບ"),
        *("ສິບເອັດ", "ສິບສອງ", "ສິບສາມ", "ສິບສີ່", "ສິບຫ້າ", "ສິບຫົກ", "ສິບເຈັດ", "ສິບແປດ", "ສິບເກົ້າ", "ຊາວ"),
    ),
}
# Django has no Lao.
_LAO_MONTHS = (
    *("ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ"),
    *("ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"),
)
# What a number is multiplied by where one of these follows.
MULTIPLES = {
    "vi": {"nghìn tỷ": 12, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9},
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9, "mln": 6},
    "fr": {"mille": 3, "millier": 3, "million": 6, "milliard": 9, "billion": 12},
    "zh": {"万亿": 12, "千": 3, "万": 4, "萬": 4, "百万": 6, "千万": 7, "亿": 8, "億": 8},
    "ja": {"千": 3, "万": 4, "百万": 6, "億": 8, "兆": 12},
    "ko": {"천": 3, "만": 4, "백만": 6, "억": 8, "조": 12},
    "lo": {"ພັນຕື້": 12, "ຕື້": 9, "ພັນລ້ານ": 9, "ລ້ານ": 6, "ແສນ": 5, "ໝື່ນ": 4, "ພັນ": 3},
    "es": {"mil": 3, "millón": 6, "millones": 6, "mil millones": 9},
}
_SIGNS = {
    sign: value
    for value, signs in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
_SIGN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8}
_SIGN_NUMBER = re.compile("[" + "".join((*_SIGNS, *_SIGN_UNITS)) + "]+")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def in_words(value: Decimal, text: str, language: str) -> bool:
    """Whether a small number is said in words; where we do not know a language's words, it may be."""
    base = language.split("-")[0]
    if value != int(value) or not 0 < value <= 20:
        return False
    if roman(int(value), text):
        return True
    words = _WORDS.get(base)
    if words is None:
        return base not in ("zh", "ja")
    choices = words[int(value) - 1]
    if base in ("ko", "lo"):
        return any(word in text for word in choices.split("|"))
    return bool(re.search(rf"(?<![^\W_])(?:{choices})s?(?![^\W_])", text, re.IGNORECASE))


def roman(value: int, text: str) -> bool:
    """XVIIIe siècle"""
    if not 0 < value <= 30:
        return False
    numeral = ""
    rest = value
    for size, sign in _ROMAN:
        numeral += sign * (rest // size)
        rest %= size
    return bool(re.search(rf"(?<![^\W_]){numeral}(?:e|er|ème|è)?(?![^\W_])", text))


def says_month(month: int, text: str, language: str) -> bool:
    return any(name in text.lower() for name in _months(month, language))


@lru_cache(maxsize=256)
def _months(month: int, language: str) -> tuple[str, ...]:
    if not 1 <= month <= 12:
        return ()
    if language.split("-")[0] == "lo":
        return (_LAO_MONTHS[month - 1],)
    with translation.override(language):
        return tuple(str(names[month]).lower().rstrip(".") for names in (MONTHS, MONTHS_3))


def signs(text: str) -> set[Decimal]:
    """Values of the Chinese numerals in a text: 十八 -> 18."""
    found: set[Decimal] = set()
    for numeral in _SIGN_NUMBER.findall(text):
        # 十二三天, "twelve, three days": the beginnings count, too.
        for end in range(1, min(len(numeral), 12) + 1):
            found.update(Decimal(value) for value in _sign_values(numeral[:end]))
        found.update(Decimal(value) for value in _sign_values(numeral))
    return found


def _sign_values(numeral: str) -> list[int]:
    if not any(sign in _SIGN_UNITS for sign in numeral):
        # Digit by digit: 二〇二五; or one after another.
        return [int("".join(str(_SIGNS[sign]) for sign in numeral)), *(_SIGNS[sign] for sign in numeral)]
    total, part, digit = 0, 0, 0
    for sign in numeral:
        if sign in _SIGNS:
            digit = _SIGNS[sign]
            continue
        unit = _SIGN_UNITS[sign]
        if unit >= 10_000:
            total += (part + digit or 1) * unit
            part, digit = 0, 0
        else:
            part += (digit or 1) * unit
            digit = 0
    return [total + part + digit]
