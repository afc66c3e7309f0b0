"""On the admin's first page: the translations one has to do, and those that wait for one's approval."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import TaskState

from promo.languages.board_cells import ICONS, age_of
from promo.languages.models import Translation
from promo.languages.names import language_label, person_name

State = Translation.State
LIMIT = 10


class MyTranslationsPanel(Component):
    name = "my_translations"
    template_name = "languages/board_home.html"
    order = 205

    class Media:
        css = {"all": ["languages/board.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = (parent_context or {})["request"].user
        mine = Translation.objects.filter(~Q(state__in=(State.LIVE, State.REVIEW)), translator=user)
        count = mine.count()
        first = mine.select_related("original").order_by(F("due").asc(nulls_last=True), "-changed_at", "pk")[:LIMIT]
        return {
            "mine": [_described(translation) for translation in first] if count else [],
            "mine_count": count,
            "waiting": [*waiting_for(user)],
        }


class OtherApprovalsPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's list of what waits for one's approval, without the translations: they stand in ours."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["states"] = [state for state in context["states"] if not isinstance(state["obj"], Translation)]
        return context


def put_panels(request: Any, panels: list[Any]) -> None:
    """For the hook `construct_homepage_panels`."""
    panels[:] = [OtherApprovalsPanel() if type(panel) is WorkflowObjectsToModeratePanel else panel for panel in panels]
    panels.append(MyTranslationsPanel())


def waiting_for(user: Any) -> list[dict[str, Any]]:
    """Translations that were handed in and that he may approve, oldest first."""
    states = list(
        TaskState.objects.reviewable_by(user)
        .filter(revision__base_content_type__app_label="languages", revision__base_content_type__model="translation")
        .select_related("workflow_state__requested_by", "revision")
        .order_by("started_at")[: 5 * LIMIT]
    )
    keys = [int(state.revision.object_id) for state in states]
    found = Translation.objects.select_related("original").in_bulk(keys)
    made = []
    for state in states:
        translation = found.get(int(state.revision.object_id))
        # He could not approve what he wrote himself.
        if translation is None or user.pk in (state.revision.content.get("translators") or ()):
            continue
        sender = state.workflow_state.requested_by
        made.append(
            {
                **_described(translation),
                "since": age_of(state.started_at),
                "sender": person_name(sender) if sender else "",
            }
        )
    return made[:LIMIT]


def _described(translation: Translation) -> dict[str, Any]:
    return {
        "title": translation.original.title,
        "language": language_label(translation.language),
        "url": translation.desk_url,
        "state": translation.state,
        "state_label": translation.get_state_display(),
        "icon": ICONS[State(translation.state)],
        "percent": translation.progress,
        "words_todo": translation.words_todo,
        "due": translation.due,
        "is_overdue": translation.due is not None and translation.due < timezone.localdate(),
    }
