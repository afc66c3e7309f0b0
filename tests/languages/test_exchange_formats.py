"""Each format gives back what it was given, other programs read it, and the schemas accept it."""

import io
import zipfile

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from translate.storage import po as toolkit_po
from translate.storage import xliff as toolkit_xliff
from translate.storage import xliff2 as toolkit_xliff2

from promo.core.languages import language_tag
from promo.languages.exchange import formats, xliff2, xlsx
from promo.languages.exchange.bundle import TextFile, language_code
from promo.languages.models import Unit
from promo.languages.segments import Kind, inline
from tests.languages.exchange_samples import TARGETS, round_trip, sample, schema, texts_of, unit

State = Unit.State
NAMES = list(formats.FORMATS)


# --- There and back ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", TARGETS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(name, language):
    file = sample(language)
    back = round_trip(file, name)
    assert texts_of(back) == texts_of(file)
    assert (back.original, back.language) == (file.original, language)


@pytest.mark.parametrize("name", NAMES)
def test_states(name):
    """PO knows "done" and "fuzzy" only; nothing becomes better on its way."""
    file = sample()
    for before, after in zip(file.units, round_trip(file, name).units, strict=True):
        lossy = name == "po" and before.state in (State.MACHINE, State.OUTDATED)
        assert after.state == (State.DRAFT if lossy else before.state), before


@pytest.mark.parametrize("name", NAMES)
def test_the_stamp_of_the_target_comes_back(name):
    file = sample()
    assert [unit.seen for unit in round_trip(file, name).units] == [unit.seen for unit in file.units]


@pytest.mark.parametrize("name", ["xliff1", "xliff2", "po"])
def test_the_same_bytes_twice(name):
    """A workbook holds the time it was made at."""
    assert formats.FORMATS[name].write(sample()) == formats.FORMATS[name].write(sample())


any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
keys = st.from_regex(r"\A[a-z_]{1,12}(#[0-9a-f-]{4,36}(\.[a-z_0-9]{1,9}){0,3}(#[a-z0-9]{1,5}(~[2-9])?)?)?\Z")


@st.composite
def tagged(draw):
    parts = draw(
        st.lists(
            st.one_of(
                any_text, st.builds(inline.TagToken, st.integers(1, 5), st.sampled_from(["open", "close", "alone"]))
            ),
            max_size=6,
        )
    )
    return inline.tagged(inline.tokens(inline.tagged([part for part in parts if part != ""])))


@st.composite
def units(draw):
    kind = draw(st.sampled_from(list(Kind)))
    texts = tagged() if kind == Kind.RICH else any_text
    source = draw(texts.filter(lambda text: bool(text.strip())))
    target = draw(texts)
    return unit(draw(keys), source, target, State.DRAFT if target.strip() else State.EMPTY, kind)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150, deadline=None)
@given(found=st.lists(units(), min_size=1, max_size=4, unique_by=lambda unit: unit.key))
def test_any_text_survives(name, found):
    file = TextFile("6f1a7c1e-2f5b-4b0e-9c39-8a5a0b1d2c3e", "ja", tuple(found), title="x")
    back = round_trip(file, name)
    assert [(unit.key, unit.source) for unit in back.units] == [(unit.key, unit.source) for unit in found]
    # A translation of nothing but space is none; how many line breaks end a text is gettext's to say.
    assert [unit.target.rstrip("\n") for unit in back.units if unit.target.strip()] == [
        unit.target.rstrip("\n") for unit in found if unit.target.strip()
    ]


@given(keys)
def test_ids_of_xliff_2(key):
    written = xliff2.id_of(key)
    assert xliff2.key_of(written) == key
    assert etree.fromstring(f"<x id='{written}'/>").get("id") == written


