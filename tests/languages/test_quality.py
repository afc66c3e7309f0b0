"""What the quality check finds, and what it leaves alone."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from promo.core.languages import TARGETS
from promo.demo.files import CONTENT
from promo.languages import glossary_files, quality
from promo.languages.glossary import Terms
from promo.languages.models import GlossaryTerm
from promo.languages.segments import richtext
from promo.portals.content import load

ROWS = {
    "en": [
        ("Khoái Châu", "Khoai Chau", "use"),
        ("Ủy ban nhân dân", "People's Committee", "use"),
        ("Chủ tịch Ủy ban nhân dân", "Chairman of the People's Committee", "use"),
        ("Triệu Việt Vương", "Trieu Viet Vuong", "use"),
        ("OCOP", "", "keep"),
        ("Đại Việt sử ký toàn thư", "", "keep"),
        ("Hoàng Sa", "Hoang Sa", "use"),
        ("Hoàng Sa", "Hoang Sa (Paracel)", "use"),
        ("Hoàng Sa", "Paracel", "forbid"),
        ("Biển Đông", "East Sea", "use"),
        ("Biển Đông", "South China Sea", "forbid"),
    ],
    "zh-hans": [("Khoái Châu", "快州", "use"), ("OCOP", "", "keep"), ("Biển Đông", "南海", "forbid")],
    "lo": [("Chử Đồng Tử", "ຈື ດົ່ງ ຕື", "use")],
    "ja": [("Triệu Việt Vương", "チエウ・ヴィエット・ヴオン", "use"), ("Triệu Việt Vương", "趙越王", "use")],
}


def terms(language: str) -> Terms:
    return Terms(
        GlossaryTerm(language=language, term=term, translation=said, rule=rule)
        for term, said, rule in ROWS.get(language, ())
    )


def codes(source: str, target: str, language: str = "en", kind: str = "line") -> list[str]:
    with translation.override("en"):
        return [issue.code for issue in quality.check(kind, source, target, language, terms(language))]


@pytest.mark.parametrize(
    ("language", "source", "target", "expected"),
    [
        # Numbers
        ("en", "Rộng 18.720 m², cao 1,5 m", "18,720 m² wide, 1.5 m high", []),
        ("en", "Rộng 18.720 m²", "18.720 m² wide", ["number_format"]),
        ("en", "Rộng 18.720 m²", "18,270 m² wide", ["number"]),
        ("en", "Rộng 18.720 m²", "18720 m² wide", []),
        ("fr", "Rộng 2.514,81 km²", "2\u202f514,81 km²", []),
        ("fr", "Rộng 2.514,81 km²", "2 514,81 km²", []),
        ("fr", "Rộng 2.514,81 km²", "2.514,81 km²", ["number_format"]),
        ("lo", "Rộng 18.720 m²", "ເນື້ອທີ່ 18.720 m²", []),
        ("lo", "Năm 2025", "ປີ ໒໐໒໕", []),
        ("zh-hans", "Rộng 18.720 m²", "占地18,720平方米", []),
        ("zh-hans", "Dân số 3,5 triệu người", "人口350万", []),
        ("ja", "Dân số 35.000 người", "人口3万5千人", ["number"]),
        ("zh-hans", "Mồng 10 đến 12", "初十至十二", []),
        ("zh-hans", "Có 300 người", "有三百人", ["number_words"]),
        ("en", "Dân số 3,5 triệu", "Population 3.5 million", []),
        ("en", "Dân số 3,5 triệu", "Population 3,500,000", []),
        ("en", "Bằng 7 thứ tiếng", "In seven languages", []),
        ("en", "Bằng 7 thứ tiếng", "In six languages", ["number"]),
        ("fr", "Thế kỷ 18", "Au XVIIIe siècle", []),
        ("fr", "Ngày 1", "Le premier jour", []),
        ("ko", "Có 3 xã", "세 사", []),
        ("en", "Lúc 19h30", "At 7:30 p.m.", []),
        ("en", "Sông dài 149 km, đường QL39, 20 m2", "The river is 149 km long, highway 39, 20 m²", []),
        ("en", "WCAG 2.2", "WCAG 2.2", []),
        ("en", "Quyết định 152/2023/QĐ-BVHTT", "Decision 152/2023/QĐ-BVHTT", []),
        # Dates
        ("en", "Ngày 13/11/2023", "13 November 2023", []),
        ("en", "Ngày 13/11/2023", "13 December 2023", ["number"]),
        ("fr", "Ngày 1/7/2025", "Le 1er juillet 2025", []),
        ("ja", "Ngày 1/7/2025", "2025年7月1日", []),
        ("lo", "Ngày 26/10/2025", "ວັນທີ 26 ຕຸລາ 2025", []),
        ("en", "Ngày 1/7/2025", "07/01/2025", ["date"]),
        ("en", "Mùa nước, tháng 6–9", "High water, June to September", []),
        ("ko", "Tháng 2 năm 2025", "2025년 2월", []),
        # Telephones
        ("en", "Gọi 0221 3 863 456", "Call 0221.3863.456", []),
        ("en", "Gọi 0221 3863 456", "Call +84 221 3863 456", []),
        ("en", "Gọi 0221 3863 456", "Call 0221 3863 465", ["phone"]),
        # Links, placeholders
        ("en", "Xem https://hungyen.gov.vn/a?b=1.", "See https://hungyen.gov.vn/a?b=1.", []),
        ("en", "Xem https://hungyen.gov.vn/a", "See https://hungyen.gov.vn/", ["link"]),
        ("en", "Viết cho ban@hungyen.gov.vn", "Write to us", ["link"]),
        ("en", "Mở Vietnam.vn, v.v.", "Open Vietnam.vn, etc.", []),
        ("en", "Chào {name}, %(count)s tin", "Hello {name}, %(count)s news", []),
        ("en", "Chào {name}", "Hello {ten}", ["placeholder", "placeholder"]),
        ("fr", "Được 100 % đề cử", "100 % des voix", []),
        # Terms
        ("en", "Xã KHOÁI CHÂU", "Khoai Chau Commune", []),
        ("en", "Xã Khoái Châu", "Khoái Châu Commune", []),
        ("en", "Xã Khoái Châu", "The commune", ["term"]),
        ("en", "Ủy ban nhân dân xã", "The People’s Committees", []),
        ("en", "Uỷ ban nhân dân xã", "The Peoples Comittee", ["term"]),
        ("en", "Chủ tịch Ủy ban nhân dân tỉnh", "Chairman of the Hung Yen People's Committee", []),
        ("en", "Sản phẩm OCOP", "An OCOP product", []),
        ("en", "Sản phẩm OCOP", "A one-commune product", ["term"]),
        ("zh-hans", "Sản phẩm OCOP Khoái Châu", "快州OCOP产品", []),
        ("zh-hans", "Huyện Khoái Châu", "该县", ["term"]),
        ("ja", "Vua Triệu Việt Vương", "趙越王", []),
        ("ja", "Vua Triệu Việt Vương", "チエウ・ヴィエット・ヴオン王", []),
        ("lo", "Hội Chử Đồng Tử", "ບຸນຈືດົ່ງຕື", []),
        # Forbidden
        ("en", "Đảo xa", "The Paracel islands", ["forbidden"]),
        ("en", "Hoàng Sa", "Hoang Sa (Paracel) Special Zone", []),
        ("en", "Hoàng Sa", "Paracel (Hoang Sa)", ["forbidden"]),
        ("en", "Biển", "The South China Sea", ["forbidden"]),
        ("en", "Biển", "The sea south of China", []),
        ("zh-hans", "Biển", "南海", ["forbidden"]),
        # Spaces, empty, untranslated
        ("en", "Chợ quê", "The  market", ["double_space"]),
        ("en", "Chợ quê", " The market", ["space"]),
        ("en", "Chợ quê", "The market ", ["space"]),
        ("en", "Chợ quê", "  ", ["empty"]),
        ("en", "", "", []),
        ("en", "Chợ quê họp mỗi sáng", "Chợ quê họp mỗi sáng", ["untranslated"]),
        ("en", "ASEAN 2025", "ASEAN 2025", []),
        ("en", "Đại Việt sử ký toàn thư", "Đại Việt sử ký toàn thư", []),
        (
            "en",
            "Đất lành chim đậu, người dân ở đây trồng nhãn từ rất lâu đời.",
            "A good land, người dân ở đây trồng nhãn từ rất lâu.",
            ["left_over"],
        ),
        ("en", "Các xã Liên Khê, Phùng Hưng, Đông Kết", "Liên Khê, Phùng Hưng, Đông Kết", []),
        # Punctuation
        ("zh-hans", "Đất, người.", "土地,人.", ["punctuation", "punctuation"]),
        ("zh-hans", "Đất, người.", "土地，人。", []),
        ("zh-hans", "Trang asean.org, 3.5", "asean.org 网站，3.5", []),
        ("ja", "Đi đâu?", "どこへ?", ["punctuation"]),
        ("ja", "Đi đâu?", "どこへ行きますか。", []),
        ("ko", "Đất, người", "땅，사람", ["punctuation"]),
        ("ko", "Đi đâu?", "어디로?", []),
        ("fr", "Đi đâu?", "Où aller?", ["punctuation"]),
        ("fr", "Đi đâu?", "Où aller\u202f?", []),
        ("fr", "“Đất lành”: 10:30", "« Bonne terre » : 10:30", []),
        ("fr", "“Đất lành”", "«Bonne terre »", ["punctuation"]),
        ("en", "Đất, người", "Land , people", ["punctuation"]),
        ("lo", "Đất, người.", "ແຜ່ນດິນ, ຄົນ", []),
        ("es", "Đi đâu?", "Adónde ir?", ["punctuation"]),
        ("es", "Đi đâu?", "¿Adónde ir?", []),
    ],
)
def test_findings(language: str, source: str, target: str, expected: list[str]) -> None:
    assert codes(source, target, language) == expected


def test_tags():
    assert codes("Đất <1>lành</1>", "Good <1>land</1>", kind="rich") == []
    assert set(codes("Đất <1>lành</1>", "Good land", kind="rich")) == {"tag"}
    assert set(codes("Đất <1>lành</1>", "Good <2>land</2>", kind="rich")) == {"tag"}
    assert codes("Đất <1>lành</1> <2>chim</2>", "Good <1>land <2>bird</1></2>", kind="rich") == ["tag"]
    # A line is plain: what looks like tags is text.
    assert "tag" not in codes("Đất <1>lành</1>", "Good land", kind="line")


def test_errors_come_first_and_messages_are_words():
    with translation.override("en"):
        found = quality.check("line", "Xã Khoái Châu rộng 18.720 m²", "The  Paracel commune", "en", terms("en"))
    assert [issue.severity for issue in found] == sorted(issue.severity for issue in found)
    texts = " ".join(issue.message for issue in found)
    assert "“Khoái Châu” is “Khoai Chau” in the glossary." in texts
    assert "“Paracel” must not be used. Write “Hoang Sa”." in texts
    assert "The number 18.720 is missing." in texts


@pytest.mark.django_db
def test_reads_the_glossary_itself():
    GlossaryTerm.objects.create(language="en", term="Khoái Châu", translation="Khoai Chau")
    assert [issue.code for issue in quality.check("line", "Khoái Châu", "The district", "en")] == ["term"]


# --- The demonstration, which people have translated -----------------------------------------


def _leaves(node: Any) -> Any:
    if isinstance(node, dict):
        if isinstance(node.get("vi"), str):
            yield node
            return
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _leaves(child)


def _texts(language: str) -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(Path(CONTENT).rglob("*.toml")):
        content = {key: value for key, value in load(path).items() if key != "local_slug"}
        for leaf in _leaves(content):
            source, target = leaf["vi"], leaf.get(language)
            if not target:
                continue
            if not source.lstrip().startswith("<"):
                found.append(("line", source, target))
                continue
            pairs = [[part for part in richtext.split(text) if not isinstance(part, str)] for text in (source, target)]
            found += [("rich", one.text, other.text) for one, other in zip(*pairs, strict=True)]
    return found


@pytest.mark.parametrize("language", TARGETS)
def test_few_false_alarms_on_real_translations(language: str) -> None:
    rows = glossary_files.read("glossary.csv", glossary_files.SEED.read_bytes())
    seed = Terms(
        GlossaryTerm(language=row.language, term=row.term, translation=row.translation, rule=row.rule, note=row.note)
        for row in rows
        if row.language == language
    )
    texts = _texts(language)
    assert len(texts) > 400
    found = [quality.check(kind, source, target, language, seed) for kind, source, target in texts]
    assert not [issue for issues in found for issue in issues if issue.severity == "error"]
    assert sum(bool(issues) for issues in found) < 0.035 * len(texts)
