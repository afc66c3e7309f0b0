"""What comes back broken is reported in words and changes nothing."""

import io
import random
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from promo.languages import desk
from promo.languages.exchange import archives, exporting, formats, importing, xlsx
from promo.languages.exchange.bundle import ExchangeError
from promo.languages.exchange.reports import Result
from promo.languages.models import Translation, Unit
from tests.languages.conftest import translate_all, translation_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

NAMES = list(formats.FORMATS)
XML = ["xliff1", "xliff2"]
LIMITS = archives.Limits(file_bytes=1_000_000, total_bytes=3_000_000, files=20)


@pytest.fixture(autouse=True)
def _interface_in_english() -> Any:
    with override("en"):
        yield


@shared
def translation(story: Any, translator: Any) -> Translation:
    found = translation_of(story, "fr")
    translate_all(found, translator, "FR")
    return found


def exported(translation: Translation, name: str) -> bytes:
    return formats.FORMATS[name].write(exporting.text_file(translation))


def everything() -> list[Any]:
    return [list(Unit.objects.order_by("pk").values()), list(Translation.objects.order_by("pk").values("pk", "state"))]


def refused(raw: bytes, user: Any, limits: archives.Limits = LIMITS) -> str:
    """What is said of a file, dry and applied alike; nothing may change."""
    before, said = everything(), []
    for act in (importing.examine_all, importing.apply_all):
        try:
            (one,) = act("a.file", io.BytesIO(raw), user, limits)
        except ExchangeError as error:
            said.append(str(error))
            continue
        assert one.is_refused, one
        assert not one.written
        said.append(" ".join([one.problem, *(outcome.message for outcome in one.outcomes if outcome.is_error)]).strip())
    assert everything() == before
    assert said[0] == said[1]
    assert said[0] and "Traceback" not in said[0] and "Error" not in said[0]
    return said[0]


def edited(raw: bytes, name: str, old: str, new: str) -> bytes:
    """The file with a text replaced, which must be there."""
    if name != "xlsx":
        assert old.encode() in raw
        return raw.replace(old.encode(), new.encode())
    book = load_workbook(io.BytesIO(raw))
    found = 0
    for row in book.worksheets[0].iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str) and old in cell.value:
                cell.value, found = cell.value.replace(old, new), found + 1
    assert found
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- Tags and ids ------------------------------------------------------------------------------

# How "FR <1>FR lành</1>FR  chim" is written.
OPEN = {"xliff1": '<g id="1" ctype="bold">FR lành</g>', "po": "<1>FR lành</1>", "xlsx": "<1>FR lành</1>"}
OPEN["xliff2"] = '<pc id="1" type="fmt" subType="xlf:b" canCopy="no" canDelete="no">FR lành</pc>'


@pytest.mark.parametrize("name", NAMES)
def test_a_lost_tag(translation: Translation, translator: Any, name: str) -> None:
    raw = edited(exported(translation, name), name, OPEN[name], "bonne")
    assert "tag 1 is missing" in refused(raw, translator)


@pytest.mark.parametrize("name", NAMES)
def test_an_added_tag(translation: Translation, translator: Any, name: str) -> None:
    more = {"xliff1": '<x id="7"/>', "xliff2": '<ph id="7"/>'}.get(name, "<7/>")
    raw = edited(exported(translation, name), name, OPEN[name], OPEN[name] + more)
    assert "tag 7 does not belong here" in refused(raw, translator)


@pytest.mark.parametrize("name", NAMES)
def test_a_tag_twice_or_unclosed(translation: Translation, translator: Any, name: str) -> None:
    raw = edited(exported(translation, name), name, OPEN[name], OPEN[name] * 2)
    assert "tag 1 is there twice" in refused(raw, translator)
    if name in ("po", "xlsx"):
        raw = edited(exported(translation, name), name, OPEN[name], "<1>FR lành")
        assert "tag 1 is missing" in refused(raw, translator)
        raw = edited(exported(translation, name), name, OPEN[name], "</1>FR lành<1>")
        assert "tag 1 crosses" in refused(raw, translator)


