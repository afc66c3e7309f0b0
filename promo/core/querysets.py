"""Asking what the public may read.

`live_in` and `live_q` are the only ways: which column says so depends on the language, and a bare
translated name in a lookup silently reads another language's column.
"""

from functools import cache
from typing import Any, Self

from django.db.models import Q, QuerySet
from wagtail.models import PageManager as WagtailPageManager
from wagtail.query import PageQuerySet as WagtailPageQuerySet

from promo.core.languages import CODES, SOURCE, column


def live_q(language: str, prefix: str = "") -> Q:
    """Condition "is public in `language`"; `prefix` reaches a page over a relation ("page__")."""
    return Q(**{f"{prefix}live": True, f"{prefix}{column('published_at', language)}__isnull": False})


class PageQuerySet(WagtailPageQuerySet):
    def live_in(self, language: str) -> Self:
        """Pages the public may read in `language`."""
        return self.filter(live_q(language))

    def below(self, page: "object") -> Self:
        """Descendants of a page, by its tree path alone."""
        return self.filter(path__startswith=page.path, depth__gt=page.depth)  # type: ignore[attr-defined]

    def newest_first(self, language: str) -> Self:
        return self.order_by(f"-{column('published_at', language)}", "-pk")

    def as_links(self, language: str) -> Self:
        """With no more than a link to the page needs: title, address, whether it is public."""
        names = {
            column(field, code) for field in ("title", "public_path", "published_at") for code in (language, SOURCE)
        }
        return QuerySet.only(self, "path", "depth", "live", "content_type", *names)

    def only_columns_of(self, language: str, *, bodies: bool = True) -> Self:
        """Leave the other languages' texts in the database, where a request has no use for them.

        The source language stays: it is what a missing text falls back to. Without `bodies` no
        StreamField is read either, as a list of cards needs none.
        """
        deferred = _unread_columns(self.model, frozenset({language, SOURCE}), bodies)
        # Past modeltranslation's own defer, which takes a bare name to mean all its languages.
        return QuerySet.defer(self, *deferred)


@cache
def _unread_columns(model: Any, languages: frozenset[str], bodies: bool) -> tuple[str, ...]:
    """Columns a public page of `model` does without: other languages' texts, the bare ones, keys and words."""
    from promo.core.translated import translated_fields

    stream_fields = set(model.get_streamfield_names())
    unread = [column(field, code) for field in ("local_slug", "path_key") for code in CODES]
    for field in translated_fields(model):
        # The bare column repeats the Vietnamese one; reading `page.title` never looks at it.
        unread.append(field)
        for code in CODES:
            name = column(field, code)
            if code not in languages or (not bodies and name in stream_fields):
                unread.append(name)
    return tuple(unread)


class PageManager(WagtailPageManager.from_queryset(PageQuerySet)):
    pass