def test_language_codes():
    assert language_tag("zh-hans") == "zh-Hans"
    assert language_tag("fr") == "fr"
    for written in ("zh-Hans", "zh_Hans", "zh-CN", "ZH-HANS", "zh"):
        assert language_code(written) == "zh-hans"
    assert language_code("fr-FR") == "fr"
    assert language_code("de") == language_code("vi") == language_code("") == language_code("zh-TW") == ""


# --- The standards -----------------------------------------------------------------------------


@pytest.mark.parametrize("name, place", [
    ("xliff1", "xliff-1.2/xliff-core-1.2-strict.xsd"),
    ("xliff1", "xliff-1.2/xliff-core-1.2-transitional.xsd"),
    ("xliff2", "xliff-2.0/xliff_core_2.0.xsd"),
])  # fmt: skip
def test_schemas_of_oasis(name, place):
    for language in TARGETS:
        schema(place).assertValid(etree.fromstring(formats.FORMATS[name].write(sample(language))))


def test_length_limits_are_those_of_the_module():
    """The core schema takes attributes of modules as they come: this one is checked against its own."""
    sizes = schema("xliff-2.0/modules/size_restriction.xsd")
    root = etree.fromstring(formats.FORMATS["xliff2"].write(sample()))
    (profiles,) = root.iter(f"{{{xliff2.SIZES}}}profiles")
    sizes.assertValid(etree.fromstring(etree.tostring(profiles)))
    assert root.find(".//{*}unit").get(f"{{{xliff2.SIZES}}}sizeRestriction") == "150"


@settings(max_examples=100, deadline=None)
@given(found=st.lists(units(), min_size=1, max_size=3, unique_by=lambda unit: unit.key))
def test_any_text_is_valid(found):
    file = TextFile("6f1a7c1e-2f5b-4b0e-9c39-8a5a0b1d2c3e", "ja", tuple(found), title="x")
    for name, place in (("xliff1", "xliff-1.2/xliff-core-1.2-strict.xsd"), ("xliff2", "xliff-2.0/xliff_core_2.0.xsd")):
        schema(place).assertValid(etree.fromstring(formats.FORMATS[name].write(file)))


# --- Other programs ----------------------------------------------------------------------------

PLAIN = [unit("title", "Đền Đa Hòa & <sông>", "Le temple & <rivière>", State.REVIEWED, max_length=150),
         unit("introduction", "Hai\ndòng", "Deux\nlignes", State.DRAFT, Kind.TEXT, comment="Xem lại"),
         unit("body#1.text#p1", "Đất <1>lành</1><2/>chim", "Bonne <1>terre</1><2/>oiseau", State.MACHINE, Kind.RICH),
         unit("body#1.text#p2", "Chưa dịch", "")]  # fmt: skip
FILE = TextFile("6f1a7c1e-2f5b-4b0e-9c39-8a5a0b1d2c3e", "fr", tuple(PLAIN), title="Đền")
SEEN = [("Đền Đa Hòa & <sông>", "Le temple & <rivière>"), ("Hai\ndòng", "Deux\nlignes")]


@pytest.mark.parametrize("name, storage", [
    ("xliff1", toolkit_xliff.xlifffile), ("xliff2", toolkit_xliff2.Xliff2File), ("po", toolkit_po.pofile),
])  # fmt: skip
def test_translate_toolkit_reads_it(name, storage):
    store = storage.parsestring(formats.FORMATS[name].write(FILE))
    found = [entry for entry in store.units if not entry.isheader()]
    assert [(str(entry.source), str(entry.target or "")) for entry in found[:2]] == SEEN
    assert len(found) == 4
    assert not found[3].target
    assert "Đất" in str(found[2].source)
    assert "oiseau" in str(found[2].target)


