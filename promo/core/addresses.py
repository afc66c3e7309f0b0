"""Stored addresses: each page knows its path in every language, so that a link costs no query.

`public_path_xx` is the path from the top of the tree ("/hung-yen/tin-tuc/"), `path_key_xx` its
digest: unique, short enough for an index on every database, the one thing looked up per request.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import F, Max, Q, TextField, Value
from django.db.models.functions import MD5, Concat, Substr
from django.utils.translation import gettext_lazy as _

from promo.core.languages import CODES, NAMES, SOURCE, column, columns

if TYPE_CHECKING:
    from promo.core.models import BasePage

# How far an unknown address is followed, before it is simply unknown.
_ROUNDS, _TRIED_AT_ONCE, _DEEPEST = 6, 50, 50


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
    # In a language that has just been added, the tree's root may not have its path yet.
    above = {code: getattr(parent, column("public_path", code)) or "/" for code in CODES}
    return {code: f"{above[code]}{address_word(page, code)}/" for code in CODES}


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
    # Asked at every save: the few columns as they are, for a page has many.
    others = BasePage.objects.filter(condition).exclude(pk=page.pk)
    for other in others.values("pk", *columns("public_path")):
        for code, path in paths.items():
            if other[column("public_path", code)] == path:
                title = BasePage.objects.only_columns_of(SOURCE).get(pk=other["pk"]).get_admin_display_title()
                # Put into words where it is shown: a save speaks Vietnamese, the interface perhaps not.
                raise ValidationError(
                    _(
                        "In %(language)s the address “%(path)s” is already that of the page “%(title)s”. Choose other address words."
                    ),
                    params={"language": NAMES[code], "path": path, "title": title},
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

    dates = {change.language: Max(column("published_at", change.language)) for change in changes}
    if not dates:
        return
    public = BasePage.objects.filter(path__startswith=page.path, live=True).order_by().aggregate(**dates)
    rows = [
        PathChange(language=change.language, old_key=path_key(change.old), old_path=change.old, page=page)
        for change in changes
        if change.old and public[change.language]
    ]
    # Whose address it was last is whom it leads to.
    taken = Q()
    for row in rows:
        taken |= Q(language=row.language, old_key=row.old_key)
    if rows:
        PathChange.objects.filter(taken).delete()
        PathChange.objects.bulk_create(rows)


def follow_changes(language: str, path: str) -> "BasePage | None":
    """The page that had this address once, or None.

    Longest known beginning first. A page below may have been renamed while what is above it had an
    address between the old one and today's: where today's leads to nothing, those are tried as well.
    """
    from promo.core.models import BasePage, PathChange

    current, key = column("public_path", language), column("path_key", language)
    seen, tried = {path}, [path]
    for _round in range(_ROUNDS):
        keys = {path_key(beginning): beginning for address in tried for beginning in _beginnings(address)}
        known = PathChange.objects.filter(language=language)
        movers = {row.old_path: row.page for row in known.filter(old_key__in=keys).select_related("page")}
        today = [
            getattr(movers[beginning], current) + address[len(beginning) :]
            for address in tried
            for beginning in _beginnings(address)
            if beginning in movers
        ]
        if today:
            found = {
                getattr(page, current): page
                for page in BasePage.objects.filter(**{f"{key}__in": [path_key(address) for address in today]})
            }
            for address in today:
                if address in found:
                    return found[address]
        above = known.filter(Q(page__in=movers.values()) | Q(**{f"page__{key}__in": keys})).select_related("page")
        pairs = [(row.old_path, getattr(row.page, current)) for row in above]
        # What has had a beginning of the address, by all names it ever had.
        aliases: dict[str, set[str]] = {}
        for old, new in pairs:
            aliases.setdefault(new, set()).add(old)
        between = [
            other + address[len(beginning) :]
            for address in tried
            for beginning in _beginnings(address)
            for new, olds in aliases.items()
            if beginning == new or beginning in olds
            for other in olds - {beginning}
        ]
        tried = [address for address in dict.fromkeys([*today, *between]) if address not in seen][:_TRIED_AT_ONCE]
        seen.update(tried)
        if not tried:
            return None
    return None


def _beginnings(path: str) -> list[str]:
    """Longest first: "/a/b/" -> ["/a/b/", "/a/", "/"]."""
    return [path[: index + 1] for index, character in enumerate(path) if character == "/"][:_DEEPEST][::-1]


def fill_missing() -> int:
    """Give every page an address in languages that have just been added: the Vietnamese one for a start. How many."""
    from promo.core.models import BasePage

    filled = 0
    for code in CODES:
        rows = BasePage.objects.filter(**{column("path_key", code): None})
        values = {column(field, code): F(column(field, SOURCE)) for field in ("public_path", "path_key")}
        filled += rows.order_by().update(**values) if code != SOURCE else 0
    return filled
