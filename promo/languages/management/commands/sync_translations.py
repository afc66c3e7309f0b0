"""Bring the desk up to date with every page and record: after an upgrade, an import past the models, a new language."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from promo.core import addresses, versions
from promo.core.languages import CODES
from promo.core.models import BasePage
from promo.core.progress import progress
from promo.languages import originals
from promo.languages.models import GlossaryTerm, MemoryEntry, Original, Translation
from promo.languages.people import add_translators
from promo.portals.models import HomePage


class Command(BaseCommand):
    help = "Give every page and record its place at the translation desk, in every language there is now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say how many there are and are missing.")

        parser.add_argument(
            "--forget",
            metavar="CODE",
            help="Throw away all work in a language that is no longer one of the settings, its glossary and memory too.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forget"]:
            self._forget(options["forget"])
            return
        # The tree's root is nobody's page.
        tables = [BasePage.objects.filter(depth__gt=1), *(m._default_manager.all() for m in originals.registered())]
        instances = [(rows.model, pk) for rows in tables for pk in rows.order_by("pk").values_list("pk", flat=True)]
        known = Original.objects.count()
        if options["dry_run"]:
            self.stdout.write(f"{len(instances)} pages and records, {known} of them at the desk.")
            return
        # A language that has just been added has no addresses yet, and pages without one are found nowhere.
        addresses.fill_missing()
        for model, pk in progress(instances, "Bringing them to the desk"):
            with transaction.atomic():
                self._bring(model._default_manager.get(pk=pk))
        versions.bump()
        self.stdout.write(f"{Original.objects.count()} pages and records are at the desk.")

    @transaction.atomic
    def _forget(self, language: str) -> None:
        if language in CODES:
            raise CommandError(f"{language} is still one of LANGUAGES: take it out of the settings first.")
        for model in (Translation, GlossaryTerm, MemoryEntry):
            model._default_manager.filter(language=language).delete()
        for home in HomePage.objects.all():
            if language in home.languages:
                home.languages = [code for code in home.languages if code != language]
                home.save(clean=False, update_fields=["languages"])
        self.stdout.write(f"Nothing is left of {language}.")

    @staticmethod
    def _bring(instance: Any) -> None:
        instance = instance.specific if isinstance(instance, BasePage) else instance
        if not originals.wants(instance):
            return
        original = originals.sync(instance)
        originals.add_translations(original, instance)
        if isinstance(instance, HomePage):
            originals.add_translations(originals.original_of(instance.unit), instance.unit)
            if not instance.translator_groups.exists():
                add_translators(instance, instance.full_name_vi)