@pytest.mark.parametrize("name, storage", [
    ("xliff1", toolkit_xliff.xlifffile), ("xliff2", toolkit_xliff2.Xliff2File), ("po", toolkit_po.pofile),
])  # fmt: skip
def test_what_translate_toolkit_writes_is_read(name, storage):
    """Through another program: it reads, changes a text, writes in its own way."""
    store = storage.parsestring(formats.FORMATS[name].write(FILE))
    (entry,) = [entry for entry in store.units if str(entry.source) == "Chưa dịch"]
    entry.target = "Traduit: “déjà” <là>"
    out = io.BytesIO()
    store.serialize(out)
    (back,) = formats.read(out.getvalue())
    assert [one.key for one in back.units] == [one.key for one in PLAIN]
    assert [one.source for one in back.units] == [one.source for one in PLAIN]
    assert [one.target for one in back.units[:3]] == [one.target for one in PLAIN[:3]]
    assert inline.plain(back.units[3].target) == "Traduit: “déjà” <là>"


def test_polib_reads_it():
    found = polib.pofile(formats.FORMATS["po"].write(FILE).decode())
    assert found.metadata["Language"] == "fr"
    assert [entry.fuzzy for entry in found] == [False, True, True, False]
    assert found[1].tcomment == "Xem lại"
    assert "Tiêu đề" in found[0].comment


# --- The workbook ------------------------------------------------------------------------------


def test_the_workbook_is_made_for_hands():
    book = load_workbook(io.BytesIO(xlsx.write(sample())))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "D2"
    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked and sheet["C2"].protection.locked
    assert not sheet["D2"].protection.locked
    assert sheet["C2"].alignment.wrap_text
    assert book[xlsx.META].sheet_state == "hidden"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    formula = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=SUM(A1:A9)")
    assert formula.data_type == "s" and formula.quotePrefix


def test_states_in_words():
    book = load_workbook(io.BytesIO(xlsx.write(FILE)))
    sheet = book.worksheets[0]
    sheet["E3"].value = "đã duyệt"
    sheet["E4"].value = "Reviewed"
    out = io.BytesIO()
    book.save(out)
    (back,) = formats.read(out.getvalue())
    assert back.units[2].state == State.REVIEWED


def test_numbers_typed_into_the_workbook():
    book = load_workbook(io.BytesIO(xlsx.write(FILE)))
    book.worksheets[0]["D2"].value = 2025
    out = io.BytesIO()
    book.save(out)
    (back,) = formats.read(out.getvalue())
    assert back.units[0].target == "2025"


def test_a_workbook_that_excel_has_saved():
    """Excel keeps texts in a table of their own, in runs where a part is bold, with readings beside Japanese."""
    file, space = sample("ja"), "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = etree.Element(f"{{{space}}}sst", nsmap={None: space})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx.write(file))) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.startswith("xl/worksheets/"):
                content = _with_shared_strings(content, table, space)
            elif member.filename == "xl/_rels/workbook.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
                more = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", more.encode())
            elif member.filename == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                more = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
                content = content.replace(b"</Types>", more.encode())
            new.writestr(member.filename, content)
        new.writestr("xl/sharedStrings.xml", etree.tostring(table, xml_declaration=True, encoding="UTF-8"))
    (back,) = formats.read(out.getvalue())
    assert texts_of(back) == texts_of(file)


def _with_shared_strings(content, table, space):
    sheet = etree.fromstring(content)
    for cell in sheet.iter(f"{{{space}}}c"):
        (text,) = cell.iter(f"{{{space}}}t") if cell.get("t") == "inlineStr" else (None,)
        if text is None:
            continue
        item = etree.SubElement(table, f"{{{space}}}si")
        for part in (text.text[:3], text.text[3:]):
            run = etree.SubElement(etree.SubElement(item, f"{{{space}}}r"), f"{{{space}}}t")
            run.text = part
            run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        reading = etree.SubElement(item, f"{{{space}}}rPh", sb="0", eb="1")
        etree.SubElement(reading, f"{{{space}}}t").text = "よみ"
        cell.set("t", "s")
        cell.remove(cell[0])
        etree.SubElement(cell, f"{{{space}}}v").text = str(len(table) - 1)
    return etree.tostring(sheet)
