"""Taking something away from everywhere at once: all languages, all portals, all revisions.

What is wrong in a dangerous way (a map without the islands, a picture without the right to it) must
not live on in a translation, a copy or an earlier version that somebody restores.
"""

import json
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.log_actions import log
from wagtail.models import Revision

from promo.core import versions
from promo.core.languages import CODES, SOURCE, TARGETS, column, columns
from promo.core.models import BasePage, PortalImage
from promo.core.publishing import withdraw_language
from promo.core.translated import translated_fields
from promo.languages.models import Takedown, Translation

Body = list[dict[str, Any]]
Strip = Callable[[StreamField, Body], Body]
_GONE = object()


def _bodies(model: type[models.Model]) -> list[str]:
    return [name for name in translated_fields(model) if isinstance(model._meta.get_field(name), StreamField)]


def _page_types() -> list[type[BasePage]]:
    return [model for model in apps.get_models() if issubclass(model, BasePage) and _bodies(model)]


def pages_with_block(key: str) -> list[BasePage]:
    """Pages that hold the block in any language, copies of a page included: copies keep the ids of blocks."""
    return [page for model in _page_types() for page in _whose_bodies_contain(model, key)]


def pages_with_picture(image: PortalImage) -> list[BasePage]:
    """Pages that show the picture in any language: in a body or as their own.

    Read from the pages themselves: Wagtail's index of references is brought up to date by a worker, later.
    """
    found: dict[int, BasePage] = {}
    for model in _page_types():
        condition = Q(pk=None)
        for name in _pointers(model):
            condition |= Q(**{name: image.pk})
        found |= {page.pk: page for page in model.objects.filter(condition)}
        # In stored JSON a pointer is a number after a colon: nearly always this picture, and then looked at.
        for page in _whose_bodies_contain(model, f": {image.pk},", f": {image.pk}}}"):
            if image.pk in pictures_of(page):
                found.setdefault(page.pk, page)
    return sorted(found.values(), key=lambda page: page.path)


def pictures_of(page: BasePage) -> set[int]:
    """Primary keys of the pictures a page shows in any language: its own and those of its bodies."""
    model = type(page)
    found = {getattr(page, f"{name}_id") for name in _pointers(model)} - {None}
    for body in _bodies(model):
        stream = model._meta.get_field(body).stream_block
        for name in columns(body):
            _collect(stream, getattr(page, name).get_prep_value(), found)
    return found


def _pointers(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.related_model is PortalImage]


def _collect(block: Any, value: Any, found: set[int]) -> None:
    if isinstance(block, ImageChooserBlock):
        found.update({value} if isinstance(value, int) else ())
    elif isinstance(block, blocks.BaseStreamBlock):
        for item in value or ():
            _collect(block.child_blocks.get(item["type"]), item["value"], found)
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
        for name, child in block.child_blocks.items():
            _collect(child, value.get(name), found)
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            _collect(block.child_block, _inside(item)[0], found)


def _inside(item: Any) -> tuple[Any, bool]:
    """(value, whether it is wrapped) of an item of a stored list, whose older form has no ids."""
    wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
    return (item["value"] if wrapped else item), wrapped


def _whose_bodies_contain(model: type[BasePage], *texts: str) -> list[BasePage]:
    stored = {f"{name}_text": Cast(name, TextField()) for body in _bodies(model) for name in columns(body)}
    condition = Q()
    for name in stored:
        for text in texts:
            condition |= Q(**{f"{name}__contains": text})
    # By alias, not annotation: modeltranslation would take such a name for a field's.
    return list(model.objects.alias(**stored).filter(condition).order_by("path"))


# --- The three kinds ---------------------------------------------------------------------------


@transaction.atomic
def take_down_block(key: str, *, reason: str, user: Any) -> Takedown:
    """Remove a block, or an item of a list in one, by its id."""
    pages = pages_with_block(key)
    if not pages:
        raise ValidationError(gettext("This block is on no page any more."))
    title = pages[0].title_vi
    return _strip_everywhere(
        Takedown(kind=Takedown.Kind.BLOCK, key=key, title=title, reason=reason, user=user),
        pages,
        lambda field, body: without_block(body, key),
    )


@transaction.atomic
def take_down_picture(image: PortalImage, *, reason: str, user: Any) -> Takedown:
    """Remove a picture and its files, and the blocks that are nothing without it."""
    pages = pages_with_picture(image)
    pk = image.pk
    done = _strip_everywhere(
        Takedown(kind=Takedown.Kind.PICTURE, key=str(pk), title=image.title, reason=reason, user=user),
        pages,
        lambda field, body: without_picture(field.stream_block, body, pk),
    )
    # Fields that point at it become empty; the files go when the transaction has succeeded.
    image.delete()
    return done


