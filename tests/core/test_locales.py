"""What each language says: dates, numbers, catalogues that are whole, placeholders that survived translation."""

import json
import re
from datetime import date, datetime
from pathlib import Path

import django
import polib
import pytest
import taggit
import wagtail
from django.conf import settings
from django.template import Context, Template
from django.utils import dates, translation
from django.utils.formats import date_format, number_format

from promo.core.management.commands import gather_messages
from promo.core.management.commands.compile_catalogues import compile_catalogues
from promo.core.management.commands.gather_messages import catalogue_path, is_public, key_of, locales, merge, problems

CODES = [code for code, _name in settings.LANGUAGES]
BORROWED = sorted((settings.BASE_DIR / "locales" / "borrowed").rglob("*.po"))
OURS = sorted(catalogue_path(locale) for locale in locales())
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
NBSP = "\u00a0"

# Language: (12 March 2026, its month, its day and month, in figures, 18720, 1234.5)
WRITTEN = {
    "vi": ("12 tháng 3 năm 2026", "tháng 3 năm 2026", "12 tháng 3", "12/03/2026", "18.720", "1.234,5"),
    "en": ("12 March 2026", "March 2026", "12 March", "12/03/2026", "18,720", "1,234.5"),
    "zh-hans": ("2026年3月12日", "2026年3月", "3月12日", "2026年3月12日", "18,720", "1,234.5"),
    "ja": ("2026年3月12日", "2026年3月", "3月12日", "2026/03/12", "18,720", "1,234.5"),
    "ko": ("2026년 3월 12일", "2026년 3월", "3월 12일", "2026-3-12", "18,720", "1,234.5"),
    "fr": ("12 mars 2026", "mars 2026", "12 mars", "12/03/2026", f"18{NBSP}720", f"1{NBSP}234,5"),
    "lo": ("12 ມີນາ 2026", "ມີນາ 2026", "12 ມີນາ", "12/03/2026", "18.720", "1.234,5"),
}


