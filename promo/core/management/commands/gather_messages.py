"""manage.py gather_messages: the strings of promo/ and portal/ into the catalogues in locales/.

`--check` writes nothing; it fails where a run would change a catalogue, a public string lacks a
translation, or any string lacks the Vietnamese one. The English source needs no catalogue.
"""

import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
from django import conf
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override, to_locale

SOURCES = ("promo", "portal")
ENDINGS = {".html", ".py", ".txt"}
UNTRANSLATED = "en"

# Public: what a template says, unless only staff sees it, …
STAFF_TEMPLATES = (
    "/wagtailadmin/",
    "/templates/languages/",
    "/templates/sheets/",
    "/admin/",
    "/pattern_library.html",
    "/userbar.html",
)
# … what these modules say on public pages, …
PUBLIC_MODULES = {
    "promo/catalogue/facts.py",
    "promo/catalogue/filters.py",
    "promo/catalogue/listing.py",
    "promo/catalogue/templatetags/entries.py",
    "promo/enquiries/forms.py",
    "promo/enquiries/views.py",
    "promo/investment/apps.py",
    "promo/investment/columns.py",
    "promo/investment/downloads/answers.py",
    "promo/investment/downloads/asking.py",
    "promo/investment/downloads/notes.py",
    "promo/investment/downloads/offers.py",
    "promo/investment/downloads/pack.py",
    "promo/investment/downloads/printed.py",
    "promo/investment/downloads/workbook.py",
    "promo/investment/facts.py",
    "promo/investment/filters.py",
    "promo/investment/finder.py",
    "promo/investment/leaves.py",
    "promo/investment/opendata/catalogue.py",
    "promo/investment/opendata/showing.py",
    "promo/investment/procedures.py",
    "promo/investment/project_list.py",
    "promo/investment/project_map.py",
    "promo/investment/section.py",
    "promo/investment/showing.py",
    "promo/investment/structured.py",
    "promo/leaflets/drafts.py",
    "promo/leaflets/engine.py",
    "promo/leaflets/items.py",
    "promo/leaflets/views/common.py",
    "promo/leaflets/views/selection.py",
    "promo/localities/outlines.py",
    "promo/ocop/apps.py",
    "promo/ocop/facts.py",
    "promo/ocop/filters.py",
    "promo/ocop/leaves.py",
    "promo/ocop/showing.py",
    "promo/ocop/workbook.py",
    "promo/places/listing.py",
    "promo/places/near.py",
    "promo/places/showing.py",
    "promo/portals/profile.py",
    "promo/tourism/apps.py",
    "promo/tourism/dates.py",
    "promo/tourism/event_page.py",
    "promo/tourism/facts.py",
    "promo/tourism/filters.py",
    "promo/tourism/ics.py",
    "promo/tourism/itinerary.py",
    "promo/tourism/leaves.py",
    "promo/tourism/prices.py",
    "promo/tourism/structured.py",
}
# … and the choices of these fields (application, model, field), which pages show by get_…_display.
PUBLIC_CHOICES = [
    ("localities", "AdministrativeUnit", "kind"),
    ("tourism", "DestinationPage", "kind"),
    ("tourism", "DestinationPage", "rank"),
    ("tourism", "DishPage", "kind"),
    ("tourism", "EventPage", "kind"),
    ("tourism", "Occurrence", "state"),
    ("tourism", "RoutePage", "duration"),
    ("tourism", "RoutePage", "transport"),
    ("tourism", "VenuePage", "kind"),
    ("tourism", "VenuePage", "price_band"),
    ("ocop", "EnterprisePage", "kind"),
    ("ocop", "ProductPage", "group"),
    ("ocop", "ProductPage", "mark"),
    ("investment", "DatasetPage", "frequency"),
    ("investment", "Incentive", "kind"),
    ("investment", "Incentive", "place"),
    ("investment", "ParkPage", "kind"),
    ("investment", "ParkPage", "state"),
    ("investment", "ProjectPage", "group"),
    ("investment", "ProjectPage", "section"),
    ("investment", "ProjectPage", "form"),
    ("investment", "ProjectPage", "selection"),
    ("investment", "ProjectPage", "provincial_plan"),
    ("investment", "ProjectPage", "construction_plan"),
    ("investment", "ProjectPage", "land"),
    ("investment", "ProjectPage", "clearance"),
    ("investment", "ProjectPage", "status"),
    ("leaflets", "LeafletJob", "state"),
]

Key = tuple[str, str]


def locales() -> list[str]:
    """The languages that have a catalogue, as gettext names them: "vi", "zh_Hans" …"""
    return [to_locale(code) for code, _name in settings.LANGUAGES if code != UNTRANSLATED]


