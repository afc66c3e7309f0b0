"""Days, spans and prices as each language says them."""

from datetime import date, time

import pytest

from promo.core.languages import speaking
from promo.tourism.dates import format_span, hours_words
from promo.tourism.lunar_words import lunar_span
from promo.tourism.prices import band_range, band_words
from promo.tourism.recurrence import Day

# In one month; a day of its own; over the end of the year; in a leap month.
LUNAR = {
    "vi": (
        "10–12 tháng Hai âm lịch",
        "rằm tháng Giêng âm lịch",
        "28 tháng Chạp – 3 tháng Giêng âm lịch",
        "mồng 1 tháng Sáu nhuận âm lịch",
    ),
    "en": (
        "10th–12th of the second lunar month",
        "15th of the first lunar month",
        "28th of the twelfth lunar month – 3rd of the first lunar month",
        "1st of the leap sixth lunar month",
    ),
    "fr": (
        "du 10 au 12 du deuxième mois lunaire",
        "le 15 du premier mois lunaire",
        "du 28 du douzième mois lunaire au 3 du premier mois lunaire",
        "le 1er du sixième mois lunaire intercalaire",
    ),
    "zh-hans": (
        "越南农历二月初十至十二",
        "越南农历正月十五",
        "越南农历十二月廿八至正月初三",
        "越南农历闰六月初一",
    ),
    "ja": ("旧暦2月10日～12日", "旧暦1月15日", "旧暦12月28日～1月3日", "旧暦閏6月1日"),
    "ko": ("음력 2월 10일~12일", "음력 1월 15일", "음력 12월 28일~1월 3일", "음력 윤6월 1일"),
    "lo": (
        "ວັນທີ 10–12 ເດືອນ 2 ຕາມຈັນທະຄະຕິຫວຽດນາມ",
        "ວັນທີ 15 ເດືອນ 1 ຕາມຈັນທະຄະຕິຫວຽດນາມ",
        "ວັນທີ 28 ເດືອນ 12 – 3 ເດືອນ 1 ຕາມຈັນທະຄະຕິຫວຽດນາມ",
        "ວັນທີ 1 ເດືອນ 6 (ເດືອນເພີ່ມ) ຕາມຈັນທະຄະຕິຫວຽດນາມ",
    ),
}
# Within a month; over its end; over the end of the year; one day.
SPANS = {
    "vi": (
        "28–30 tháng 3 năm 2026",
        "28 tháng 3 – 1 tháng 4 năm 2026",
        "30 tháng 12 năm 2026 – 2 tháng 1 năm 2027",
        "1 tháng 3 năm 2026",
    ),
    "en": ("28–30 March 2026", "28 March – 1 April 2026", "30 December 2026 – 2 January 2027", "1 March 2026"),
    "fr": ("28–30 mars 2026", "28 mars – 1er avril 2026", "30 décembre 2026 – 2 janvier 2027", "1er mars 2026"),
    "zh-hans": ("2026年3月28日至30日", "2026年3月28日至4月1日", "2026年12月30日至2027年1月2日", "2026年3月1日"),
    "ja": ("2026年3月28日～30日", "2026年3月28日～4月1日", "2026年12月30日～2027年1月2日", "2026年3月1日"),
    "ko": (
        "2026년 3월 28일~30일",
        "2026년 3월 28일 ~ 4월 1일",
        "2026년 12월 30일 ~ 2027년 1월 2일",
        "2026년 3월 1일",
    ),
    "lo": ("28–30 ມີນາ 2026", "28 ມີນາ – 1 ເມສາ 2026", "30 ທັນວາ 2026 – 2 ມັງກອນ 2027", "1 ມີນາ 2026"),
}


def plain(text: str) -> str:
    """Any blank is a blank."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", LUNAR)
def test_lunar_days(language: str) -> None:
    full_moon, first_of_sixth = Day(15, 1), Day(1, 6)
    assert LUNAR[language] == (
        lunar_span(Day(10, 2), Day(12, 2), language),
        lunar_span(full_moon, full_moon, language),
        lunar_span(Day(28, 12), Day(3, 1), language),
        lunar_span(first_of_sixth, first_of_sixth, language, leap=True),
    )


@pytest.mark.parametrize("language", SPANS)
def test_spans_of_days(language: str) -> None:
    spans = (
        (date(2026, 3, 28), date(2026, 3, 30)),
        (date(2026, 3, 28), date(2026, 4, 1)),
        (date(2026, 12, 30), date(2027, 1, 2)),
        (date(2026, 3, 1), date(2026, 3, 1)),
    )
    assert tuple(plain(format_span(*span, language)) for span in spans) == SPANS[language]


def test_hours_and_price_bands() -> None:
    with speaking("en"):
        assert hours_words(time(8), time(17, 30)) == "08:00–17:30"
        assert hours_words(time(8), None) == "from 08:00"
        assert hours_words(None, None) == ""
        assert plain(band_words("stay", 2, "en")) == "₫400,000 to ₫1,000,000 a night"
    with speaking("vi"):
        assert plain(band_words("eat", 1, "vi")) == "tối đa 100.000 ₫ một người"
    assert (band_range("eat", 1), band_range("stay", 3)) == ("VND 0-100000", "VND 1000000+")
