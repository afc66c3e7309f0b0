"""Who sits at the desk, and what he may do there now."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState

from promo.core.languages import TARGETS
from promo.languages import access, originals, publishing
from promo.languages.models import Original, Translation, Unit
from promo.languages.names import person_name


@dataclass(frozen=True)
class Button:
    """Something to do with the whole translation. `reason` says why it cannot be done now."""

    action: str
    label: str
    icon: str
    reason: str = ""
    primary: bool = False
    # It waits for every text to be confirmed.
    finished_only: bool = False


class Standing:
    """One person at one translation. Asks the database only for what it is asked."""

    def __init__(self, request: HttpRequest, original: int, language: str) -> None:
        self.user: Any = request.user
        self.translation = find(original, language)
        self.original: Original = self.translation.original

    @property
    def place(self) -> Any:
        """The page, or the portal of a record; None for what all portals share."""
        return self.original.page or self.original.portal

    @cached_property
    def translates(self) -> bool:
        return access.may_translate(self.user, self.original)

    @cached_property
    def publishes(self) -> bool:
        return access.may_publish(self.user, self.original)

    @cached_property
    def workflow_state(self) -> Any:
        """The approval it is in; None if it is in none."""
        if self.translation.state != Translation.State.REVIEW:
            return None
        state = self.translation.current_workflow_state
        return state if state is not None and state.status == state.STATUS_IN_PROGRESS else None

    @property
    def in_review(self) -> bool:
        return self.workflow_state is not None

    @cached_property
    def reviews(self) -> bool:
        """Whether it waits for his approval."""
        state = self.workflow_state
        if state is None or state.current_task_state is None:
            return False
        return bool(state.current_task_state.task.specific.get_actions(self.translation, self.user))

    @property
    def may_see(self) -> bool:
        return self.translates or self.publishes or self.reviews

    @property
    def may_write(self) -> bool:
        return self.translates and not self.in_review

    @cached_property
    def may_assign(self) -> bool:
        """Give the work to somebody. Everybody else may only take it himself."""
        return self.publishes or access.may_edit_source(self.user, self.original)

    @property
    def may_take_back(self) -> bool:
        return self.in_review and (self.publishes or self.workflow_state.requested_by_id == self.user.pk)

    # --- What he is told ---------------------------------------------------------------------

    @cached_property
    def explanation(self) -> str:
        """Why the texts cannot be changed now; empty if they can."""
        if self.in_review:
            return self._in_review()
        if not self.translates:
            return _("You can read this translation and approve it. Translating is not among your tasks here.")
        return ""

    def _in_review(self) -> str:
        sender = self.workflow_state.requested_by
        if self.reviews:
            text = _("%(name)s has handed this translation in and asks for your approval.")
        elif self.may_take_back:
            text = _("%(name)s has handed this translation in. To go on writing, take it back first.")
        else:
            text = _(
                "%(name)s has handed this translation in. It waits for approval; nothing can be changed meanwhile."
            )
        return text % {"name": person_name(sender) if sender else _("Somebody")}

    @cached_property
    def sent_back(self) -> dict[str, str] | None:
        """The last reviewer's word, while the translation is being worked on again."""
        translation = self.translation
        if self.in_review:
            return None
        last = (
            TaskState.objects.filter(
                workflow_state__object_id=str(translation.pk),
                workflow_state__content_type=ContentType.objects.get_for_model(Translation),
            )
            .select_related("finished_by")
            .order_by("-pk")
            .first()
        )
        since = translation.last_published_at
        if (
            last is None
            or last.status != TaskState.STATUS_REJECTED
            or (since and last.finished_at and last.finished_at < since)
        ):
            return None
        return {"name": person_name(last.finished_by) if last.finished_by else "", "comment": last.comment}

    # --- What he may do ----------------------------------------------------------------------

    def buttons(self, units: list[Unit]) -> list[Button]:
        if self.in_review:
            return self._review_buttons()
        open_texts = sum(not unit.is_done for unit in units)
        missing = unfinished(open_texts) if units else _("There is nothing to translate.")
        made = []
        publish_reason = missing or self.nothing_new or self.own_work(units)
        if self.translates and self.has_workflow:
            made.append(
                Button(
                    "hand-in",
                    _("Hand in"),
                    "tasks",
                    missing or self.nothing_new,
                    primary=not self.publishes or bool(publish_reason),
                    finished_only=True,
                )
            )
        if self.publishes:
            primary = not publish_reason or not made
            made.append(
                Button("publish", _("Publish now"), "upload", publish_reason, primary=primary, finished_only=True)
            )
        return made

    def _review_buttons(self) -> list[Button]:
        if not self.reviews:
            return []
        translators = self.translation.latest_revision.content.get("translators") or ()
        reason = own_work_reason() if self.user.pk in translators else ""
        return [
            Button("send-back", _("Send back"), "rotate"),
            Button("approve", _("Approve"), "check", reason, primary=True),
        ]

    @cached_property
    def has_workflow(self) -> bool:
        return self.place is not None and self.place.has_workflow

    @property
    def nothing_new(self) -> str:
        translation = self.translation
        is_new = (
            not translation.live
            or translation.has_unpublished_changes
            or translation.arrangement != self.original.arrangement
        )
        return "" if is_new else _("This is what is published: nothing has changed since.")

    def own_work(self, units: list[Unit]) -> str:
        return own_work_reason() if self.user.pk in publishing.translators(self.translation, units) else ""


def unfinished(open_texts: int) -> str:
    if not open_texts:
        return ""
    return ngettext("%(count)s text is not confirmed yet.", "%(count)s texts are not confirmed yet.", open_texts) % {
        "count": open_texts
    }


def own_work_reason() -> str:
    return _("You translated this yourself: somebody else has to approve it.")


def find(original: int, language: str) -> Translation:
    """The translation with all that rights are asked of. Raises Http404."""
    if language not in TARGETS:
        raise Http404
    rows = Translation.objects.select_related(
        "original__page", "original__portal", "original__content_type", "translator"
    ).filter(original=original, language=language)
    found = rows.first()
    if found is None:
        # A language that has come to the installation since.
        there = Original.objects.filter(pk=original).first()
        instance = there.read() if there is not None else None
        if there is None or instance is None:
            raise Http404
        originals.add_translations(there, instance)
        found = rows.get()
    return found