def catalogue_path(locale: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / "django.po"


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def is_public(entry: polib.POEntry) -> bool:
    return any(_is_public_file(path) for path, _line in entry.occurrences) or entry.msgid in _public_choices()


def _is_public_file(path: str) -> bool:
    if path.endswith(".py"):
        return path in PUBLIC_MODULES
    return not any(part in f"/{path}" for part in STAFF_TEMPLATES)


@cache
def _public_choices() -> set[str]:
    with override(None):  # Labels then say their msgid, whatever their context.
        return {
            str(label)
            for app, model, field in PUBLIC_CHOICES
            for _value, label in apps.get_model(app, model)._meta.get_field(field).flatchoices
        }


def gather() -> polib.POFile:
    """All strings of the source, sorted, by Django's own makemessages.

    It works on a copy: makemessages leaves files beside the templates while it runs.
    """
    if shutil.which("xgettext") is None:
        raise CommandError("gather_messages needs xgettext. Install it first: apt install gettext")
    with TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "locale").mkdir()
        for path in _sources(settings.BASE_DIR):
            copy = room / path.relative_to(settings.BASE_DIR)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        options = ["--locale", UNTRANSLATED, "--keep-pot", "--add-location", "file", "--verbosity", "0"]
        done = subprocess.run(
            [sys.executable, "-m", "django", "makemessages", *options],
            cwd=room,
            env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise CommandError(done.stderr.strip())
        found = polib.pofile(str(room / "locale" / "django.pot"))
    found.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    return found


def _sources(base: Path) -> Iterator[Path]:
    for name in SOURCES:
        yield from (path for path in sorted((base / name).rglob("*")) if path.suffix in ENDINGS and path.is_file())


def merge(strings: polib.POFile, locale: str) -> polib.POFile:
    """`locale`'s catalogue brought up to date: exactly `strings`, with the translations it has for them."""
    path = catalogue_path(locale)
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {key_of(entry): entry for entry in old if not entry.obsolete and not entry.fuzzy}
    plurals = old.metadata.get("Plural-Forms") or _plural_forms(locale)
    merged = polib.POFile(wrapwidth=100)
    merged.header = "Gathered by manage.py gather_messages, which keeps the translations and nothing else."
    merged.metadata = {
        "Project-Id-Version": "dat-lanh",
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plurals,
    }
    for string in strings:
        entry = polib.POEntry(
            msgid=string.msgid,
            msgid_plural=string.msgid_plural,
            msgctxt=string.msgctxt,
            comment=string.comment,
            occurrences=sorted({(path, "") for path, _line in string.occurrences}),
            flags=[flag for flag in string.flags if flag == "python-format"],
        )
        translated = known.get(key_of(entry))
        if entry.msgid_plural:
            count = int(plurals.partition("nplurals=")[2].partition(";")[0])
            given = translated.msgstr_plural if translated else {}
            entry.msgstr_plural = {index: given.get(index, "") for index in range(count)}
        elif translated:
            entry.msgstr = translated.msgstr
        if translated:
            entry.tcomment = translated.tcomment
        merged.append(entry)
    return merged


def _plural_forms(locale: str) -> str:
    """As Django's own catalogue has it; one form for all numbers, as in Lao, where it has none."""
    path = Path(conf.__file__).parent / "locale" / locale / "LC_MESSAGES" / "django.po"
    known = polib.pofile(str(path)).metadata.get("Plural-Forms") if path.exists() else None
    return known or "nplurals=1; plural=0;"


def problems(strings: polib.POFile) -> list[str]:
    """What keeps the catalogues from being complete and current, one line each."""
    source = to_locale(settings.LANGUAGE_CODE)
    found = []
    for locale in locales():
        path, merged = catalogue_path(locale), merge(strings, locale)
        if not path.exists() or path.read_text(encoding="utf-8") != f"{merged}\n":
            found.append(f"{locale}: {path} is stale. Run: make messages")
        found += [
            f"{locale}: no translation of “{entry.msgid}” ({entry.occurrences[0][0]})"
            for entry in merged
            if not entry.translated() and (locale == source or is_public(entry))
        ]
    return found


class Command(BaseCommand):
    help = "Gather the strings of the code into locales/, or check that they are there and translated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; exit 1 if something is missing.")

    def handle(self, *args: Any, **options: Any) -> None:
        strings = gather()
        if options["check"]:
            found = problems(strings)
            if found:
                raise CommandError("\n".join([*found, f"{len(found)} problems in the catalogues."]))
            self.stdout.write(f"{len(strings)} strings; every catalogue is complete and current.")
            return
        for locale in locales():
            path, merged = catalogue_path(locale), merge(strings, locale)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{merged}\n", encoding="utf-8")
            missing = sum(not entry.translated() and is_public(entry) for entry in merged)
            done = len(merged.translated_entries())
            self.stdout.write(f"{locale}: {done} of {len(merged)} translated, {missing} public strings missing.")
