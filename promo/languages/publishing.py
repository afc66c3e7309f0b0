"""From finished work to the public: handing in, approval, publication, withdrawal."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import Revision

from promo.core.languages import column
from promo.core.models import BasePage
from promo.core.publishing import publish_language, publish_record_language, withdraw_language
from promo.core.translated import translated_fields
from promo.languages import desk, links, memory
from promo.languages.models import Translation, Unit
from promo.languages.segments import fields_in_order, rebuild


def missing_units(translation: Translation) -> list[Unit]:
    """What keeps it from being handed in: texts that nobody has confirmed."""
    return [unit for unit in desk.worksheet(translation) if not unit.is_done]


# --- Revisions ---------------------------------------------------------------------------------


def snapshot(translation: Translation) -> dict[str, Any]:
    """What a revision of a translation keeps.

    `texts`: every field as it would be published; `pairs`: source and target of each unit, for the memory;
    `translators`: who wrote what is new in it, none of whom may approve it.
    """
    instance = desk.read_source(translation)
    units = desk.worksheet(translation, instance) if instance is not None else []
    content = {
        "original": translation.original_id,
        "language": translation.language,
        "local_slug": translation.local_slug,
        "arrangement": translation.original.arrangement,
        "texts": finished_texts(translation, instance, units) if instance is not None else {},
        "pairs": [[unit.source, unit.target] for unit in units if unit.is_done],
        "versions": {unit.key: unit.version for unit in units},
        "translators": translators(translation, units),
    }
    plain: dict[str, Any] = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    return plain


def finished_texts(translation: Translation, instance: Any, units: list[Unit]) -> dict[str, Any]:
    """Each field rebuilt from the units, its links leading to the language's own addresses."""
    targets = {unit.key: unit.target for unit in units if unit.target or unit.is_done}
    original = translation.original
    return links.follow(rebuild(instance, targets), original.page if original.page_id else original.portal)


def translators(translation: Translation, units: list[Unit]) -> list[int]:
    """Primary keys of those who wrote what has not been published yet."""
    since = translation.last_published_at
    return sorted(
        {
            unit.edited_by_id
            for unit in units
            if unit.edited_by_id and unit.edited_at and (since is None or unit.edited_at > since)
        }
    )


# --- Handing in and approval -------------------------------------------------------------------


@transaction.atomic
def hand_in(translation: Translation, user: Any) -> Revision:
    """Make a revision and start the portal's approval. Raises ValidationError if a text is unfinished."""
    revision = _revision(translation, user)
    workflow = translation.get_workflow()
    if workflow is None:
        raise ValidationError(gettext("No approval is set up here: ask somebody who may publish to do it."))
    if translation.workflow_in_progress:
        raise ValidationError(gettext("It has been handed in already."))
    sent_back = translation.current_workflow_state
    if sent_back is not None and sent_back.workflow_id == workflow.pk:
        sent_back.resume(user)
    else:
        if sent_back is not None:
            sent_back.cancel(user)
        workflow.start(translation, user)
    desk.refresh(translation)
    return revision


def _revision(translation: Translation, user: Any) -> Revision:
    open_units = missing_units(translation)
    if open_units:
        raise ValidationError(
            gettext("%(count)s texts are not confirmed yet.") % {"count": len(open_units)}, code="unfinished"
        )
    revision = translation.save_revision(user=user, clean=False)
    translation.refresh_from_db()
    return revision


@transaction.atomic
def publish_now(translation: Translation, user: Any) -> Revision:
    """Publish the work as it is. Raises ValidationError, or PublishPermissionError if he may not."""
    revision = _revision(translation, user)
    revision.publish(user=user)
    translation.refresh_from_db()
    desk.refresh(translation)
    return revision


def task_for(translation: Translation, user: Any) -> Any:
    """The approval that waits for him; None if there is none."""
    state = translation.current_workflow_task_state
    if state is None:
        return None
    return state if state.task.specific.get_actions(translation, user) else None


