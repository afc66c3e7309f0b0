"""A day or days of the lunar calendar in words, as each language says them: "10–12 tháng Hai âm lịch".

No catalogue of strings: languages count days and months of that calendar by words and rules of their own.
"""

from collections.abc import Callable

from promo.tourism.recurrence import Day

_VI_MONTHS = ("Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười một", "Chạp")
_EN_MONTHS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_FR_MONTHS = (
    *("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième"),
    *("septième", "huitième", "neuvième", "dixième", "onzième", "douzième"),
)
_ZH_NUMBERS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def _vietnamese(first: Day, last: Day, leap: bool) -> str:
    def month(day: Day) -> str:
        return f"tháng {_VI_MONTHS[day.month - 1]}" + (" nhuận" if leap and day.month == first.month else "")

    if first == last:
        # The first ten days and the full moon have words of their own.
        day = "rằm" if first.day == 15 else f"mồng {first.day}" if first.day <= 10 else f"ngày {first.day}"
        return f"{day} {month(first)} âm lịch"
    if first.month == last.month:
        return f"{first.day}–{last.day} {month(first)} âm lịch"
    return f"{first.day} {month(first)} – {last.day} {month(last)} âm lịch"


def _english(first: Day, last: Day, leap: bool) -> str:
    def day(number: int) -> str:
        ending = "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"

    def month(of: Day) -> str:
        return f"the {'leap ' if leap and of.month == first.month else ''}{_EN_MONTHS[of.month - 1]} lunar month"

    if first == last:
        return f"{day(first.day)} of {month(first)}"
    if first.month == last.month:
        return f"{day(first.day)}–{day(last.day)} of {month(first)}"
    return f"{day(first.day)} of {month(first)} – {day(last.day)} of {month(last)}"


def _french(first: Day, last: Day, leap: bool) -> str:
    def day(number: int) -> str:
        return "1er" if number == 1 else str(number)

    def month(of: Day) -> str:
        return (
            f"du {_FR_MONTHS[of.month - 1]} mois lunaire{' intercalaire' if leap and of.month == first.month else ''}"
        )

    if first == last:
        return f"le {day(first.day)} {month(first)}"
    if first.month == last.month:
        return f"du {day(first.day)} au {day(last.day)} {month(first)}"
    return f"du {day(first.day)} {month(first)} au {day(last.day)} {month(last)}"


def _chinese(first: Day, last: Day, leap: bool) -> str:
    def day(number: int) -> str:
        if number <= 10:
            return "初" + _ZH_NUMBERS[number]
        if number in (20, 30):
            return _ZH_NUMBERS[number // 10] + "十"
        return ("十", "廿")[number // 10 - 1] + _ZH_NUMBERS[number % 10]

    def month(of: Day) -> str:
        name = "正" if of.month == 1 else ("十" if of.month > 10 else "") + _ZH_NUMBERS[(of.month - 1) % 10 + 1]
        return f"{'闰' if leap and of.month == first.month else ''}{name}月"

    begin = f"越南农历{month(first)}{day(first.day)}"
    if first == last:
        return begin
    return f"{begin}至{'' if first.month == last.month else month(last)}{day(last.day)}"


def _numbered(prefix: str, month: str, day: str, to: str, leap_word: str) -> Callable[[Day, Day, bool], str]:
    """Japanese and Korean: month and day are numbers."""

    def words(first: Day, last: Day, leap: bool) -> str:
        def of(number: int) -> str:
            return (leap_word if leap and number == first.month else "") + month % number

        begin = f"{prefix}{of(first.month)}{day % first.day}"
        if first == last:
            return begin
        return f"{begin}{to}{'' if first.month == last.month else of(last.month)}{day % last.day}"

    return words


def _lao(first: Day, last: Day, leap: bool) -> str:
    def month(of: Day) -> str:
        return f"ເດືອນ {of.month}{' (ເດືອນເພີ່ມ)' if leap and of.month == first.month else ''}"

    # The months of the Lao calendar are others.
    end = "ຕາມຈັນທະຄະຕິຫວຽດນາມ"
    if first == last:
        return f"ວັນທີ {first.day} {month(first)} {end}"
    if first.month == last.month:
        return f"ວັນທີ {first.day}–{last.day} {month(first)} {end}"
    return f"ວັນທີ {first.day} {month(first)} – {last.day} {month(last)} {end}"


_LANGUAGES: dict[str, Callable[[Day, Day, bool], str]] = {
    "vi": _vietnamese,
    "en": _english,
    "fr": _french,
    "zh-hans": _chinese,
    "ja": _numbered("旧暦", "%d月", "%d日", "～", "閏"),
    "ko": _numbered("음력 ", "%d월 ", "%d일", "~", "윤"),
    "lo": _lao,
}


def lunar_span(first: Day, last: Day, language: str, *, leap: bool = False) -> str:
    """These days in words. `leap`: the month of the first day is the leap month of its number."""
    return _LANGUAGES.get(language, _english)(first, last, leap)
