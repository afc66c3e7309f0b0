"""The translation memory: exact and similar texts, at any size."""

import random
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rapidfuzz import fuzz

from promo.languages import memory
from promo.languages.models import MemoryEntry
from promo.languages.segments.segment import digest

pytestmark = pytest.mark.django_db

SENTENCE = "Đền Đa Hòa thờ Chử Đồng Tử và Tiên Dung, nằm bên bờ sông Hồng, mười tám nếp mái."
SYLLABLES = (  # noqa: SIM905  a text reads better than a list
    "đất lành chim đậu sông hồng bãi bồi chuối nhãn lồng gà đông tảo nghệ mật ong lễ hội mùa xuân đền chùa xã huyện "
    "tỉnh người dân làng nghề truyền thống phát triển kinh tế đầu tư khu công nghiệp hợp tác quốc tế du lịch văn hóa "
    "di sản vườn quả thu hoạch tháng năm ngày trẻ già học sinh trường cầu đường chợ quê thuyền bến nước mưa nắng gió "
    "lúa ngô khoai sen tre trúc đình miếu hát chèo múa trống chiêng rước kiệu sử sách vua quan dân ca gốm lụa"
).split()


def sentence(generator: random.Random, words: int = 0) -> str:
    return " ".join(generator.choice(SYLLABLES) for _ in range(words or generator.randint(6, 25))).capitalize() + "."


def altered(text: str, generator: random.Random, share: float) -> str:
    """The sentence with this share of its words replaced."""
    words = text.split()
    for place in generator.sample(range(len(words)), max(1, round(len(words) * share))):
        words[place] = generator.choice(SYLLABLES)
    return " ".join(words)


def test_exact_and_similar():
    memory.remember("en", [(SENTENCE, "Đa Hòa Temple worships them."), ("Chợ quê họp mỗi sáng.", "The market.")])
    assert memory.matches("en", SENTENCE) == [memory.Match(100, SENTENCE, "Đa Hòa Temple worships them.")]
    near = SENTENCE.replace("mười tám", "hai mươi")
    (match,) = memory.matches("en", near)
    assert 75 <= match.percent < 100
    assert match.source == SENTENCE
    assert memory.matches("fr", SENTENCE) == []
    assert memory.matches("en", "Một câu hoàn toàn khác hẳn, chẳng giống gì.") == []


def test_other_case_is_not_exact():
    memory.remember("en", [(SENTENCE, "Temple")])
    assert memory.matches("en", SENTENCE.upper())[0].percent == 99


def test_short_texts_are_found_only_if_the_same():
    memory.remember("ko", [("Giá vé", "입장료")])
    assert memory.matches("ko", "Giá vé")[0].target == "입장료"
    assert memory.matches("ko", "Giá xe") == []


def test_targets_of_other_scripts():
    memory.remember("zh-hans", [(SENTENCE, "多和祠供奉褚童子与仙容。")])
    memory.remember("lo", [(SENTENCE, "ວິຫານດາຮວ່າ")])
    assert memory.exact("zh-hans", [SENTENCE]) == {digest(SENTENCE): "多和祠供奉褚童子与仙容。"}
    assert memory.matches("lo", SENTENCE + " Xem thêm.")[0].target == "ວິຫານດາຮວ່າ"


def test_published_again_counts_and_the_most_used_comes_first():
    memory.remember("en", [(SENTENCE, "First")])
    memory.remember("en", [(SENTENCE, "Second")])
    assert memory.exact("en", [SENTENCE])[digest(SENTENCE)] == "Second"
    memory.remember("en", [(SENTENCE, "First"), (SENTENCE, "First")])
    assert MemoryEntry.objects.get(target="First").uses == 2
    assert memory.exact("en", [SENTENCE])[digest(SENTENCE)] == "First"
    assert [match.target for match in memory.matches("en", SENTENCE)] == ["First", "Second"]


def test_nothing_worth_remembering():
    memory.remember("en", [("", "x"), ("Chợ", " "), ("18.720", "18,720"), ("<1>2025</1>", "<1>2025</1>"), ("–", "-")])
    assert not MemoryEntry.objects.exists()


def test_tags_that_do_not_fit_are_left_out():
    memory.remember("en", [("Hội <1>Chử Đồng Tử</1> đầu xuân", "The <1>Chử Đồng Tử</1> feast")])
    (same_tags,) = memory.matches("en", "Hội <1>Chử Đồng Tử</1> đầu xuân này")
    assert same_tags.target == "The <1>Chử Đồng Tử</1> feast"
    (no_tags,) = memory.matches("en", "Hội Chử Đồng Tử đầu xuân")
    assert no_tags == memory.Match(99, "Hội <1>Chử Đồng Tử</1> đầu xuân", "The Chử Đồng Tử feast")


def test_fingerprints_are_the_same_everywhere():
    assert memory.bands_of("Nhãn lồng Hưng Yên")[:2] == FINGERPRINT
    assert memory.bands_of("NHÃN   LỒNG <1>Hưng Yên</1>") == memory.bands_of("Nhãn lồng Hưng Yên")
    assert all(0 <= band < 2**63 for band in memory.bands_of(SENTENCE))


FINGERPRINT = [1422379957485933245, 474047918814557631]


def test_twenty_thousand_entries(django_assert_num_queries):
    generator = random.Random(7)
    sentences = [sentence(generator) for _ in range(20_000)]
    # A quarter are what portals repeat: the same words around a name.
    sentences[::4] = [f"Ủy ban nhân dân xã {sentence(generator, 2)[:-1]}, tỉnh Hưng Yên" for _ in sentences[::4]]
    memory.remember("en", [(text, f"Translation {number}") for number, text in enumerate(sentences)])
    assert MemoryEntry.objects.count() >= 19_000

    wanted, found, took = 0, 0, 0.0
    for text in [text for text in sentences if len(text.split()) >= 8 and not text.startswith("Ủy")][:400]:
        changed = altered(text, generator, generator.choice([0.05, 0.1, 0.15, 0.2]))
        if not 75 <= fuzz.ratio(text.lower(), changed.lower()) <= 95:
            continue
        started = perf_counter()
        matches = memory.matches("en", changed)
        took += perf_counter() - started
        wanted += 1
        found += any(match.source == text for match in matches)
    assert wanted > 200
    assert found >= 0.85 * wanted, f"{found} of {wanted}"
    # Syllables drawn from a hundred share far more runs than sentences do: the worst case.
    assert took / wanted < 0.5, f"{1000 * took / wanted:.1f} ms a look-up"  # seconds where all are compared
    repeated = sentences[4].replace(", tỉnh", " – tỉnh")
    assert sentences[4] in {match.source for match in memory.matches("en", repeated)}

    with django_assert_num_queries(2):
        memory.matches("en", sentences[4] + "!")
    with django_assert_num_queries(1):
        memory.exact("en", sentences[:300])
    with CaptureQueriesContext(connection) as captured:
        memory.remember("en", [(text, "again") for text in sentences[:20]])
    assert len(captured) <= 5
