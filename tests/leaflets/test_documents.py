"""Real PDFs, few of them: sheets and folds, embedded letters, what fits and what is cut, pictures."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from promo.core.languages import speaking
from promo.leaflets import drafts, engine, fonts, maps, photos
from promo.leaflets.engine import Laid
from promo.leaflets.leaf import Leaf, Point, Section
from tests.leaflets.reading import embedded_fonts, page_count, text_of
from tests.leaflets.samples import ADDRESS, TEXTS, drawn, leaf, picture, portal

MILLIMETRE = 96 / 25.4


@pytest.fixture
def printed(monkeypatch: Any) -> Any:
    """Makes a draft's PDF and gives it with the document it was made of."""

    def make(draft: drafts.Draft) -> tuple[bytes, Laid]:
        last = []
        pdf = Laid.pdf
        monkeypatch.setattr(Laid, "pdf", lambda laid: last.append(laid) or pdf(laid))
        with engine.slot:
            data = draft.pdf()
        monkeypatch.setattr(Laid, "pdf", pdf)
        return data, last[0]

    return make


def measured(draft: drafts.Draft) -> Laid:
    """The document alone, without making a PDF of it: half the time."""
    with pytest.MonkeyPatch.context() as patch:
        last = []
        patch.setattr(Laid, "pdf", lambda laid: last.append(laid) or b"")
        draft.pdf()
    return last[0]


def sizes(laid: Laid) -> list[tuple[int, int]]:
    return [(round(page.width / MILLIMETRE), round(page.height / MILLIMETRE)) for page in laid.document.pages]


@pytest.mark.parametrize(
    ("language", "letters"), [("vi", "Portal"), ("ja", "Noto-Sans-CJK-JP"), ("lo", "Noto-Sans-Lao")]
)
def test_a_folded_sheet_has_its_letters_with_it(printed: Any, language: str, letters: str) -> None:
    draft = drafts.single(leaf(language, picture=picture()), portal(), language, "a4")
    data, laid = printed(draft)
    assert page_count(data) == 2
    assert sizes(laid) == [(297, 210), (297, 210)]
    names = embedded_fonts(data)
    # Six letters and a plus: only the letters that are used.
    assert all(name[6] == "+" and name[:6].isupper() for name in names), names
    assert any(name[7:].startswith(letters) for name in names), names
    assert not any("DejaVu" in name for name in names), names
    assert len(data) < 700_000
    title, introduction, fact, paragraph = TEXTS[language]
    # Outside: cover, flap, back. Inside: facts and text.
    outside, inside = (text_of(laid, page).replace(" ", "") for page in (0, 1))
    for words in (title, introduction):
        assert words.replace(" ", "") in outside
    for words in (*fact, paragraph):
        assert words.replace(" ", "") in inside


def test_the_cover_lies_right_and_the_flap_left() -> None:
    """97 + 100 + 100 mm outside: folded along the two lines, the cover is on top and the flap inside."""
    laid = measured(drafts.single(leaf(), portal(), "vi", "a4"))
    panels = {
        name: (round(box.position_x / MILLIMETRE), round(box.width / MILLIMETRE + padding))
        for box in laid.document.pages[0]._page_box.descendants(placeholders=True)
        for name, padding in (("flap", 18), ("back", 16), ("cover", 0))
        if box.element is not None and name in (box.element.get("class") or "").split()
    }
    assert panels == {"flap": (0, 97), "back": (97, 100), "cover": (197, 100)}


def test_a5_is_two_pages() -> None:
    laid = measured(drafts.single(leaf("ko", picture=picture()), portal(), "ko", "a5"))
    assert sizes(laid) == [(148, 210), (148, 210)]
    assert TEXTS["ko"][0] in text_of(laid, 0)
    assert TEXTS["ko"][2][1] in text_of(laid, 1)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_text_without_end_stays_on_its_two_pages(paper: str) -> None:
    endless = Section("Dài", "<p>Chữ và chữ nữa, một đoạn văn không chịu ngắn lại.</p>" * 70)
    long = leaf(
        title="Tên dài " * 25,
        introduction="Lời giới thiệu không dứt. " * 80,
        sections=(endless,),
        facts=tuple((f"Nhãn {n}", "Giá trị " * 20) for n in range(40)),
        directions="<p>Đi thẳng rồi rẽ.</p>" * 60,
        points=(),
        note="Ví dụ " * 50,
    )
    draft = drafts.single(long, portal(full_name="Tỉnh " * 40, address="Đường " * 40), "vi", paper)
    laid = measured(draft)
    assert laid.page_count == 2
    assert draft.parts[0].is_cut
    # The panel of the directions ends above what stands at its foot.
    if paper == "a4":
        assert laid.places()["way-end"].y <= drafts._BACK_BOTTOM