@pytest.mark.parametrize("name", XML)
def test_a_tag_with_an_id_of_another_program(translation: Translation, translator: Any, name: str) -> None:
    raw = exported(translation, name)
    raw = edited(raw, name, OPEN[name], OPEN[name].replace('id="1"', 'id="b_1"'))
    assert "tag ? does not belong here" in refused(raw, translator)


@pytest.mark.parametrize("name", XML)
def test_bold_in_a_plain_text(translation: Translation, translator: Any, name: str) -> None:
    element = {"xliff1": "g", "xliff2": "pc"}[name]
    bold = f'FR <{element} id="1">Đền</{element}> Đa Hòa'
    assert "tag 1 does not belong here" in refused(
        edited(exported(translation, name), name, "FR Đền Đa Hòa", bold), translator
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_id(translation: Translation, translator: Any, name: str) -> None:
    old, new = {"xliff1": ('id="title"', 'id="titel"'), "xliff2": ('id="title"', 'id="titel"')}.get(
        name, ('msgctxt "title"', 'msgctxt "titel"') if name == "po" else ("title", "titel")
    )
    raw = exported(translation, name)
    if name == "xlsx":
        book = load_workbook(io.BytesIO(raw))
        book.worksheets[0]["A2"].value = "titel"
        raw = saved(book)
    else:
        raw = edited(raw, name, old, new)
    assert "(titel)" in refused(raw, translator)


def test_one_broken_text_keeps_the_whole_object(story: Any, translator: Any) -> None:
    translation = translation_of(story, "fr")
    desk.worksheet(translation)
    raw = exported(translation, "po").decode()
    raw = raw.replace('msgid "Đền Đa Hòa"\nmsgstr ""', 'msgid "Đền Đa Hòa"\nmsgstr "Le temple"')
    raw = raw.replace('lành</1> chim đậu."\nmsgstr ""', 'lành</1> chim đậu."\nmsgstr "Bonne terre"')
    (one,) = importing.examine_all("a.po", io.BytesIO(raw.encode()), translator, LIMITS)
    assert (one.counts[Result.NEW], one.counts[Result.TAGS]) == (1, 1)
    refused(raw.encode(), translator)


@pytest.mark.parametrize("name", NAMES)
def test_a_text_twice(translation: Translation, translator: Any, name: str) -> None:
    file = exporting.text_file(translation)
    twice = (*file.units, replace(file.units[0], target="Autre"))
    assert "twice" in refused(formats.FORMATS[name].write(replace(file, units=twice)), translator)


@pytest.mark.parametrize("name", ["xliff1", "xliff2", "po", "xlsx"])
def test_control_characters(translation: Translation, translator: Any, name: str) -> None:
    file = exporting.text_file(translation)
    units = (replace(file.units[0], target="Le\x0btemple"), *file.units[1:])
    raw = formats.FORMATS[name].write(replace(file, units=units))
    assert "control characters" in refused(raw, translator)


# --- Files that are broken ---------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_truncated_anywhere(translation: Translation, translator: Any, name: str) -> None:
    """Cut at any place the file is refused, or what is left is whole: nothing half gets in."""
    raw = exported(translation, name).rstrip()
    before = everything()
    for end in range(1, len(raw), max(1, len(raw) // 60)):
        says = refused(raw[:end], translator)
        assert len(says) > 20
    assert everything() == before


def test_po_cut_between_two_texts(translation: Translation, translator: Any) -> None:
    raw = exported(translation, "po")
    end = raw.rindex(b"\n\n", 0, raw.rindex(b"msgctxt"))
    assert "breaks off after" in refused(raw[:end], translator)


@pytest.mark.parametrize("name", ["xliff1", "xliff2", "po"])
def test_wrong_encoding(translation: Translation, translator: Any, name: str) -> None:
    text = exported(translation, name).decode()
    assert "Save it as UTF-8" in refused(text.replace("Đ", "Ð").encode("cp1252", errors="replace"), translator)
    assert "Save it as UTF-8" in refused(text.encode()[:-300] + b"\xc4" + text.encode()[-300:], translator)
    other = text.replace("UTF-8", "x-none")
    assert "ncoding" in refused(other.encode(), translator)


@pytest.mark.parametrize("name", ["xliff1", "xliff2", "po"])
def test_utf_16_is_read(translation: Translation, translator: Any, name: str) -> None:
    text = exported(translation, name).decode().replace("encoding='UTF-8'", "encoding='UTF-16'")
    (one,) = importing.examine_all("a", io.BytesIO(text.encode("utf-16")), translator, LIMITS)
    assert not one.problem
    assert set(one.counts) == {Result.SAME}


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities(translation: Translation, translator: Any, name: str, encoding: str, tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bombs = [
        f'<!DOCTYPE xliff [<!ENTITY a0 "ha">{laughs}]>',
        f'<!DOCTYPE xliff [<!ENTITY a9 SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">',
    ]
    for bomb in bombs:
        head, _end, body = exported(translation, name).decode().partition("?>")
        text = f"{head}?>{bomb}{body.replace('FR Đền Đa Hòa', '&a9;')}".replace("UTF-8", encoding.upper())
        says = refused(text.encode(encoding), translator)
        assert "DOCTYPE" in says
        assert "secret" not in says


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_in_a_workbook(translation: Translation, translator: Any, part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    raw = repacked(exported(translation, "xlsx"), {part: lambda content: bomb + content})
    assert "DOCTYPE" in refused(raw, translator)


def repacked(raw: bytes, changes: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, changes.get(member.filename, lambda same: same)(content))
    return out.getvalue()


@pytest.mark.parametrize(
    "value, says",
    [
        ("=1+1", "Cell D2 holds a formula"),
        ('=HYPERLINK("http://example.org/")', "Cell D2 holds a formula"),
        (18.72, "Cell D2 holds a number"),
        (True, "Cell D2 holds a truth value"),
        ("#REF!", "Cell D2 holds an error"),
    ],
)
def test_a_workbook_with_what_is_no_text(translation: Translation, translator: Any, value: Any, says: str) -> None:
    book = load_workbook(io.BytesIO(exported(translation, "xlsx")))
    book.worksheets[0]["D2"].value = value
    assert says in refused(saved(book), translator)


def test_a_workbook_with_a_date(translation: Translation, translator: Any) -> None:
    book = load_workbook(io.BytesIO(exported(translation, "xlsx")))
    book.worksheets[0]["D2"].value = date(2025, 7, 1)
    assert "Cell D2 holds a date" in refused(saved(book), translator)


def test_a_workbook_of_somebody_else(translation: Translation, translator: Any) -> None:
    assert "was not exported here" in refused(saved(Workbook()), translator)
    book = load_workbook(io.BytesIO(exported(translation, "xlsx")))
    del book["dat-lanh"]
    assert "was not exported here" in refused(saved(book), translator)


def test_a_workbook_of_endless_rows(translation: Translation, translator: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    assert "more than 3 rows" in refused(exported(translation, "xlsx"), translator)


@pytest.mark.parametrize(
    "raw, says",
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"Hello", "no XLIFF, PO or XLSX"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "no XLIFF, PO or XLSX"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "Save it as .xlsx"),
        (b"<html><body/></html>", "no XLIFF"),
        (b"<xliff version='9'/>", "unknown here"),
        (b"<xliff version='1.2'/>", "no <file>"),
        (b"<xliff version='2.0' srcLang='vi' trgLang='fr'/>", "no <file>"),
        (b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n', "no texts"),
        (b'msgid "a"\nmsgstr "b"\n', "X-Original"),
        (b"/etc/passwd", "no XLIFF"),
        (b"PK\x05\x06" + b"\0" * 18, "archive is empty"),
        (b"PK\x03\x04 but nothing else", "damaged"),
    ],
)  # fmt: skip
def test_files_of_other_kinds(translator: Any, raw: bytes, says: str) -> None:
    assert says in refused(raw, translator)


def test_too_large(translation: Translation, translator: Any) -> None:
    raw = exported(translation, "po")
    assert "larger than" in refused(raw, translator, archives.Limits(100, 1000, 10))


# --- Archives that do harm ---------------------------------------------------------------------


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@pytest.mark.parametrize("name", ["../a.po", "a/../../b.po", "/etc/a.po", "..\\a.po", "C:\\a.po"])
def test_a_path_out_of_the_archive(translation: Translation, translator: Any, name: str) -> None:
    raw = packed({"good.po": exported(translation, "po"), name: b"x"})
    assert "outside of its folder" in refused(raw, translator)


def test_zip_bombs(translation: Translation, translator: Any) -> None:
    large = archives.Limits(file_bytes=200_000_000, total_bytes=20_000_000, files=20)
    good = exported(translation, "po")
    assert "far too large" in refused(packed({"good.po": good, "a.po": b"\0" * 15_000_000}), translator, large)
    assert "larger than 1 MB" in refused(
        packed({"a.po": good, "b.po": b"\0" * 2_000_000}), translator, archives.Limits(1_048_576, 9_000_000, 9)
    )
    many = {f"{n}.po": random.Random(n).randbytes(400_000) for n in range(9)}
    assert "far too large" in refused(packed(many), translator)
    assert "has 21 files" in refused(packed({f"{n}.po": good for n in range(21)}), translator)
    # A header that lies about the size: no more than it says is unpacked.
    raw = bytearray(packed({"a.po": b"msgid" + b"\0" * 500_000}))
    place = raw.rindex(b"PK\x01\x02") + 24
    raw[place : place + 4] = (50).to_bytes(4, "little")
    assert "damaged" in refused(bytes(raw), translator)


def test_a_bomb_in_a_workbook(translation: Translation, translator: Any) -> None:
    raw = repacked(exported(translation, "xlsx"), {"xl/styles.xml": lambda content: b" " * 15_000_000})
    assert "far too large" in refused(raw, translator)


def test_a_locked_archive(translation: Translation, translator: Any) -> None:
    raw = bytearray(packed({"a.po": exported(translation, "po")}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(magic) + offset] |= 1
    assert "password" in refused(bytes(raw), translator)


def test_damage_within_an_archive(translation: Translation, translator: Any) -> None:
    raw = bytearray(packed({"a.po": exported(translation, "po")}))
    raw[200] ^= 0xFF
    assert "damaged" in refused(bytes(raw), translator)


def test_one_object_in_two_files(translation: Translation, translator: Any) -> None:
    raw = packed({"a.po": exported(translation, "po"), "b.xlf": exported(translation, "xliff1")})
    first, second = importing.examine_all("a.zip", io.BytesIO(raw), translator, LIMITS)
    assert not first.problem
    assert "“a.po”, too" in second.problem


@pytest.mark.parametrize("name", NAMES)
def test_noise(translation: Translation, translator: Any, name: str) -> None:
    """A flipped byte anywhere: an answer in words or texts that are sound; never an exception."""
    raw = exported(translation, name)
    dice = random.Random(7)
    for _time in range(60):
        noisy = bytearray(raw)
        for _byte in range(dice.randint(1, 5)):
            noisy[dice.randrange(len(noisy))] = dice.randrange(256)
        try:
            list(importing.examine_all("a", io.BytesIO(bytes(noisy)), translator, LIMITS))
        except ExchangeError as error:
            assert len(str(error)) > 10


@pytest.mark.parametrize("code", ["0000", "D800", "110000", "FFFD"])
@pytest.mark.parametrize("name", ["xliff1", "xliff2", "xlsx"])
def test_codes_that_are_no_letters(translation: Translation, translator: Any, name: str, code: str) -> None:
    """No database takes them: they come in as lost, and lost letters are refused."""
    letter = {"xliff1": f'<x id="c" ctype="x-cp-{code}"/>', "xliff2": f'<cp hex="{code}"/>'}.get(name, f"_x{code}_")
    if name == "xlsx" and len(code) > 4:
        return
    raw = edited(exported(translation, name), name, "FR Đền Đa Hòa", f"FR {letter} Hòa")
    assert "have been lost" in refused(raw, translator)


def test_a_nul_in_ids_and_comments(translation: Translation, translator: Any) -> None:
    raw = exported(translation, "po").replace(b'msgctxt "title"', b'msgctxt "ti\0tle"')
    assert "No text of the original has this id" in refused(raw, translator)
    raw = exported(translation, "po").replace(b'msgctxt "title"', b'# a\0b\nmsgctxt "title"')
    list(importing.apply_all("a", io.BytesIO(raw), translator, LIMITS))
    assert translation.units.get(key="title").comment == "a\ufffdb"
    raw = edited(exported(translation, "xlsx"), "xlsx", "title", "ti_x0000_tle")
    assert "No text of the original has this id" in refused(raw, translator)
