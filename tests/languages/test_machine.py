"""Machine translation against a real HTTP server that speaks LibreTranslate's API."""

import re
from typing import Any

import pytest
from django.utils import translation as interface

from promo.languages import desk, machine, memory, originals
from promo.languages.glossary import Terms
from promo.languages.machine import MachineError
from promo.languages.machine.libretranslate import LibreTranslate
from promo.languages.machine.masks import LostMaskError, Masked
from promo.languages.models import GlossaryTerm, Translation, Unit
from tests.languages.libretranslate import libretranslate
from tests.shared import shared

TERMS = [("Khoái Châu", "Khoai Chau", "use"), ("sông Hồng", "Red River", "use"), ("OCOP", "", "keep")]


def terms() -> Terms:
    return Terms(GlossaryTerm(language="en", term=term, translation=said, rule=rule) for term, said, rule in TERMS)


@pytest.fixture
def server() -> Any:
    with libretranslate() as running:
        yield running


@pytest.fixture
def engine(server: Any) -> LibreTranslate:
    return LibreTranslate(server.url, timeout=2)


# --- The engine ------------------------------------------------------------------------------


def test_translates_in_batches(server, engine):
    texts = [f"câu {number}" for number in range(45)]
    assert engine.translate(texts, "vi", "en") == [text.upper() for text in texts]
    assert [len(body["q"]) for body in server.requests] == [20, 20, 5]
    assert server.requests[0]["format"] == "text"
    assert "api_key" not in server.requests[0]


def test_chinese_has_another_name_there(server, engine):
    engine.translate(["một"], "vi", "zh-hans")
    assert server.requests[0]["target"] == "zh-Hans"


def test_old_servers_do_not_say_what_they_know(server, engine):
    server.languages = []
    assert engine.translate(["một"], "vi", "en") == ["MỘT"]
    with interface.override("en"), pytest.raises(MachineError, match="zh is not supported"):
        engine.translate(["một"], "vi", "zh-hans")


def test_a_language_the_server_does_not_have(server, engine):
    with pytest.raises(MachineError, match="ລາວ"):
        engine.translate(["một"], "vi", "lo")
    assert server.requests == []


def test_key(server):
    server.key = "secret"
    assert LibreTranslate(server.url, "secret").translate(["một"], "vi", "en") == ["MỘT"]
    with pytest.raises(MachineError, match="key") as caught:
        LibreTranslate(server.url, "wrong").translate(["một"], "vi", "en")
    assert "wrong" not in str(caught.value)


def test_too_much_at_once_is_sent_in_parts(server, engine):
    server.batch_limit, server.char_limit = 3, 60
    texts = ["một", "hai", "ba", "bốn", "x" * 100, "sáu", "bảy"]
    assert engine.translate(texts, "vi", "en") == ["MỘT", "HAI", "BA", "BỐN", "", "SÁU", "BẢY"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((400, {"error": "Invalid request: missing q parameter"}, {}), "missing q"),
        ((403, {"error": "Invalid API key"}, {}), "key"),
        ((429, {"error": "Slowdown: 10 per 1 minute"}, {"Retry-After": "60"}), "too often"),
        ((500, {"error": "Cannot translate text: boom"}, {}), "error \\(500\\).*boom"),
        ((502, b"<html>Bad gateway</html>", {}), "502"),
        ((302, b"", {"Location": "http://127.0.0.1:9/translate"}), "elsewhere"),
        ((200, b"<html>login</html>", {}), "no sense"),
        ((200, b"\xff\xfe\x00", {}), "no sense"),
        ((200, {"translatedText": "a text, not a list"}, {}), "no sense"),
        ((200, {"translatedText": ["one too", "many"]}, {}), "no sense"),
        ((200, {"translatedText": [None]}, {}), "no sense"),
        ((200, b'{"translatedText": ["' + b"x" * 5_000_000 + b'"]}', {}), "too large"),
    ],
)
def test_errors_are_said_in_words(server, engine, answer, says):
    server.answer = answer
    with interface.override("en"), pytest.raises(MachineError, match=says):
        engine.translate(["một"], "vi", "en")