def test_words_without_a_space_do_not_run_over_the_edge() -> None:
    long = leaf("ja", title="紅" * 60, sections=(Section("", f"<p>{'河' * 900}</p><p>{'W' * 400}</p>"),))
    laid = measured(drafts.single(long, portal(), "ja", "a4"))
    assert laid.page_count == 2
    for page in laid.document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if getattr(box, "text", None):
                assert box.position_x + box.width <= page.width + 1


def test_a_booklet_has_a_page_each(printed: Any) -> None:
    leaves = [
        leaf("zh-hans"),
        leaf(
            "zh-hans",
            title="河岸",
            rows=({"time": "8:00", "title": "渡口", "text": "", "distance": "2 km"},),
            line=True,
        ),
        Leaf(title="空", address=ADDRESS),
    ]
    data, laid = printed(drafts.booklet(leaves, portal(), "zh-hans", "a5"))
    assert page_count(data) == 4
    assert set(sizes(laid)) == {(148, 210)}
    assert "河岸" in text_of(laid, 0)
    assert "渡口" in text_of(laid, 2)
    assert b"/Lang" in data or "zh-Hans" in laid.document.metadata.lang


@pytest.mark.django_db
@pytest.mark.parametrize(("paper", "entries"), [("a4", 2), ("a4", 18), ("a4", 26), ("a5", 2), ("a5", 14)])
def test_contents_map_and_imprint_of_a_booklet_share_its_cover(paper: str, entries: int) -> None:
    placed = [leaf("vi", points=(Point(20.9, 105.9 + number / 100, "x"),)) for number in range(entries)]
    laid = measured(drafts.booklet(placed, portal(), "vi", paper))
    assert "Tính đến ngày" in text_of(laid, 0)
    assert laid.page_count == 1 + entries


def test_a_catalogue_names_pages_in_its_contents() -> None:
    leaves = [
        leaf("fr", title=f"Produit {n}", kicker="Aliments" if n < 4 else "Artisanat", stars=3, picture=None)
        for n in range(8)
    ]
    laid = measured(drafts.catalogue(leaves, "Produits", "Du delta.", portal(), "fr", "a4"))
    contents = text_of(laid, 1)
    assert contents.index("Aliments") < contents.index("Produit 0") < contents.index("Artisanat")
    assert {place.page for name, place in laid.places().items() if name.startswith("entry")} == {2, 3}
    assert set(sizes(laid)) == {(210, 297)}


def test_two_leaflets_of_the_same_are_the_same_and_of_another_not() -> None:
    first = drafts.single(leaf(), portal(), "vi", "a4").digest()
    assert drafts.single(leaf(), portal(), "vi", "a4").digest() == first
    others = [
        drafts.single(leaf(), portal(), "vi", "a5"),
        drafts.single(leaf(), portal(theme="nghe"), "vi", "a4"),
        drafts.single(leaf(introduction="Khác."), portal(), "vi", "a4"),
        drafts.single(leaf(directions="<p>Đi thẳng.</p>"), portal(), "vi", "a4"),
    ]
    assert len({first, *(other.digest() for other in others)}) == 5


def test_it_says_of_which_day_it_is(monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 2, 28))
    with speaking("fr"):
        draft = drafts.single(leaf("fr"), portal(), "fr", "a4")
    assert "28 février 2026" in draft.html()


def test_stops_are_numbered_and_dates_are_not() -> None:
    rows = ({"time": "2027", "title": "17–19", "text": "", "distance": ""},)
    html = drafts.single(leaf(rows=rows, rows_title="Ngày hội"), portal(), "vi", "a4").html()
    assert "stop-number" not in html
    assert "Ngày hội" in html
    assert "stop-number" in drafts.single(leaf(rows=rows, line=True), portal(), "vi", "a4").html()


def test_markup_in_texts_is_text(monkeypatch: Any) -> None:
    evil = '<img src="file:///etc/passwd"><script>x</script>'
    bad = Leaf(
        title=evil, address=ADDRESS, introduction=evil, kicker=evil, facts=((evil, evil),), note=evil,
        sections=(Section(evil, evil + "<p>Lời</p>"),), rows=({"time": evil, "title": evil, "text": evil},),
        directions=evil,
    )  # fmt: skip
    for paper in ("a4", "a5"):
        html = drafts.single(bad, portal(full_name=evil, address=evil), "vi", paper).html()
        assert "<img" not in html
        assert "<script" not in html


def test_nothing_can_be_fetched_but_the_leaflets_own_files(tmp_path: Any) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p{color:red}")
    fetcher = engine._closed_fetcher({"a.jpg": b"x"})
    for url in (
        f"file://{secret}",
        "http://127.0.0.1/",
        "https://example.vn/",
        "data:text/css,x",
        "portal:../x",
        "a.jpg",
    ):
        with pytest.raises(ValueError, match="Not a file"):
            fetcher.fetch(url)
    assert fetcher.fetch("portal:a.jpg") is not None


