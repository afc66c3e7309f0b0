"""Slugs, address words and alphabetical order."""

import random
import re
import unicodedata

import pytest
from django.db import connection

from promo.core.languages import CODES
from promo.core.text import fold, local_slugify, slugify, sort_key


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đầu tư và du lịch Đồng Tháp", "dau-tu-va-du-lich-dong-thap"),
        (unicodedata.normalize("NFD", "Đầu tư và du lịch Đồng Tháp"), "dau-tu-va-du-lich-dong-thap"),
        ("Ưu đãi: thuế, đất & “một cửa”", "uu-dai-thue-dat-mot-cua"),
        ("  Chử Đồng Tử – Tiên Dung  ", "chu-dong-tu-tien-dung"),
        ("KẾ HOẠCH SỐ 151/KH-UBND", "ke-hoach-so-151-kh-ubnd"),
        ("ẰẲẴẮẶ ỪỬỮỨỰ ỳỷỹýỵ", "aaaaa-uuuuu-yyyyy"),
        ("", ""),
        ("农业", ""),
    ],
)
def test_slugify(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_fold_leaves_other_scripts_alone() -> None:
    assert fold("Đa Hòa") == "da hoa"
    assert fold("ນ້ຳ") == "ນ້ຳ"
    assert fold("が") == "が"


@pytest.mark.parametrize(
    ("title", "language", "words"),
    [
        ("兴安省：投资指南（2026年）", "zh-hans", "兴安省-投资指南-2026年"),
        ("祭り・春／夏", "ja", "祭り-春-夏"),
        ("ＡＢＣ１２３　ガイド", "ja", "abc123-ガイド"),
        ("축제 안내 2026/03", "ko", "축제-안내-2026-03"),
        ("L'été à Hưng Yên : cœur du delta", "fr", "l-ete-a-hung-yen-coeur-du-delta"),
        ("Ægir", "fr", "aegir"),
        ("ບຸນ “ນ້ຳ” 3.2/4", "lo", "ບຸນ-ນ້ຳ-3-2-4"),
        ("Spring festival: 10–12 March", "en", "spring-festival-10-12-march"),
        ("../../etc/passwd", "lo", "etc-passwd"),
        ("ア'\"`<b>", "ja", "ア-b"),
        ("...", "zh-hans", ""),
        ("😀", "ko", ""),
    ],
)
def test_address_words(title: str, language: str, words: str) -> None:
    assert local_slugify(title, language) == words


def test_lao_vowel_stays_one_letter() -> None:
    """NFKC would write ຳ as two letters that nobody types."""
    words = local_slugify("ນໍາທ່ຽວ ນ້ຳ", "lo")
    assert "\u0eb3" in words
    assert unicodedata.is_normalized("NFC", words)


def test_marks_typed_apart_are_composed() -> None:
    assert local_slugify(unicodedata.normalize("NFD", "ガイド"), "ja") == "ガイド"
    assert local_slugify(unicodedata.normalize("NFD", "축제"), "ko") == "축제"


@pytest.mark.parametrize("language", CODES)
def test_address_words_are_safe_segments(language: str) -> None:
    nasty = "a/b\\c?d#e%2fg.h;i:j@k&l=m+n,o$p!q*r(s)t[u]v'w\"x<y>z|{}~^`\x00\u200b\u202e\ufeff đ/ສ/农/が"
    words = local_slugify(nasty, language)
    assert not re.search(r"[\s/\\?#%.;:@&=+,$!*()\[\]'\"<>|{}~^`\x00\u200b\u202e\ufeff]", words)
    assert words.strip("-") == words
    assert "--" not in words


@pytest.mark.parametrize("language", CODES)
def test_address_words_have_a_limit(language: str) -> None:
    assert len(local_slugify("lễ hội 祭り ບຸນ " * 100, language)) <= 100


def ordered(words: list[str], language: str = "vi") -> list[str]:
    return sorted(words, key=lambda word: sort_key(word, language))


def test_vietnamese_alphabet() -> None:
    alphabet = ["An", "Ăn", "Ân", "Ba", "Da", "Đa", "Ea", "Êa", "Oa", "Ôa", "Ơa", "Ua", "Ưa", "Va", "Yên", "Zá"]
    shuffled = alphabet[:]
    random.Random(1).shuffle(shuffled)
    assert ordered(shuffled) == alphabet


def test_tones_count_only_between_equal_letters() -> None:
    assert ordered(["mạ", "má", "mã", "mả", "mà", "ma"]) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    # "mạ" before "man": a letter more outweighs any tone.
    assert ordered(["man", "mạ"]) == ["mạ", "man"]
    assert ordered(["Bình Định", "Bính", "Binh"]) == ["Binh", "Bính", "Bình Định"]


def test_words_end_before_they_go_on() -> None:
    assert ordered(["An Bình", "Án", "An", "Anh"]) == ["An", "Án", "An Bình", "Anh"]
    assert ordered(["Yên Mỹ", "Yến", "Yên", "Yên Hòa"]) == ["Yên", "Yến", "Yên Hòa", "Yên Mỹ"]
    assert ordered(["Phường 10", "Phường 1", "Phường 2"]) == ["Phường 1", "Phường 10", "Phường 2"]


def test_case_form_and_edges_do_not_matter() -> None:
    key = sort_key("Đa Hòa", "vi")
    assert sort_key("đa hòa", "vi") == sort_key("  ĐA  HÒA ", "vi") == key
    assert sort_key(unicodedata.normalize("NFD", "Đa Hòa"), "vi") == key


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("text", ["", "m² đất", "①", "Ⅻ", "٣ km", "Œuvre 農業 ບຸນ", "Tân\u00a0Dân\n(cũ)", "₫ 5/6"])
def test_any_text_has_a_key(text: str, language: str) -> None:
    assert re.fullmatch(r"[0-9a-z]*", sort_key(text, language))


def test_key_fits_its_column() -> None:
    assert all(len(sort_key("Ủy ban nhân dân xã 農業 ບຸນ " * 20, code)) <= 120 for code in CODES)


def test_other_latin_languages_ignore_marks_and_case() -> None:
    assert ordered(["zoo", "Été", "ete b", "Alpha", "eté a"], "fr") == ["Alpha", "Été", "eté a", "ete b", "zoo"]
    assert ordered(["œuvre", "zone", "nord"], "fr") == ["nord", "œuvre", "zone"]


@pytest.mark.django_db
def test_the_database_orders_keys_as_python_does() -> None:
    """Whatever its collation: that is what the keys are for."""
    from tests.factories import UnitFactory

    names = [
        "An",
        "Zá",
        "Ân",
        "Ăn",
        "Đa",
        "Da",
        "mạ",
        "man",
        "Mễ Sở",
        "Án",
        "An Bình",
        "Yên Mỹ",
        "Yến",
        "Phường 10",
        "Phường 2",
    ]
    for name in random.Random(2).sample(names, len(names)):
        UnitFactory(name_vi=name, full_name_vi=name, name_en=slugify(name).replace("-", " ").title())
    from promo.localities.models import AdministrativeUnit

    for language in ("vi", "en", "ja"):
        column = f"sort_name_{language}"
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(AdministrativeUnit._meta.db_table)
            cursor.execute(f"SELECT {column} FROM {table} ORDER BY {column}")  # noqa: S608
            keys = [row[0] for row in cursor.fetchall()]
        assert len(keys) == len(names)
        assert keys == sorted(keys)
    in_order = list(AdministrativeUnit.objects.order_by("sort_name_vi").values_list("name_vi", flat=True))
    assert in_order == ordered(names)
