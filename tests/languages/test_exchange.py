"""From the desk to files and back: what an import takes, what it leaves out, and why."""

import io
import uuid
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from promo.core.blocks import REGISTRY
from promo.languages import desk, originals, publishing
from promo.languages.exchange import archives, exporting, formats, importing
from promo.languages.exchange.reports import ObjectReport, Result
from promo.languages.models import Original, Translation, Unit
from tests.factories import ArticlePageFactory, StandardPageFactory, TagFactory
from tests.languages.conftest import BODY, translate_all, translation_of
from tests.languages.exchange_samples import LINES, TARGETS, TEXTS
from tests.shared import shared

pytestmark = pytest.mark.django_db
S, T = Unit.State, Translation.State
NAMES = list(formats.FORMATS)


@pytest.fixture(autouse=True)
def _interface_in_english() -> Any:
    with override("en"):
        yield


def exported(translation: Translation, name: str = "xliff1", **options: Any) -> bytes:
    return formats.FORMATS[name].write(exporting.text_file(translation, **options))


def reported(raw: bytes, user: Any, name: str = "a.xlf") -> ObjectReport:
    (one,) = importing.examine_all(name, io.BytesIO(raw), user, archives.UPLOAD)
    return one


def applied(raw: bytes, user: Any, **options: Any) -> ObjectReport:
    (one,) = importing.apply_all("a.xlf", io.BytesIO(raw), user, archives.UPLOAD, **options)
    return one


def rows(translation: Translation) -> list[dict[str, Any]]:
    """All there is to a translation's texts."""
    names = ("key", "source", "target", "state", "comment", "version", "present", "edited_by_id")
    return list(translation.units.order_by("pk").values(*names))


def target_of(translation: Translation, key: str) -> tuple[str, str]:
    return translation.units.values_list("target", "state").get(key=key)


def changed(translation: Translation, name: str = "xliff1", **targets: str) -> bytes:
    """A file that comes back with other translations of some fields, and what the desk has for the rest."""
    file = exporting.text_file(translation)
    units = []
    for unit in file.units:
        target = targets.get(unit.key.replace("#", "_"), unit.target)
        units.append(unit if target == unit.target else replace(unit, target=target, state=S.DRAFT))
    return formats.FORMATS[name].write(replace(file, units=tuple(units)))


# --- There and back ----------------------------------------------------------------------------


@shared
def built_pages(province: Any, column_page: Any) -> list[Any]:
    """Pages with every block there is, and with every text that has ever been trouble."""
    blocks = []
    for number, name in enumerate(REGISTRY):
        block = REGISTRY[name]()
        value = block.get_prep_value(block.normalize(block.get_preview_value()))
        blocks.append({"type": name, "value": value, "id": f"0b7e2c1a-0000-4000-8000-{number:012}"})
    # The desk takes no control characters; the last text has some.
    texts = [*TEXTS[:-1], "tab\there, line\u2028separator"]
    quotes = [
        {
            "type": "quote",
            "value": {"text": text, "attribution": line, "role": ""},
            "id": str(uuid.UUID(int=number + 1)),
        }
        for number, (text, line) in enumerate(zip(texts * 9, LINES, strict=False))
    ]
    pages = [
        ArticlePageFactory(parent=column_page, title="Mọi khối", slug="moi-khoi", body_vi=blocks),
        ArticlePageFactory(parent=column_page, title="Mọi chữ <1>", slug="moi-chu", body_vi=quotes),
        StandardPageFactory(parent=province, title="Giới thiệu", slug="gioi-thieu", body_vi=blocks[:3], en="About"),
    ]
    for page in pages:
        page.save_revision(clean=False)
    return [*pages, province, TagFactory(name_vi="Lễ hội")]


