"""What can be translated, and keeping the desk's picture of it true to the object."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from promo.core.languages import SOURCE, TARGETS, column, in_source
from promo.core.models import BasePage, Figure, PortalDocument, PortalImage, Tag
from promo.core.text import fold
from promo.core.translated import translated_fields
from promo.investment.models import ExchangeRate, Incentive
from promo.languages import following
from promo.languages.models import Original, Translation
from promo.languages.segments import Extraction, extract
from promo.localities.models import AdministrativeUnit
from promo.portals.models import HomePage, Menu, Notice


@dataclass(frozen=True)
class Kind:
    """A translated model that is no page."""

    portal: Callable[[Any], HomePage | None]
    title: Callable[[Any], str]
    # Whether every record is on the board, or only those somebody has asked for.
    every: bool = True


_kinds: dict[type[models.Model], Kind] = {}


def register(model: type[models.Model], kind: Kind) -> None:
    """Let records of `model` be translated at the desk. Pages are without asking."""
    _kinds[model] = kind


def registered() -> list[type[models.Model]]:
    return list(_kinds)


def is_translated(model: type[models.Model]) -> bool:
    return model in _kinds or issubclass(model, BasePage)


def _of_collection(record: Any) -> HomePage | None:
    """The portal whose people keep the record's collection; None for the one all share."""
    if record.collection_id is None or record.collection.is_root():
        return None
    groups = record.collection.group_permissions.values("group")
    return HomePage.objects.filter(group_permissions__group__in=groups).order_by("-depth", "pk").first()


register(Menu, Kind(portal=lambda menu: menu.portal, title=str))
register(Notice, Kind(portal=lambda notice: notice.portal, title=lambda notice: notice.text_vi))
register(Figure, Kind(portal=_of_collection, title=lambda figure: figure.label_vi))
register(PortalImage, Kind(portal=_of_collection, title=lambda image: image.title))
register(PortalDocument, Kind(portal=_of_collection, title=lambda document: document.title))
register(Tag, Kind(portal=lambda tag: None, title=lambda tag: tag.name_vi))
register(Incentive, Kind(portal=lambda incentive: incentive.portal, title=lambda incentive: incentive.name_vi))
register(ExchangeRate, Kind(portal=lambda rate: None, title=lambda rate: rate.source_vi))
# Three thousand communes are in the country; those with a portal are translated.
register(AdministrativeUnit, Kind(portal=lambda unit: None, title=lambda unit: unit.full_name_vi, every=False))


def source_columns(model: type[models.Model]) -> set[str]:
    return {column(name, SOURCE) for name in translated_fields(model)}


def find(instance: models.Model) -> Original | None:
    """The original of a page or record, if it has one."""
    if isinstance(instance, BasePage):
        return Original.objects.filter(page_id=instance.pk).first()
    return Original.objects.filter(content_type=content_type_of(instance), object_id=instance.pk).first()


def content_type_of(instance: models.Model) -> ContentType:
    if isinstance(instance, BasePage):
        return instance.cached_content_type
    return ContentType.objects.get_for_model(instance, for_concrete_model=False)


def wants(instance: models.Model) -> bool:
    """Whether the object has a place on the board without anybody asking."""
    kind = _kinds.get(type(instance))
    if kind is None:
        # The tree's root is nobody's page.
        return isinstance(instance, BasePage) and instance.depth != 1
    return kind.every or find(instance) is not None


def original_of(instance: Any) -> Original:
    """The original of a page or record, made with its translations if it has none."""
    return find(instance) or _make(instance)


def _make(instance: Any) -> Original:
    original, made = Original.objects.get_or_create(
        content_type=content_type_of(instance),
        object_id=instance.pk,
        defaults={"page_id": instance.pk if isinstance(instance, BasePage) else None},
    )
    if made:
        instance = _specific(instance)
        _describe(original, instance)
        add_translations(original, instance)
    return original


def add_translations(original: Original, instance: Any) -> None:
    """One for each target language that has none: public where the page is."""
    there = set(original.translations.values_list("language", flat=True))
    Translation.objects.bulk_create(
        _untouched(original, instance, language) for language in TARGETS if language not in there
    )


def _untouched(original: Original, instance: Any, language: str) -> Translation:
    is_public = has_texts(instance, language)
    state = Translation.State.LIVE if is_public else Translation.State.MISSING
    return Translation(
        original=original,
        language=language,
        live=is_public,
        state=state,
        words_todo=0 if is_public else original.words,
        arrangement=original.arrangement if is_public else "",
    )


def note_as_public(original: Original, language: str) -> bool:
    """A translation that nobody has opened is public now; False if somebody has. One query."""
    untouched = original.translations.filter(language=language, units_total=0)
    return bool(
        untouched.update(
            live=True,
            state=Translation.State.LIVE,
            words_todo=0,
            arrangement=original.arrangement,
            changed_at=timezone.now(),
        )
    )


def has_texts(instance: Any, language: str) -> bool:
    """Whether the public finds the object in `language` (a record: whether it has any text there)."""
    if isinstance(instance, BasePage):
        return getattr(instance, column("published_at", language)) is not None
    return any(getattr(instance, column(name, language)) for name in translated_fields(type(instance)))


def title_of(instance: Any) -> str:
    kind = _kinds.get(type(instance))
    with in_source():
        title = instance.title_vi if kind is None else kind.title(instance)
    return (title or "")[:255]


def _describe(original: Original, instance: Any, found: Extraction | None = None) -> bool:
    """Note what the object is like now; True if a text of it has changed."""
    found = found or extract(instance)
    kind = _kinds.get(type(instance))
    portal = kind.portal(instance) if kind else None
    before = (original.title, original.text_digest, original.arrangement, original.portal_id)
    text_changed = original.text_digest != found.text_digest
    original.title = title_of(instance)
    original.title_folded = fold(original.title)
    original.words = found.words
    original.text_digest, original.arrangement = found.text_digest, found.arrangement
    original.portal_id = portal.pk if portal else None
    if text_changed or original.changed_at is None:
        original.changed_at = timezone.now()
    if before != (original.title, original.text_digest, original.arrangement, original.portal_id):
        original.save()
    return text_changed


@transaction.atomic
def sync(instance: Any) -> Original:
    """After a change of the source: its translations learn which of their texts moved on."""
    original = find(instance)
    if original is None:
        return _make(instance)
    instance = _specific(instance)
    found = extract(instance)
    before = original.arrangement
    if _describe(original, instance, found) or before != original.arrangement:
        if not before:
            # Its blocks have got another shape (`core.body_changes`), not another order.
            original.translations.filter(arrangement="", live=True).update(arrangement=original.arrangement)
        following.follow(_translations(original), found)
    return original


def _translations(original: Original, **conditions: Any) -> list[Translation]:
    found = list(original.translations.select_for_update().filter(**conditions))
    for translation in found:
        translation.original = original
    return found


def _specific(instance: Any) -> Any:
    """Some of Wagtail's actions save a page as the bare page it also is, without its type's texts."""
    return instance.specific if type(instance) is BasePage else instance


@transaction.atomic
def keep_what_is_public(instance: Any) -> None:
    """Before a source changes: public translations that nobody has opened note what they were made of."""
    original = find(instance)
    unopened = _translations(original, live=True, units_total=0) if original is not None else []
    before = type(instance)._default_manager.filter(pk=instance.pk).first() if unopened else None
    if before is not None:
        following.adopt(unopened, _specific(before))