# --- Pictures ----------------------------------------------------------------------------------


def opened(data: bytes | None) -> Any:
    import io

    from PIL import Image

    return Image.open(io.BytesIO(data or b""))


def test_a_picture_fills_its_place_and_is_never_enlarged() -> None:
    assert opened(photos.jpeg(picture(), 400, 400)).size == (400, 400)
    assert opened(photos.jpeg(picture(data=drawn(300, 100)), 800, 960)).size == (83, 100)


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGBA", "PNG"), ("P", "PNG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("RGB", "WEBP")]
)
def test_any_picture_becomes_a_jpeg(mode: str, kind: str) -> None:
    data = drawn(60, 40, mode, kind, 0 if mode in ("L", "P") else None)
    made = opened(photos.jpeg(picture(data=data), 30, 30))
    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (30, 30))


def test_a_broken_picture_is_left_out(monkeypatch: Any) -> None:
    for data in (b"", b"GIF89a", drawn(60, 40)[:200], b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        assert photos.jpeg(picture(data=data or b"x"), 30, 30) is None
    monkeypatch.setattr(photos, "MOST_PIXELS", 1000)
    assert photos.jpeg(picture(), 30, 30) is None
    lost = picture()
    lost.file.name = "original_images/khong-co.jpg"
    draft = drafts.single(leaf(picture=lost), portal(), "vi", "a5")
    assert measured(draft).page_count == 2


def test_the_smallest_file_that_is_wide_enough_is_read() -> None:
    names = {}
    for width in (320, 640, 960):
        names[width] = picture(f"card-{width}.jpg", drawn(width, width * 3 // 4)).file.name
    image = SimpleNamespace(
        prepared={"crops": {"card": [[width, 0, "", names[width]] for width in (320, 640, 960)]}},
        file=SimpleNamespace(name="original_images/khong-co.jpg"),
    )
    assert photos._files(image, "card", 700)[0] == names[960]
    assert photos._files(image, "card", 500)[0] == names[640]
    assert opened(photos.jpeg(image, 640, 480, "card")).size == (640, 480)


# --- Letters and maps --------------------------------------------------------------------------


def test_our_own_letters_are_whole() -> None:
    """One font for Latin and Vietnamese, so that words of both are set as one."""
    import io

    from fontTools.ttLib import TTFont

    letters = set(TTFont(io.BytesIO(fonts.own_files()["font-400.ttf"])).getBestCmap())
    assert {ord(c) for c in "aăâđêôơưẠậẪỹ₫éœ»–·"} <= letters


def test_this_machine_has_letters_for_every_language() -> None:
    """Where this fails: the packages fonts-noto-cjk and fonts-noto-core."""
    assert [language for language in fonts.SYSTEM if fonts.missing(language)] == []


def test_without_fontconfig_only_our_own_letters_are_trusted(monkeypatch: Any) -> None:
    fonts.missing.cache_clear()
    monkeypatch.setattr(fonts.shutil, "which", lambda name: None)
    try:
        assert fonts.missing("lo")
        assert not fonts.missing("vi")
        assert engine.problem("ja")
        assert engine.problem("fr") == ""
    finally:
        fonts.missing.cache_clear()


def test_where_the_library_is_missing_the_reason_is_told(monkeypatch: Any) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args)

    engine.typesetter.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    try:
        assert engine.typesetter() is None
        with speaking("en"):
            assert "a part of the program is missing" in engine.problem("en")
        with pytest.raises(RuntimeError):
            engine.lay_out("<p>", "", {})
    finally:
        engine.typesetter.cache_clear()


def test_names_on_maps_are_not_set_letter_by_letter(monkeypatch: Any) -> None:
    """WeasyPrint sets text inside of SVG letter by letter: the marks of Lao would lie beside their letters."""
    shape = {"d": "M0 0h9v9z", "name": "ຕາແສງເມເສີ", "x": 70, "y": 140, "named": True, "current": True}
    drawing = {
        "view_box": "0 0 588 420", "width": 588, "height": 420, "svg_paths": [shape], "labels": [], "line": "",
        "dots": [{"x": 7, "y": 7, "number": 0}], "scale": {"x": 16, "y": 404, "width": 70, "words": "1 ກມ"},
    }  # fmt: skip
    monkeypatch.setattr(maps, "small_map", lambda *args, **kwargs: drawing)
    draft = drafts.single(leaf("lo", points=(Point(20.9, 105.9, "x"),)), portal(), "lo", "a5")
    html = draft.html()
    assert "<text" not in html
    assert '<p class="map-name" style="left:10.0mm;top:20.0mm">ຕາແສງເມເສີ</p>' in html
    assert '<p class="map-scale" style="left:2.86mm;top:56.43mm">1 ກມ</p>' in html