def entries(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def name_of(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def test_every_language_of_the_portal_is_tried_here():
    assert set(WRITTEN) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_dates_and_numbers_are_written_as_the_language_writes_them(code):
    day = date(2026, 3, 12)
    with translation.override(code):
        written = (
            date_format(day),
            date_format(day, "YEAR_MONTH_FORMAT"),
            date_format(day, "MONTH_DAY_FORMAT"),
            date_format(day, "SHORT_DATE_FORMAT"),
            number_format(18720),
            number_format(1234.5),
        )
    assert written == WRITTEN[code]


def test_vietnamese_and_english_read_the_day_first():
    from django import forms

    for code in ("vi", "en", "lo"):
        with translation.override(code):
            assert forms.DateField().clean("03/12/2026") == date(2026, 12, 3)
            assert forms.DateField().clean("2026-12-03") == date(2026, 12, 3)


def test_time_of_day():
    moment = datetime(2026, 3, 12, 15, 4)
    with translation.override("vi"):
        assert date_format(moment, "DATETIME_FORMAT") == "15:04, 12 tháng 3 năm 2026"
    with translation.override("ko"):
        assert date_format(moment, "DATETIME_FORMAT") == "2026년 3월 12일 오후 3:04"


def test_lao_is_a_language_of_django():
    info = translation.get_language_info("lo")
    assert info["name_local"] == "ລາວ"
    assert not info["bidi"]
    with translation.override("lo"):
        assert translation.get_language() == "lo"
        assert translation.gettext("Skip to content") == "ຂ້າມໄປຫາເນື້ອໃນ"


def test_lao_has_names_for_months_days_and_sizes():
    """Django has none: what lacks here would come out in Vietnamese."""
    with translation.override("vi"):
        vietnamese = {str(name) for name in (*dates.MONTHS.values(), *dates.WEEKDAYS.values())}
    with translation.override("lo"):
        tables = (dates.MONTHS, dates.MONTHS_3, dates.MONTHS_AP, dates.MONTHS_ALT, dates.WEEKDAYS, dates.WEEKDAYS_ABBR)
        for table in tables:
            names = [str(name) for name in table.values()]
            assert all(re.search("[\u0e80-\u0eff]", name) for name in names), names
            assert len(set(names)) == len(names)
            assert not vietnamese & set(names)
        shown = Template("{{ small|filesizeformat }}, {{ big|filesizeformat }}, {{ True|yesno }}")
        text = shown.render(Context({"small": 12, "big": 12_345_678}))
    assert text == f"12{NBSP}ໄບ, 11,8{NBSP}MB, ແມ່ນ"


def test_what_a_language_lacks_is_said_in_vietnamese_and_never_in_english():
    with translation.override("ja"):
        assert translation.gettext("palette") == "bảng màu"
    with translation.override("en"):
        assert translation.gettext("palette") == "palette"


@pytest.mark.parametrize("path", [*OURS, *BORROWED], ids=name_of)
def test_translations_keep_the_placeholders(path):
    wrong = []
    for entry in entries(path):
        given = [entry.msgstr, *entry.msgstr_plural.values()]
        allowed = [set(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
        wrong += [text for text in given if text and set(PLACEHOLDER.findall(text)) not in allowed]
    assert not wrong


@pytest.mark.parametrize("path", [*OURS, *BORROWED], ids=name_of)
def test_translations_keep_the_spaces_at_the_ends(path):
    """Templates join strings: a lost space glues two words together. Chinese and Japanese need none."""
    pairs = [(entry.msgid, entry.msgstr) for entry in entries(path) if entry.msgstr]
    assert not [pair for pair in pairs if pair[0][:1].isspace() != pair[1][:1].isspace()]
    assert not [pair for pair in pairs if pair[1] != pair[1].rstrip() and pair[0] == pair[0].rstrip()]


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_every_public_string_is_translated(path):
    needed = [entry for entry in entries(path) if is_public(entry) or path == catalogue_path("vi")]
    assert len(needed) > 50
    assert not [entry.msgid for entry in needed if not entry.translated()]


@pytest.mark.parametrize("path", [*OURS, *BORROWED], ids=name_of)
def test_catalogues_have_no_doubtful_and_no_dead_entries(path):
    catalogue = polib.pofile(str(path))
    assert not catalogue.fuzzy_entries()
    assert not catalogue.obsolete_entries()
    keys = [key_of(entry) for entry in catalogue]
    assert len(set(keys)) == len(keys)


def test_catalogues_compile(tmp_path, settings):
    for path in (*OURS, *BORROWED):
        copy = tmp_path / path.relative_to(settings.BASE_DIR)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    settings.LOCALE_PATHS = [tmp_path]
    assert compile_catalogues() == len(OURS) + len(BORROWED)
    assert compile_catalogues() == 0
    said = polib.mofile(str(tmp_path / "locales/fr/LC_MESSAGES/django.mo"))
    assert said.find("Skip to content").msgstr == "Aller au contenu"


@pytest.mark.parametrize("path", BORROWED, ids=name_of)
def test_borrowed_strings_are_translated_and_still_said_by_their_owners(path):
    """What Django or Wagtail no longer says, nobody needs to translate."""
    said = set()
    for package in (django, taggit, wagtail):
        for source in Path(package.__file__).parent.rglob(f"locale/en/LC_MESSAGES/{path.name}"):
            said |= {key_of(entry) for entry in polib.pofile(str(source))}
    kept = entries(path)
    assert not [entry.msgid for entry in kept if not entry.translated()]
    assert not [entry.msgid for entry in kept if key_of(entry) not in said]


@pytest.mark.parametrize("path", [path for path in BORROWED if path.name == "django.po"], ids=name_of)
def test_a_string_that_is_ours_too_is_translated_alike(path):
    """Ours win: another translation in the borrowed catalogue would never be seen."""
    ours = {key_of(entry): entry.msgstr for entry in entries(catalogue_path(path.parts[-3]))}
    assert not [entry.msgid for entry in entries(path) if ours.get(key_of(entry), entry.msgstr) != entry.msgstr]


def test_the_admin_speaks_vietnamese(english_admin, administrator, province):
    """In its pages and in its scripts, where Wagtail itself would speak English."""
    administrator.wagtail_userprofile.preferred_language = "vi"
    administrator.wagtail_userprofile.save()
    assert "Trang tổng quan" in english_admin.get("/admin/").content.decode()
    scripts = english_admin.get("/admin/jsi18n/").content.decode()
    assert f'"Insert a block": {json.dumps("Thêm khối")}' in scripts


class TestGatherMessages:
    @pytest.fixture
    def catalogues(self, tmp_path, settings):
        """French alone, in a folder of its own, with a doubtful entry and one no longer used."""
        settings.LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("fr", "Français")]
        settings.LOCALE_PATHS = [tmp_path]
        known = polib.POFile()
        known.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}
        known.append(polib.POEntry(msgid="Next", msgstr="Suivant"))
        known.append(polib.POEntry(msgid="Gone", msgstr="Parti"))
        known.append(polib.POEntry(msgid="Share", msgstr="Action", flags=["fuzzy"]))
        catalogue_path("fr").parent.mkdir(parents=True)
        known.save(str(catalogue_path("fr")))
        return tmp_path

    @pytest.fixture
    def strings(self):
        found = polib.POFile()
        for msgid, place in (("Next", "pager.html"), ("Share", "share.html"), ("palette", "models.py")):
            path = f"promo/core/templates/components/{place}" if place.endswith("html") else f"promo/core/{place}"
            found.append(polib.POEntry(msgid=msgid, occurrences=[(path, "12")]))
        found.append(polib.POEntry(msgid="%(n)d day", msgid_plural="%(n)d days", occurrences=[("promo/a.py", "")]))
        return found

    def test_merging_keeps_what_is_translated_and_drops_what_is_gone(self, catalogues, strings):
        merged = merge(strings, "fr")
        assert {entry.msgid: entry.msgstr for entry in merged if not entry.msgid_plural} == {
            "Next": "Suivant",
            "Share": "",
            "palette": "",
        }
        assert merged.find("%(n)d day").msgstr_plural == {0: "", 1: ""}
        assert "12" not in str(merged), "line numbers would change with every edit of a template"
        assert "POT-Creation-Date" not in str(merged)

    def test_merging_again_changes_nothing(self, catalogues, strings):
        first = f"{merge(strings, 'fr')}\n"
        catalogue_path("fr").write_text(first)
        assert f"{merge(strings, 'fr')}\n" == first

    def test_check_names_what_is_stale_and_what_is_missing(self, catalogues, strings):
        found = "\n".join(problems(strings))
        assert f"fr: {catalogue_path('fr')} is stale" in found
        assert "fr: no translation of “Share”" in found
        assert "fr: no translation of “Next”" not in found
        assert "fr: no translation of “palette”" not in found, "only staff reads it, in Vietnamese"
        assert "vi: no translation of “palette”" in found

    def test_check_is_content_with_complete_catalogues(self, catalogues, strings):
        for locale in ("vi", "fr"):
            complete = merge(strings, locale)
            for entry in complete:
                entry.msgstr = entry.msgstr or "…"
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "…")
            catalogue_path(locale).parent.mkdir(parents=True, exist_ok=True)
            catalogue_path(locale).write_text(f"{complete}\n")
        assert problems(strings) == []

    @pytest.mark.parametrize(
        ("path", "public"),
        [
            ("promo/core/templates/components/pager.html", True),
            ("promo/core/templates/components/userbar.html", False),
            ("promo/portals/templates/pages/pattern_library.html", False),
            ("promo/core/templates/wagtailadmin/login.html", False),
            ("promo/portals/profile.py", True),
            ("promo/portals/models/home.py", False),
        ],
    )
    def test_public_is_what_visitors_meet(self, path, public):
        assert is_public(polib.POEntry(msgid="-", occurrences=[(path, "")])) is public

    def test_kinds_of_units_are_public(self):
        for label in ("commune", "rural district (former)"):
            assert is_public(polib.POEntry(msgid=label, occurrences=[("promo/localities/models/units.py", "")]))

    def test_modules_named_public_exist(self):
        missing = [path for path in gather_messages.PUBLIC_MODULES if not (settings.BASE_DIR / path).exists()]
        assert not missing

    def test_gathering_needs_xgettext(self, monkeypatch):
        monkeypatch.setattr(gather_messages.shutil, "which", lambda name: None)
        with pytest.raises(gather_messages.CommandError, match="apt install gettext"):
            gather_messages.gather()
