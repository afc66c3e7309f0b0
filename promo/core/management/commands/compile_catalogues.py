"""manage.py compile_catalogues: .po to .mo without gettext's tools, which a bare machine lacks."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


def compile_catalogues() -> int:
    """Compile each catalogue that is newer than its .mo; returns how many were."""
    done = 0
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).rglob("*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
                # Django may have read the catalogue before it was there.
                translation_file_changed(None, target)
                done += 1
    return done


class Command(BaseCommand):
    help = "Compile the message catalogues in locales/."
    # Runs before the catalogues exist, so it must not need them.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Compiled {compile_catalogues()} catalogues.")