@pytest.mark.parametrize(("name", "language"), list(zip(NAMES, ["fr", "zh-hans", "lo", "ja"], strict=True)))
def test_every_page_comes_back_without_a_difference(
    built_pages: list[Any], administrator: Any, name: str, language: str
) -> None:
    for page in built_pages:
        translation = originals.original_of(page).translations.get(language=language)
        empty = exported(translation, name)
        assert set(reported(empty, administrator).counts) <= {Result.EMPTY, Result.SAME}
        translate_all(translation, administrator, TARGETS[language])
        before = rows(translation)
        assert len(before) > 0
        raw = exported(translation, name)
        for one in (reported(raw, administrator), applied(raw, administrator, reviewed=True)):
            assert not one.problem
            assert set(one.counts) == {Result.SAME}, [
                (outcome.key, outcome.result, outcome.message) for outcome in one.outcomes if outcome.result != "same"
            ]
            assert not one.written
        assert rows(translation) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_translation_made_elsewhere(story: Any, translator: Any, name: str) -> None:
    """Exported empty, translated in the file, imported into a desk that nobody has opened."""
    translation = translation_of(story, "fr")
    file = exporting.text_file(translation)
    units = tuple(replace(unit, target=f"{unit.source} (fr)", state=S.REVIEWED) for unit in file.units)
    translation.units.all().delete()
    desk.refresh(translation)
    raw = formats.FORMATS[name].write(replace(file, units=units))
    assert reported(raw, translator).counts == {Result.NEW: len(units)}
    assert not translation.units.exists(), "the dry run writes nothing, not even empty units"
    assert applied(raw, translator).written == len(units)
    assert {unit.state for unit in desk.worksheet(translation)} == {S.DRAFT}
    assert target_of(translation, "title") == ("Đền Đa Hòa (fr)", S.DRAFT)
    # Again: nothing to do.
    before = rows(translation)
    again = applied(raw, translator)
    assert (again.written, set(again.counts)) == (0, {Result.CONFIRMED})
    assert rows(translation) == before
    # The same file, now with what is final counting as reviewed.
    assert applied(raw, translator, reviewed=True).written == len(units)
    assert {unit.state for unit in desk.worksheet(translation)} == {S.REVIEWED}
    translation.refresh_from_db()
    assert translation.state == T.READY
    assert reported(raw, translator).counts == {Result.SAME: len(units)}