@transaction.atomic
def approve(translation: Translation, user: Any, comment: str = "") -> None:
    """Approve what was handed in; the last approval publishes it.

    Raises PermissionDenied if it does not wait for him, PublishPermissionError if he translated it.
    """
    state = _task(translation, user)
    if user.pk in (translation.latest_revision.content.get("translators") or ()):
        raise PermissionDenied(gettext("You translated this yourself: somebody else has to approve and publish it."))
    state.approve(user=user, comment=comment)
    translation.refresh_from_db()
    desk.refresh(translation)


@transaction.atomic
def send_back(translation: Translation, user: Any, comment: str) -> None:
    """Back to the translator, with a word why."""
    state = _task(translation, user)
    if not comment.strip():
        raise ValidationError(gettext("Say what should be changed."))
    state.reject(user=user, comment=comment)
    translation.refresh_from_db()
    desk.refresh(translation)


@transaction.atomic
def cancel(translation: Translation, user: Any) -> None:
    """Take back what was handed in."""
    state = translation.current_workflow_state
    if state is not None:
        state.cancel(user=user)
    translation.refresh_from_db()
    desk.refresh(translation)


def _task(translation: Translation, user: Any) -> Any:
    state = task_for(translation, user)
    if state is None:
        raise PermissionDenied(gettext("This translation does not wait for your approval."))
    return state


# --- The columns -------------------------------------------------------------------------------


def write_columns(translation: Translation, revision: Revision, user: Any) -> None:
    """Put a revision's texts before the public. Called inside the transaction that publishes."""
    instance = translation.original.read()
    content = revision.content
    texts = {name: value for name, value in content["texts"].items() if name in translated_fields(type(instance))}
    with desk.writing():
        if isinstance(instance, BasePage):
            publish_language(instance, translation.language, texts, local_slug=content.get("local_slug", ""))
        else:
            publish_record_language(instance, translation.language, _without_empty(instance, texts))
    translation.arrangement = content.get("arrangement", "")
    current = dict(translation.units.filter(present=True).values_list("key", "version"))
    translation.has_unpublished_changes = current != content.get("versions")
    # What was due is done.
    translation.due = None
    translation.save(update_fields=["arrangement", "has_unpublished_changes", "due"])
    memory.remember(translation.language, [(source, target) for source, target in content.get("pairs", ())])
    log(
        instance=instance,
        action="languages.publish",
        user=user,
        revision=revision if not isinstance(instance, BasePage) else None,
        data={"language": translation.language},
        content_changed=True,
    )
    desk.refresh(translation)


def _without_empty(instance: Any, texts: dict[str, Any]) -> dict[str, Any]:
    """A record's unique texts must be null where there are none; elsewhere nothing is a word left out."""
    return {
        name: None if value == "" and instance._meta.get_field(name).unique else value for name, value in texts.items()
    }


def withdraw(translation: Translation, user: Any) -> None:
    """Take the language back from the public; the work stays."""
    translation.unpublish(user=user, log_action=False)
    log(
        instance=translation.original.read(),
        action="languages.withdraw",
        user=user,
        data={"language": translation.language},
    )
    translation.refresh_from_db()


def withdraw_columns(translation: Translation) -> None:
    instance = translation.original.read()
    with desk.writing():
        if isinstance(instance, BasePage):
            withdraw_language(instance, translation.language)
        elif instance is not None:
            # A record has no state of its own: without texts the public reads its Vietnamese ones.
            empty = {name: _nothing(instance, name) for name in fields_in_order(type(instance))}
            publish_record_language(instance, translation.language, empty)
    translation.refresh_from_db()
    desk.refresh(translation)


def _nothing(instance: Any, name: str) -> Any:
    field = instance._meta.get_field(column(name, "en"))
    return [] if hasattr(field, "stream_block") else None if field.null else ""


def preview_page(translation: Translation) -> Any:
    """The object with the work's texts in the language's columns, unsaved; Vietnamese where there are none yet."""
    instance = desk.read_source(translation)
    units = desk.worksheet(translation, instance)
    texts = finished_texts(translation, instance, units)
    for name, value in texts.items():
        field = instance._meta.get_field(column(name, translation.language))
        setattr(instance, field.name, field.to_python(value))
    return instance
