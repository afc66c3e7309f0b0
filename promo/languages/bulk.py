"""What is done with many translations at once: given out, published."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.publish_revision import PublishPermissionError

from promo.languages import access, publishing
from promo.languages.models import Translation, Unit
from promo.languages.names import language_label

State = Translation.State
# Publishing is a transaction for each translation: this many take some seconds.
PUBLISHED_AT_ONCE = 100
UNDO_SECONDS = 3600
_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
# How many rows one UPDATE names; SQLite allows about thirty thousand.
BATCH = 5000


# --- Giving out --------------------------------------------------------------------------------


def assign(
    translations: QuerySet[Translation], person: Any, due: date | None, user: Any, *, keep_due: bool = False
) -> tuple[int, str]:
    """Give translations to `person` ("keep": as before; None: nobody), with the due date where there is work.

    Returns how many, and a token for `undo`.
    """
    before: dict[tuple[Any, Any], list[int]] = {}
    open_ones, all_ones = [], []
    for pk, translator, was_due, state in translations.order_by().values_list("pk", "translator", "due", "state"):
        before.setdefault((translator, was_due), []).append(pk)
        all_ones.append(pk)
        if state not in (State.LIVE, State.REVIEW):
            open_ones.append(pk)
    if person != "keep":
        _update(all_ones, translator=person)
    if not keep_due:
        _update(open_ones, due=due)
    token = uuid.uuid4().hex
    cache.set(_undo_key(token, user), {"before": before, "person": person}, UNDO_SECONDS)
    return len(all_ones), token


def undo(token: str, user: Any) -> int | None:
    """Take the last giving-out back, but for what has been given to somebody else since. None: too late."""
    kept = cache.get(_undo_key(token, user))
    if kept is None:
        return None
    cache.delete(_undo_key(token, user))
    unchanged = Q() if kept["person"] == "keep" else Q(translator=kept["person"])
    count = 0
    for (translator, due), keys in kept["before"].items():
        for some in _batches(keys):
            rows = Translation.objects.filter(unchanged, pk__in=some)
            count += rows.update(translator=translator, due=due)
    return count


def _undo_key(token: str, user: Any) -> str:
    return f"translation-undo-{user.pk}-{token}"


def _update(keys: list[int], **values: Any) -> None:
    for some in _batches(keys):
        Translation.objects.filter(pk__in=some).update(**values)


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


# --- Publishing --------------------------------------------------------------------------------


@dataclass
class Outcome:
    """A translation that would be or was published; or why not."""

    translation: Translation
    problem: str = ""

    @property
    def language(self) -> str:
        return language_label(self.translation.language)


def look_over(translations: Iterable[Translation], user: Any) -> list[Outcome]:
    """Which of the translations `user` may publish now, and what keeps the others."""
    may: dict[int, bool] = {}
    made = []
    for translation in translations:
        original = translation.original
        if original.pk not in may:
            may[original.pk] = access.may_publish(user, original)
        made.append(Outcome(translation, _problem(translation, may[original.pk], user)))
    return made


def publish(outcomes: Iterable[Outcome], user: Any) -> None:
    """Publish those without a problem, each in its own transaction, and note what went wrong."""
    for outcome in outcomes:
        if outcome.problem:
            continue
        try:
            if outcome.translation.state == State.REVIEW:
                publishing.approve(outcome.translation, user)
            else:
                publishing.publish_now(outcome.translation, user)
            if outcome.translation.state == State.REVIEW:
                outcome.problem = _("Approved. It goes on to the next approval.")
        except ValidationError as error:
            outcome.problem = " ".join(error.messages)
        except (PermissionDenied, PublishPermissionError) as error:
            outcome.problem = str(error) or _("You may not publish here.")


def reviewed(translations: QuerySet[Translation], user: Any) -> QuerySet[Translation]:
    """With what `look_over` asks of each, in one query. `is_mine`: he wrote some of what is not public yet."""
    mine = Unit.objects.filter(
        Q(edited_at__gt=Coalesce(OuterRef("last_published_at"), _BEFORE_ALL)),
        translation=OuterRef("pk"),
        edited_by=user,
        present=True,
    )
    related = ("original__page", "original__portal", "original__content_type", "latest_revision")
    return translations.select_related(*related).annotate(is_mine=Exists(mine)).order_by("original__title_folded", "pk")


def _problem(translation: Translation, may_publish: bool, user: Any) -> str:
    state = translation.state
    if state == State.LIVE:
        return _("Is public already, nothing has changed.")
    if state == State.OUTDATED:
        count = translation.units_outdated or translation.units_total - translation.units_done
        return ngettext(
            "The original has changed: %(count)s text to look over.",
            "The original has changed: %(count)s texts to look over.",
            count,
        ) % {"count": count}
    if state in (State.MISSING, State.WORK):
        words = translation.words_todo
        return ngettext("Not finished: %(count)s word to do.", "Not finished: %(count)s words to do.", words) % {
            "count": words
        }
    if not may_publish:
        return _("You may not publish here.")
    if state == State.REVIEW:
        written_by = translation.latest_revision.content.get("translators", ()) if translation.latest_revision else ()
        if user.pk in written_by:
            return _("You translated this yourself: somebody else has to approve it.")
        if publishing.task_for(translation, user) is None:
            return _("Waits for somebody else's approval.")
    elif translation.is_mine:  # type: ignore[attr-defined]
        return _("You translated this yourself: somebody else has to approve it.")
    return ""