def test_only_what_is_to_do(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    everything = exporting.text_file(translation)
    unit = desk.worksheet(translation)[0]
    desk.save_unit(translation, unit.key, target="T", state=S.REVIEWED, version=unit.version, user=translator)
    left = exporting.text_file(translation, only_todo=True)
    assert len(left.units) == len(everything.units) - 1
    assert reported(formats.FORMATS["po"].write(left), translator).counts == {Result.EMPTY: len(left.units)}


# --- What is left out --------------------------------------------------------------------------


def test_new_changed_same_and_empty(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    first, second, third = desk.worksheet(translation)[:3]
    for unit in (second, third):
        desk.save_unit(translation, unit.key, target="Old", state=S.REVIEWED, version=unit.version, user=translator)
    raw = changed(translation, title="New", **{second.key.replace("#", "_"): "Other"})
    one = reported(raw, translator)
    total = translation.units.count()
    assert one.counts == {Result.NEW: 1, Result.CHANGED: 1, Result.SAME: 1, Result.EMPTY: total - 3}
    assert applied(raw, translator).written == 2
    assert target_of(translation, first.key) == ("New", S.DRAFT)
    # What was reviewed and is another now has to be looked at again.
    assert target_of(translation, second.key) == ("Other", S.DRAFT)
    assert target_of(translation, third.key) == ("Old", S.REVIEWED)
    (row,) = translation.units.filter(key=second.key)
    assert row.edited_by == translator


def test_an_empty_text_in_the_file_deletes_nothing(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    translate_all(translation, translator)
    before = rows(translation)
    raw = changed(translation, title="")
    assert reported(raw, translator).counts[Result.EMPTY] == 1
    assert applied(raw, translator).written == 0
    assert rows(translation) == before


@pytest.mark.parametrize("name", NAMES)
def test_the_source_has_moved_on(story: Any, translator: Any, name: str) -> None:
    translation = translation_of(story)
    raw = changed(translation, name, title="The temple", introduction="Three days")
    story.introduction_vi = "Bốn ngày hội bên sông."
    story.save()
    one = reported(raw, translator)
    assert one.counts[Result.SOURCE_CHANGED] == 1
    (conflict,) = [outcome for outcome in one.outcomes if outcome.is_conflict]
    assert "Vietnamese text has changed" in conflict.message
    assert not one.is_refused
    applied(raw, translator)
    assert target_of(translation, "title")[0] == "The temple"
    assert target_of(translation, "introduction") == ("", S.EMPTY)


def test_a_text_that_has_gone(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    quote = next(unit.key for unit in desk.worksheet(translation) if unit.key.endswith(".text"))
    raw = changed(translation, title="The temple", **{quote.replace("#", "_"): "Talent came back."})
    story.body_vi = BODY[:1]
    story.save()
    one = applied(raw, translator)
    assert (one.counts[Result.GONE], one.written) == (1, 1)


@pytest.mark.parametrize("name", NAMES)
def test_somebody_has_changed_the_translation_meanwhile(story: Any, translator: Any, reviewer: Any, name: str) -> None:
    translation = translation_of(story)
    raw = changed(translation, name, title="From the file")
    unchanged = exported(translation, name)
    unit = desk.worksheet(translation)[0]
    desk.save_unit(translation, "title", target="At the desk", state=S.DRAFT, version=unit.version, user=reviewer)
    one = applied(raw, translator)
    assert (one.counts[Result.TARGET_CHANGED], one.written) == (1, 0)
    assert target_of(translation, "title")[0] == "At the desk"
    # A file in which nobody has touched the text does not quarrel.
    assert not reported(unchanged, translator).has_conflicts


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_not_worked_on_brings_nothing_old_back(story: Any, translator: Any, name: str) -> None:
    translation = translation_of(story)
    unit = desk.worksheet(translation)[0]
    desk.save_unit(translation, "title", target="First", state=S.DRAFT, version=unit.version, user=translator)
    raw = exported(translation, name)
    unit = desk.worksheet(translation)[0]
    desk.save_unit(translation, "title", target="Second", state=S.REVIEWED, version=unit.version, user=translator)
    one = applied(raw, translator, reviewed=True)
    assert (one.counts[Result.KEPT], one.written) == (1, 0)
    assert target_of(translation, "title") == ("Second", S.REVIEWED)


def test_what_waits_for_approval_is_not_changed(story: Any, translator: Any, reviewer: Any) -> None:
    translation = translation_of(story)
    translate_all(translation, translator)
    raw = changed(translation, title="Late")
    publishing.hand_in(translation, translator)
    one = applied(raw, translator)
    assert "waits for approval" in one.problem
    assert target_of(translation, "title")[0] == "EN Đền Đa Hòa"


def test_too_long_is_a_draft_to_shorten(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    file = exporting.text_file(translation)
    units = tuple(replace(unit, target="x" * 300, state=S.REVIEWED) for unit in file.units if unit.key == "title")
    raw = formats.FORMATS["xliff2"].write(replace(file, units=units))
    (outcome,) = reported(raw, translator).outcomes
    assert "Too long: 300" in outcome.message
    applied(raw, translator, reviewed=True)
    assert target_of(translation, "title") == ("x" * 300, S.DRAFT)


def test_comments_come_back_without_making_anybody_a_translator(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    file = exporting.text_file(translation)
    units = tuple(replace(unit, comment="What is meant?") for unit in file.units[:1])
    raw = formats.FORMATS["xlsx"].write(replace(file, units=units))
    one = applied(raw, translator)
    assert (one.comments, one.written) == (1, 0)
    row = translation.units.get(key="title")
    assert (row.comment, row.edited_by, row.state) == ("What is meant?", None, S.EMPTY)
    assert applied(raw, translator).comments == 0
    translation.units.filter(key="title").update(comment="Ours")
    applied(raw, translator)
    applied(raw, translator)
    row.refresh_from_db()
    assert row.comment == "Ours\nWhat is meant?"


# --- Whose it is -------------------------------------------------------------------------------


def test_objects_of_other_portals_are_unknown(story: Any, commune: Any, translator: Any) -> None:
    """Nothing tells that they exist."""
    from tests.languages.conftest import group_at, person

    stranger = person("khach", group_at(commune, "Xã", "add", "change"))
    raw = changed(translation_of(story), title="Stolen")
    theirs = applied(raw, stranger)
    missing = applied(
        raw.replace(str(translation_of(story).original.key).encode(), str(uuid.uuid4()).encode()), stranger
    )
    assert theirs.problem == missing.problem
    assert (theirs.title, theirs.translation, theirs.outcomes) == ("", None, [])
    assert target_of(translation_of(story), "title") == ("", S.EMPTY)


def test_languages(story: Any, translator: Any) -> None:
    raw = changed(translation_of(story), title="x")
    assert "“de” is none" in reported(raw.replace(b'target-language="en"', b'target-language="de"'), translator).problem
    assert "“vi” is none" in reported(raw.replace(b'target-language="en"', b'target-language="vi"'), translator).problem
    assert "which language" in reported(raw.replace(b' target-language="en"', b""), translator).problem
    assert "from “en”" in reported(raw.replace(b'source-language="vi"', b'source-language="en"'), translator).problem


# --- Many at once, and commands ----------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_portal_by_command(story: Any, commune: Any, administrator: Any, tmp_path: Any, name: str) -> None:
    other = ArticlePageFactory(parent=commune, title="Của xã", slug="cua-xa")
    path = tmp_path / "out.zip"
    call_command("export_translations", format=name, language="fr", portal="testserver", output=path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert f"Đền Đa Hòa (fr).{formats.FORMATS[name].extension}" in names
    assert not any("Của xã" in entry for entry in names)
    call_command("export_translations", format=name, language="fr", output=path)
    with zipfile.ZipFile(path) as archive:
        assert any("Của xã" in entry for entry in archive.namelist())
    before = list(Unit.objects.order_by("pk").values())
    call_command("import_translations", path)
    call_command("import_translations", path, dry_run=True)
    assert list(Unit.objects.order_by("pk").values()) == before
    assert Original.objects.filter(page=other).exists()


def test_the_commands_say_what_they_refuse(
    story: Any, translator: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    translation = translation_of(story)
    good, bad = changed(translation, title="Good"), changed(translation_of(story, "fr"), title="Bon")
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.xlf", good)
        archive.writestr("bad.xlf", bad.replace(b'id="title"', b'id="titel"'))
        archive.writestr("cut.xlf", good[: len(good) // 2])
        archive.writestr("__MACOSX/._good.xlf", b"noise")
    with pytest.raises(CommandError, match="2 files or objects"):
        call_command("import_translations", path, dry_run=True)
    assert target_of(translation, "title") == ("", S.EMPTY)
    with pytest.raises(CommandError, match="2 files or objects"):
        call_command("import_translations", path, user="phiendich")
    said = capsys.readouterr()
    assert "titel" in said.err
    assert "breaks off" in said.err
    assert target_of(translation, "title") == ("Good", S.DRAFT)
    assert target_of(translation_of(story, "fr"), "title") == ("", S.EMPTY)
    assert translation.units.get(key="title").edited_by == translator
    with pytest.raises(CommandError, match="no user"):
        call_command("import_translations", path, user="nobody")
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_translations", tmp_path / "none.zip")
    with pytest.raises(CommandError, match="no portal"):
        call_command("export_translations", format="po", language="fr", portal="else.vn", output=path)
    with pytest.raises(CommandError, match=r"end in .zip"):
        call_command("export_translations", format="po", language="fr", output=tmp_path / "x.po")


def test_names_in_archives() -> None:
    assert archives.file_name("Đền Đa Hòa", "fr", "xlsx") == "Đền Đa Hòa (fr).xlsx"
    assert archives.file_name("../../etc/passwd", "fr", "po") == "etc passwd (fr).po"
    assert archives.file_name('Hỏi: "gì?" ', "fr", "po") == "Hỏi gì (fr).po"
    assert archives.file_name("", "fr", "po") == "… (fr).po"
    assert len(archives.file_name("Đ" * 255, "zh-hans", "xlsx").encode()) < 255
    names = archives.Names()
    assert [names.free(name) for name in ("a (fr).po", "A (fr).po", "a (fr).po")] == [
        "a (fr).po", "A (fr) 2.po", "a (fr) 3.po",
    ]  # fmt: skip


def test_the_cost_of_an_object_does_not_grow(story: Any, translator: Any, django_assert_max_num_queries: Any) -> None:
    raw = changed(translation_of(story), title="x")
    with django_assert_max_num_queries(25):
        reported(raw, translator)