def test_slow_server(server):
    server.delay = 1.5
    with interface.override("en"), pytest.raises(MachineError, match="in time"):
        LibreTranslate(server.url, timeout=0.3).translate(["một"], "vi", "en")


def test_server_that_never_ends(server, monkeypatch):
    monkeypatch.setattr("promo.languages.machine.libretranslate._CONNECT_SECONDS", 0.2)
    engine = LibreTranslate(server.url, timeout=0.3)
    engine._known = {"vi": {"en"}}
    server.drip = True
    server.answer = (200, {"translatedText": ["x" * 60_000]}, {})
    with interface.override("en"), pytest.raises(MachineError):
        engine.translate(["một"], "vi", "en")


def test_no_server():
    with interface.override("en"), pytest.raises(MachineError, match="cannot be reached"):
        LibreTranslate("http://127.0.0.1:9").translate(["một"], "vi", "en")


def test_off_by_default(settings):
    assert settings.LIBRETRANSLATE_URL == ""
    assert machine.engine() is None
    settings.LIBRETRANSLATE_URL = "http://translate.example.vn/"
    assert machine.engine().name == "LibreTranslate"


# --- What is hidden from it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "rich", "expected"),
    [
        ("Đất và người", False, "ĐẤT VÀ NGƯỜI"),
        ("Khoái Châu bên sông Hồng", False, "Khoai Chau BÊN Red River"),
        ("Sản phẩm OCOP của {name}: https://example.vn/a?b=1&c=2.", False, None),
        ("Đất <1>nhãn <2>Khoái Châu</2></1>, <3/>người", True, "ĐẤT <1>NHÃN <2>Khoai Chau</2></1>, <3/>NGƯỜI"),
        (r"Viết \<1> là thẻ, a < b & c", True, r"VIẾT \<1> LÀ THẺ, A < B & C"),
        ("Giá < 5 & > 3 ở Khoái Châu", False, "GIÁ < 5 & > 3 Ở Khoai Chau"),
        ("Dòng một\n\nDòng hai ở Khoái Châu", False, "DÒNG MỘT\n\nDÒNG HAI Ở Khoai Chau"),
        ("<b>không phải thẻ</b>", False, "<B>KHÔNG PHẢI THẺ</B>"),
    ],
)
def test_hidden_and_restored(engine, source, rich, expected):
    mask = Masked(source, rich, terms())
    (answer,) = engine.translate([mask.text], "vi", "en", markup=mask.markup)
    made = mask.restore(answer, "en")
    if expected is None:
        expected = "SẢN PHẨM OCOP CỦA {name}: https://example.vn/a?b=1&c=2."
    assert made == expected


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text.replace('id="k1"', ""),
        lambda text: text.replace('id="k1"', 'id="k9"'),
        lambda text: text + text,
        lambda text: text.replace("nhãn", "<b>nhãn</b>"),
        lambda text: "CHỈ CÓ CHỮ",
    ],
)
def test_lost_masks_are_noticed(spoil):
    mask = Masked("Đất <1>nhãn</1> Khoái Châu", True, terms())
    assert mask.restore(mask.text, "en") == "Đất <1>nhãn</1> Khoai Chau"
    with pytest.raises(LostMaskError):
        mask.restore(spoil(mask.text), "en")


def test_no_gaps_between_chinese_signs():
    chinese = Terms([GlossaryTerm(language="zh-hans", term="Khoái Châu", translation="快州")])
    mask = Masked("Nhãn Khoái Châu", False, chinese)
    answer = mask.text.replace("Nhãn", "龙眼")
    assert mask.restore(answer, "zh-hans") == "龙眼快州"


# --- A translation ---------------------------------------------------------------------------


