"""An entry's row in listings follows the entry."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from promo.catalogue.models import CatalogueEntry, Listed, sort_name_column
from promo.core.languages import CODES, SOURCE, column
from promo.core.text import fold, sort_key

# What an entry is found by, of the texts it has.
_TEXTS = ("title", "address", "old_address")


@receiver(post_save)
def entry_saved(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and issubclass(sender, CatalogueEntry):
        list_entry(instance)


def list_entry(page: Any) -> None:
    """Write the page's `Listed`: from its row, as this instance's other languages may be stale."""
    names = [
        column(field, code)
        for field in _TEXTS
        if any(found.name == field for found in page._meta.get_fields())
        for code in CODES
    ]
    texts = type(page)._base_manager.filter(pk=page.pk).values(*names).get()
    Listed.objects.update_or_create(page_id=page.pk, defaults=listed_values(texts, page.list_weight))


def listed_values(texts: dict[str, str | None], weight: int) -> dict[str, Any]:
    """The columns of a `Listed` from those of a page (`title_vi`, `address_vi` …)."""
    source_title = texts.get(column("title", SOURCE)) or ""
    # Each once, in order: most languages repeat an address or leave it out.
    words = dict.fromkeys(fold(text) for text in texts.values() if text)
    return {
        "weight": weight,
        "words": "\n".join(words),
        **{sort_name_column(code): sort_key(texts.get(column("title", code)) or source_title, code) for code in CODES},
    }
