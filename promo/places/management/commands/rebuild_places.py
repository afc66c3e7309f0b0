"""rebuild_places: the dots on the map made anew from the pages, after what wrote past the models."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from promo.core import versions
from promo.places.models import Located, Place
from promo.places.signals import row_of

BATCH = 500
_FIELDS = [field.attname for field in Place._meta.concrete_fields if not field.primary_key]


class Command(BaseCommand):
    help = "Makes the dots on the map anew from the pages that have a place, and removes those that have no page's."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Count, and change nothing.")

    @transaction.atomic
    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        stored = {place.pk: place for place in Place.objects.all()}
        added: list[Place] = []
        changed: list[Place] = []
        for place in _wanted():
            old = stored.pop(place.pk, None)
            if old is None:
                added.append(place)
            elif any(getattr(old, name) != getattr(place, name) for name in _FIELDS):
                changed.append(place)
        if not dry_run:
            Place.objects.filter(pk__in=list(stored)).delete()
            Place.objects.bulk_create(added, batch_size=BATCH)
            Place.objects.bulk_update(changed, _FIELDS, batch_size=BATCH)
            if added or changed or stored:
                versions.bump()
        self.stdout.write(f"{len(added)} added, {len(changed)} changed, {len(stored)} removed")


def _wanted() -> Iterator[Place]:
    """The dots there should be, of pages of every type that has places."""
    for model in apps.get_models():
        if issubclass(model, Located):
            pages = model.objects.filter(latitude__isnull=False, longitude__isnull=False)
            for page in pages.order_by().defer_streamfields().iterator(chunk_size=BATCH):
                place = row_of(page)
                if place is not None:
                    yield place