@shared
def work(article: Any) -> Translation:
    article.body_vi = [
        ("text", "<p>Nhãn <b>Khoái Châu</b> chín vào tháng bảy.</p><p>Xem https://example.vn/nhan.</p>"),
        ("text", "<p>Chợ quê họp mỗi sáng.</p>"),
    ]
    article.save()
    original = originals.original_of(article)
    made, _created = Translation.objects.get_or_create(original=original, language="fr")
    desk.worksheet(made)
    return made


@pytest.fixture
def switched_on(server: Any, settings: Any) -> Any:
    settings.LIBRETRANSLATE_URL = server.url
    settings.LIBRETRANSLATE_TIMEOUT = 2
    return server


def units(work: Translation) -> dict[str, Unit]:
    return {unit.source: unit for unit in desk.worksheet(work)}


def test_fills_what_is_empty(work, switched_on, administrator):
    GlossaryTerm.objects.create(language="fr", term="Khoái Châu", translation="Khoai Chau")
    memory.remember("fr", [("Chợ quê họp mỗi sáng.", "Le marché se tient chaque matin.")])
    kept = units(work)["Xem https://example.vn/nhan."]
    desk.apply_targets(work, {kept.key: "Voir https://example.vn/nhan."}, state="draft", user=administrator)

    count = machine.translate_missing(work, administrator)

    after = units(work)
    assert after["Chợ quê họp mỗi sáng."].target == "Le marché se tient chaque matin."
    assert after["Chợ quê họp mỗi sáng."].state == Unit.State.DRAFT
    made = after["Nhãn <1>Khoái Châu</1> chín vào tháng bảy."]
    assert made.target == "NHÃN <1>Khoai Chau</1> CHÍN VÀO THÁNG BẢY."
    assert made.state == Unit.State.MACHINE
    assert after["Xem https://example.vn/nhan."].target == "Voir https://example.vn/nhan."
    assert count == len(after) - 1
    assert all(unit.state != Unit.State.REVIEWED for unit in after.values())
    assert machine.translate_missing(work, administrator) == 0


def test_spoiled_texts_stay_empty(work, switched_on, administrator):
    switched_on.spoil = lambda text: re.sub(r' id="[^"]*"', "", text)
    filled = machine.fill_missing(work, administrator)
    assert filled.failed == 2
    after = units(work)
    assert after["Nhãn <1>Khoái Châu</1> chín vào tháng bảy."].state == Unit.State.EMPTY
    assert after["Chợ quê họp mỗi sáng."].state == Unit.State.MACHINE


def test_too_long_for_its_place_stays_empty(work, switched_on, administrator):
    switched_on.spoil = lambda text: text * 40
    machine.translate_missing(work, administrator)
    assert units(work)["Lễ hội mùa xuân"].state == Unit.State.EMPTY


def test_what_was_done_before_an_error_is_kept(work, switched_on, administrator, monkeypatch):
    monkeypatch.setattr(machine, "BATCH", 1)
    switched_on.fail_after = 2
    with pytest.raises(MachineError):
        machine.translate_missing(work, administrator)
    states = [unit.state for unit in desk.worksheet(work)]
    assert states.count(Unit.State.MACHINE) == 2


def test_what_somebody_wrote_meanwhile_is_not_overwritten(work, switched_on, administrator):
    unit = units(work)["Chợ quê họp mỗi sáng."]

    class Slow:
        name = "slow"

        def translate(self, texts: list[str], source: str, target: str, markup: bool = False) -> list[str]:
            if "Chợ quê họp mỗi sáng." in texts:
                desk.apply_targets(work, {unit.key: "Le marché."}, state="draft", user=administrator)
            return [text.upper() for text in texts]

    machine.fill_missing(work, administrator, using=Slow())
    assert units(work)["Chợ quê họp mỗi sáng."].target == "Le marché."


def test_without_an_engine_the_memory_alone(work, administrator):
    memory.remember("fr", [("Chợ quê họp mỗi sáng.", "Le marché.")])
    assert machine.translate_missing(work, administrator) == 1