@transaction.atomic
def take_down_page(page: BasePage, *, reason: str, user: Any) -> Takedown:
    """Take a page from the public in every language; publishing it again brings back Vietnamese alone."""
    languages = page.live_languages
    for language in TARGETS:
        if page.text_in("published_at", language):
            withdraw_language(page, language)
    page.refresh_from_db()
    if page.live:
        page.unpublish(user=user)
    done = Takedown(kind=Takedown.Kind.PAGE, key=str(page.pk), title=page.title_vi, reason=reason, user=user)
    return _note(done, [(page, languages)])


def _note(done: Takedown, places: list[tuple[BasePage, list[str]]]) -> Takedown:
    done.places = [{"page": page.pk, "title": page.title_vi, "languages": languages} for page, languages in places]
    done.save()
    for page, languages in places:
        data = {"kind": done.kind, "title": done.title, "reason": done.reason, "languages": languages}
        log(instance=page, action="languages.takedown", user=done.user, data=data, content_changed=True)
    versions.bump()
    return done


# --- Stripping ---------------------------------------------------------------------------------


def _strip_everywhere(done: Takedown, pages: list[BasePage], strip: Strip) -> Takedown:
    places = []
    for page in pages:
        touched = _strip_columns(page, strip)
        _strip_revisions(page, strip)
        _strip_translations(page, strip)
        places.append((page, touched))
    return _note(done, places)


def _strip_columns(page: BasePage, strip: Strip) -> list[str]:
    changed, languages = [], []
    for body in _bodies(type(page)):
        for language in CODES:
            name = column(body, language)
            field = page._meta.get_field(name)
            before = getattr(page, name).get_prep_value()
            after = strip(field, before)
            if after != before:
                setattr(page, name, field.to_python(json.dumps(after)))
                changed.append(name)
                languages.append(language)
    if changed:
        # The bare column repeats the Vietnamese one.
        bare = [body for body in _bodies(type(page)) if column(body, SOURCE) in changed]
        page.save(clean=False, update_fields=[*changed, *bare])
    return [code for code in CODES if code in languages]


def _strip_revisions(page: BasePage, strip: Strip) -> None:
    for revision in Revision.objects.for_instance(page).iterator(chunk_size=100):
        touched = False
        for body in _bodies(type(page)):
            for name in (body, *columns(body)):
                # A revision keeps a body as JSON in JSON.
                before = json.loads(revision.content.get(name) or "[]")
                after = strip(page._meta.get_field(body), before)
                if after != before:
                    revision.content[name] = json.dumps(after)
                    touched = True
        if touched:
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _strip_translations(page: BasePage, strip: Strip) -> None:
    """What was handed in or is published at the desk holds finished bodies, too."""
    for translation in Translation.objects.filter(original__page_id=page.pk):
        for revision in Revision.objects.for_instance(translation):
            texts = revision.content.get("texts", {})
            after = {
                name: strip(page._meta.get_field(name), value) if name in _bodies(type(page)) else value
                for name, value in texts.items()
            }
            if after != texts:
                Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "texts": after})


def without_block(value: Any, key: str) -> Any:
    """Stored JSON without the block or list item that has this id, however deep."""
    if isinstance(value, list):
        kept = [item for item in value if not (isinstance(item, dict) and item.get("id") == key)]
        return [without_block(item, key) for item in kept]
    if isinstance(value, dict):
        return {name: without_block(item, key) for name, item in value.items()}
    return value


def without_picture(stream: Any, body: Body, pk: int) -> Body:
    """A body without a picture: where a block cannot be without, it goes; where it can, it stays."""
    made = []
    for item in body:
        block = stream.child_blocks.get(item["type"])
        value = item["value"] if block is None else _without_picture(block, item["value"], pk)
        if value is not _GONE:
            made.append({**item, "value": value})
    return made


def _without_picture(block: Any, value: Any, pk: int) -> Any:
    if isinstance(block, ImageChooserBlock):
        return (_GONE if block.required else None) if value == pk else value
    if isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
        made = dict(value)
        for name, child in block.child_blocks.items():
            if name in value:
                made[name] = _without_picture(child, value[name], pk)
                if made[name] is _GONE:
                    return _GONE
        return made
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        kept = []
        for item in value:
            content, wrapped = _inside(item)
            inner = _without_picture(block.child_block, content, pk)
            if inner is not _GONE:
                kept.append({**item, "value": inner} if wrapped else inner)
        return _GONE if value and not kept and block.meta.min_num else kept
    if isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
        return without_picture(block, value, pk)
    return value
