"""What has happened to an object's translations, from Wagtail's logs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from promo.languages.models import Original, Translation
from promo.languages.names import language_label, person_name

PUBLISHED = "languages.publish"
TAKEN_DOWN = "languages.takedown"
_LIMIT = 200

_WORDS = {
    "wagtail.workflow.start": gettext_lazy("handed in"),
    "wagtail.workflow.approve": gettext_lazy("approved"),
    "wagtail.workflow.reject": gettext_lazy("sent back"),
    "wagtail.workflow.cancel": gettext_lazy("took back what was handed in"),
    PUBLISHED: gettext_lazy("published"),
    "languages.withdraw": gettext_lazy("withdrew"),
    "languages.accept": gettext_lazy("called a change small"),
    TAKEN_DOWN: gettext_lazy("took down everywhere"),
}


@dataclass(frozen=True)
class Entry:
    at: datetime
    person: str
    what: str
    language: str
    label: str
    comment: str
    is_publication: bool


def history_of(original: Original, instance: Any, translations: list[tuple[int, str]]) -> list[Entry]:
    """Newest first. `translations`: (primary key, language) of each."""
    languages = {str(pk): code for pk, code in translations}
    steps = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Translation),
        object_id__in=languages,
        action__startswith="wagtail.workflow.",
    )
    rows = [
        (entry, languages[entry.object_id]) for entry in steps.select_related("user").order_by("-timestamp")[:_LIMIT]
    ]
    if instance is not None:
        own = registry.get_logs_for_instance(instance).filter(action__startswith="languages.")
        rows += [
            (entry, (entry.data or {}).get("language", ""))
            for entry in own.select_related("user").order_by("-timestamp")[:_LIMIT]
        ]
    rows.sort(key=lambda row: row[0].timestamp, reverse=True)
    return [_entry(entry, language) for entry, language in rows if entry.action in _WORDS]


def _entry(entry: Any, language: str) -> Entry:
    data = entry.data or {}
    comment = data.get("comment") or (data.get("reason") if entry.action == TAKEN_DOWN else "") or ""
    return Entry(
        at=entry.timestamp,
        person=person_name(entry.user) if entry.user else _("Somebody"),
        what=str(_WORDS[entry.action]),
        language=language,
        label=language_label(language) if language else "",
        comment=comment,
        is_publication=entry.action == PUBLISHED,
    )
