"""Commands of core."""

import gettext
import os
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import call_command

from promo.core.management.commands.compile_catalogues import compile_catalogues


@pytest.fixture
def catalogue(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "lo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=1; plural=0;"}
    file.append(polib.POEntry(msgid="Festival", msgstr="ບຸນ"))
    file.append(polib.POEntry(msgid="%d page", msgid_plural="%d pages", msgstr_plural={0: "%d ໜ້າ"}))
    file.append(polib.POEntry(msgid="Guess", msgstr="ເດົາ", flags=["fuzzy"]))
    file.append(polib.POEntry(msgid="Empty", msgstr=""))
    file.save(str(folder / "django.po"))
    settings.LOCALE_PATHS = [tmp_path]
    return folder / "django.po"


def test_compiled_without_gettexts_tools(catalogue: Path, capsys: Any) -> None:
    call_command("compile_catalogues")
    assert "1" in capsys.readouterr().out
    with catalogue.with_suffix(".mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert translations.gettext("Festival") == "ບຸນ"
    assert translations.ngettext("%d page", "%d pages", 3) == "%d ໜ້າ"
    assert translations.gettext("Guess") == "Guess", "a guess is not a translation"
    assert translations.gettext("Empty") == "Empty"


def test_only_what_changed_is_compiled_again(catalogue: Path) -> None:
    assert compile_catalogues() == 1
    assert compile_catalogues() == 0
    later = catalogue.with_suffix(".mo").stat().st_mtime + 10
    os.utime(catalogue, (later, later))
    assert compile_catalogues() == 1


def test_no_catalogues_at_all(tmp_path: Path, settings: Any) -> None:
    settings.LOCALE_PATHS = [tmp_path / "none"]
    assert compile_catalogues() == 0
