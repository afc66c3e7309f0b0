"""Stored addresses: each page knows its path in every language, so that a link costs no query.

`public_path_xx` is the path from the top of the tree ("/hung-yen/tin-tuc/"), `path_key_xx` its
digest: unique, short enough for an index on every database, the one thing looked up per request.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q, TextField, Value
from django.db.models.functions import MD5, Concat, Substr
from django.utils.translation import gettext

from promo.core.languages import CODES, NAMES, SOURCE, column
from promo.core.querysets import live_q

if TYPE_CHECKING:
    from promo.core.models import BasePage


@dataclass(frozen=True)
class Change:
    language: str
    old: str
    new: str


def path_key(path: str) -> str:
    """Digest of a stored address. A name, not a secret: the database computes the same by MD5()."""
    return hashlib.md5(path.encode(), usedforsecurity=False).hexdigest()


def address_word(page: "BasePage", language: str) -> str:
    """A page's own part of its address: its words in the language, else its Vietnamese slug."""
    if language == SOURCE:
        return page.slug
    return getattr(page, column("local_slug", language)) or page.slug


def paths_below(page: "BasePage", parent: "BasePage | None") -> dict[str, str]:
    """The addresses `page` has, or would have, below `parent`."""
    if parent is None:
        return dict.fromkeys(CODES, "/")
    return {code: f"{getattr(parent, column('public_path', code))}{address_word(page, code)}/" for code in CODES}


def assign(page: "BasePage", parent: "BasePage | None") -> list[Change]:
    """Set the page's address columns on the instance; say which differ from what it had."""
    changes = []
    for code, new in paths_below(page, parent).items():
        old = getattr(page, column("public_path", code))
        if old != new:
            changes.append(Change(code, old, new))
        setattr(page, column("public_path", code), new)
        setattr(page, column("path_key", code), path_key(new))
    return changes


def refuse_clash(page: "BasePage", parent: "BasePage | None") -> None:
    """Raise ValidationError, naming the language, if another page has one of these addresses."""
    from promo.core.models import BasePage

    paths = paths_below(page, parent)
    condition = Q()
    for code, path in paths.items():
        condition |= Q(**{column("path_key", code): path_key(path)})
    others = BasePage.objects.filter(condition).exclude(pk=page.pk).only_columns_of(SOURCE)
    for other in others:
        for code, path in paths.items():
            if getattr(other, column("public_path", code)) == path:
                raise ValidationError(
                    gettext(
                        "In %(language)s the address “%(path)s” is already that of the page “%(title)s”. Choose other address words."
                    )
                    % {"language": NAMES[code], "path": path, "title": other.get_admin_display_title()},
                    code="address_clash",
                )


def rewrite_descendants(page: "BasePage", changes: list[Change]) -> None:
    """Give everything below a moved or renamed page its new addresses, in one UPDATE."""
    from promo.core.models import BasePage

    if not changes:
        return
    values: dict[str, object] = {}
    for change in changes:
        name = column("public_path", change.language)
        new = Concat(Value(change.new), Substr(name, len(change.old) + 1), output_field=TextField())
        # The key first: MariaDB assigns from left to right and would digest the new path twice.
        values[column("path_key", change.language)] = MD5(new)
        values[name] = new
    BasePage.objects.below(page).order_by().update(**values)


def remember_changes(page: "BasePage", changes: list[Change]) -> None:
    """Keep the old addresses of what the public could have linked to."""
    from promo.core.models import BasePage, PathChange

    family = BasePage.objects.filter(path__startswith=page.path)
    for change in changes:
        if change.old and family.filter(live_q(change.language)).exists():
            PathChange.objects.update_or_create(
                language=change.language,
                old_key=path_key(change.old),
                defaults={"old_path": change.old, "page": page},
            )


def follow_changes(language: str, path: str) -> "BasePage | None":
    """The page that had this address once, or None. Longest known prefix first; renames chain."""
    from promo.core.models import BasePage, PathChange

    seen: set[str] = set()
    while path not in seen and len(seen) < 10:
        seen.add(path)
        ends = [index + 1 for index, character in enumerate(path) if character == "/"][-50:]
        changes = PathChange.objects.filter(
            language=language, old_key__in=[path_key(path[:end]) for end in ends]
        ).select_related("page")
        for change in sorted(changes, key=lambda row: len(row.old_path), reverse=True):
            new = getattr(change.page, column("public_path", language)) + path[len(change.old_path) :]
            if new in seen:
                continue
            page = BasePage.objects.filter(**{column("path_key", language): path_key(new)}).first()
            if page:
                return page
            path = new
            break
    return None
