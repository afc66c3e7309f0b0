"""Where the lists of a portal are."""

from typing import Any

from django.http import HttpRequest

from promo.core.cards import Row
from promo.core.languages import column, public_language
from promo.core.portals import portal_of
from promo.core.versions import Remembered
from promo.portals.scope import within

_found = Remembered(size=1024)


def first_url(model: Any, page: Any, request: HttpRequest | None) -> str:
    """The address of the first page of a type on the page's portal; "" where there is none in the reader's language."""
    portal: Any = portal_of(page)
    language = public_language()
    if portal is None:
        return ""

    def read() -> Row | None:
        pages = model.objects.filter(within(portal)).live_in(language).order_by("path").rewrite(False)
        found = pages.values_list("pk", "path", column("public_path", language)).first()
        return Row(found[0], found[1], "", "", found[2], None, None) if found else None

    row = _found.get((model, portal.pk, language), read)
    return row.url(language, request) if row else ""
