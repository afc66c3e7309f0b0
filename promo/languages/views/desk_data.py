"""What the desk shows of a translation: its texts in groups, their changes, counters and address."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Count, Sum
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from promo.core.addresses import path_key
from promo.core.languages import NAMES, TARGETS, column
from promo.core.models import BasePage, PortalImage
from promo.core.portals import offered_languages
from promo.core.sites import owner_of
from promo.core.text import local_slugify
from promo.languages.models import Translation, Unit
from promo.languages.names import language_label, person_name
from promo.languages.segments import Segment, inline
from promo.languages.worddiff import word_diff

# What search engines show of a text before they cut it off.
SHOWN_BY_SEARCH_ENGINES = {"seo_title": 60, "search_description": 160}

# --- Texts in groups ---------------------------------------------------------------------------


@dataclass
class Row:
    unit: Unit
    number: int
    label: str
    source: SafeString
    limit: int | None = None
    advice: int | None = None
    changes: SafeString | None = None
    picture: str = ""


@dataclass
class Group:
    """Texts that belong together: those of a block, or fields of their own."""

    heading: str
    rows: list[Row] = field(default_factory=list)
    picture: str = ""


def groups_of(units: list[Unit], instance: Any) -> list[Group]:
    """Rows in reading order below the headings of their blocks. One query, for the pictures."""
    shown = {unit.pk: unit.segment.image or _own_picture(instance) for unit in units}
    thumbnails = _thumbnails({pk for pk in shown.values() if pk})
    groups: list[Group] = []
    # Neighbouring blocks of a kind that have no name of their own (entries of a menu) share a heading.
    for heading, members in groupby(enumerate(units, 1), key=lambda member: _heading(member[1], instance)):
        rows = [_row(unit, number) for number, unit in members]
        group = Group(heading, rows)
        pictures = [shown[row.unit.pk] for row in rows]
        if len(set(pictures)) == 1:
            group.picture = thumbnails.get(pictures[0] or 0, "")
        else:
            before: int | None = None
            for row, picture in zip(rows, pictures, strict=True):
                if picture != before:
                    row.picture = thumbnails.get(picture or 0, "")
                before = picture
        groups.append(group)
    return groups


def _heading(unit: Unit, instance: Any) -> str:
    segment: Segment = unit.segment
    if segment.context:
        return segment.context
    if segment.key in SHOWN_BY_SEARCH_ENGINES:
        return _("For search engines")
    return capfirst(str(instance._meta.verbose_name))


def _own_picture(instance: Any) -> int | None:
    return instance.pk if isinstance(instance, PortalImage) else None


def _thumbnails(keys: set[int]) -> dict[int, str]:
    """Primary key -> address of the smallest square file made of the picture."""
    found = {}
    for pk, file, prepared in PortalImage.objects.filter(pk__in=keys).values_list("pk", "file", "prepared"):
        rows = ((prepared or {}).get("crops") or {}).get("square")
        found[pk] = default_storage.url(rows[0][3] if rows else file)
    return found


def _row(unit: Unit, number: int) -> Row:
    segment: Segment = unit.segment
    advice = SHOWN_BY_SEARCH_ENGINES.get(segment.key)
    return Row(
        unit,
        number,
        segment.label,
        source_html(unit),
        limit=segment.max_length,
        advice=advice,
        changes=changes_html(unit),
    )


def source_html(unit: Unit) -> SafeString:
    """The source with its tags as empty elements, which the style sheet draws as chips."""
    segment: Segment | None = unit.segment
    if segment is not None and segment.kind != "rich":
        return escape(unit.source)
    names = {tag.number: tag.name for tag in segment.tags} if segment is not None else {}
    made = []
    for part in inline.tokens(unit.source):
        if isinstance(part, str):
            made.append(escape(part))
        else:
            chip = '<i data-n="{}" data-k="{}" data-t="{}"></i>'
            made.append(format_html(chip, part.number, part.kind, names.get(part.number, "")))
    return mark_safe("".join(made))


def changes_html(unit: Unit) -> SafeString | None:
    """Word by word, what the source says otherwise since the text was translated."""
    if not unit.previous_source or unit.previous_source == unit.source:
        return None
    before, after = inline.plain(unit.previous_source), inline.plain(unit.source)
    if before == after:
        return format_html("<em>{}</em>", _("Only the markup has changed (bold, links …)."))
    return diff_html(before, after)


def diff_html(before: str, after: str) -> SafeString:
    wrapped = {
        "same": mark_safe("{}"),
        "added": format_html('<ins><span class="w-sr-only">{} </span>', _("added:")) + mark_safe("{}</ins>"),
        "removed": format_html('<del><span class="w-sr-only">{} </span>', _("removed:")) + mark_safe("{}</del>"),
    }
    return mark_safe("".join(format_html(wrapped[kind], text) for kind, text in word_diff(before, after)))


# --- For the browser ---------------------------------------------------------------------------


def unit_data(unit: Unit, user: Any, *, with_source: bool = False) -> dict[str, Any]:
    data = {
        "id": unit.pk,
        "key": unit.key,
        "target": unit.target,
        "state": unit.state,
        "version": unit.version,
        "comment": unit.comment,
        "by": person_name(unit.edited_by) if unit.edited_by_id else "",
        "mine": unit.edited_by_id == user.pk,
        "at": date_format(timezone.localtime(unit.edited_at), "H:i") if unit.edited_at else "",
        "stamp": stamp(unit.version, unit.comment),
    }
    if with_source:
        data |= {"source": source_html(unit), "changes": changes_html(unit)}
    return data


def stamp(version: int, comment: str) -> str:
    """Differs when the unit does: its version counts the changes of everything but the comment."""
    return f"{version}.{len(comment)}"


def counts_of(translation: Translation) -> dict[str, int]:
    return {
        "done": translation.units_done,
        "total": translation.units_total,
        "outdated": translation.units_outdated,
        "words": translation.words_todo,
    }


def news_token(translation: Translation, *, in_review: bool) -> str:
    """Differs when anything at the desk does. Its parts: the texts, the source, the state. One query."""
    seen = translation.units.filter(present=True).aggregate(
        count=Count("pk"), versions=Sum("version"), letters=Sum(Length("comment"))
    )
    texts = f"{seen['count']}-{seen['versions'] or 0}-{seen['letters'] or 0}"
    return f"{texts}.{translation.original.text_digest[:12]}.{'review' if in_review else ''}{int(translation.live)}"


def stamps(translation: Translation) -> dict[int, str]:
    rows = translation.units.filter(present=True).values_list("pk", "version", "comment")
    return {pk: stamp(version, comment) for pk, version, comment in rows}


# --- Languages ---------------------------------------------------------------------------------


def languages_of(translation: Translation) -> list[dict[str, Any]]:
    """The other desks of the object: languages its portal offers, and those it is public in."""
    original = translation.original
    place = original.page or original.portal
    offered = set(offered_languages(place)) if place is not None else set(TARGETS)
    rows = {other.language: other for other in original.translations.all()}
    return [
        {
            "translation": rows[code],
            "label": language_label(code),
            "name": NAMES[code],
            "here": code == translation.language,
        }
        for code in TARGETS
        if code in rows and (code in offered or rows[code].live or code == translation.language)
    ]


# --- Address words -----------------------------------------------------------------------------


def address_of(translation: Translation, title: str) -> dict[str, Any] | None:
    """The words of the page's address and what it will be; None for records, which have none."""
    page: BasePage | None = translation.original.page
    if page is None:
        return None
    language = translation.language
    words = local_slugify(
        translation.local_slug or page.text_in("local_slug", language) or title or page.slug, language
    )
    above, _slash, _last = page.text_in("public_path", language).rstrip("/").rpartition("/")
    path = f"{above}/{words or page.slug}/"
    site = owner_of(page.path)
    taken = BasePage.objects.filter(**{column("path_key", language): path_key(path)}).exclude(pk=page.pk).exists()
    url = site.root_url + site.page_path(language, path) if site else path
    return {
        "words": translation.local_slug,
        "made": words,
        "before": url.rstrip("/").rpartition("/")[0] + "/",
        "after": "/",
        "taken": _("Another page has this address already. Choose other words.") if taken else "",
    }
