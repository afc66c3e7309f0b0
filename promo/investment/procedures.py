"""What pages of procedures show."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from promo.catalogue.facts import fact, kept
from promo.core.languages import public_language, shown_language
from promo.investment.links import first_url
from promo.investment.models import ProcedureIndexPage, ProcedurePage


def days_words(days: int) -> str:
    return ngettext("%(count)s working day", "%(count)s working days", days) % {"count": days} if days else ""


def total_days(steps: Any) -> int:
    """Of the stored steps: their forms to download stay unread."""
    return sum(step["value"].get("days") or 0 for step in steps.raw_data if isinstance(step, dict)) if steps else 0


def procedure_context(page: ProcedurePage, request: HttpRequest) -> dict[str, Any]:
    return {
        "facts": kept(
            [
                fact(gettext("Authority"), page.authority),
                fact(gettext("Time in all"), days_words(total_days(page.steps))),
                fact(gettext("Fees"), page.fee),
                fact(gettext("Number of the procedure"), page.service_code),
                fact(gettext("Legal basis"), page.legal_basis),
                fact(gettext("As of"), date_format(page.as_of) if page.as_of else ""),
            ]
        ),
        "steps": [_step(block.value) for block in page.steps],
        "service_url": page.service_url,
        "share": {"url": page.full_url_in(shown_language(request)), "title": page.title},
        "procedures_url": first_url(ProcedureIndexPage, page, request),
    }


def _step(value: Any) -> dict[str, Any]:
    document = value.get("document")
    return {
        "title": value["title"],
        "text": value.get("text"),
        "facts": kept(
            [
                fact(gettext("Where"), value.get("authority")),
                fact(gettext("Time"), days_words(value.get("days") or 0)),
                fact(gettext("Fee"), value.get("fee")),
            ]
        ),
        "document": {
            "title": document.public_title,
            "url": document.url,
            "extension": document.file_extension.upper(),
            "size": document.file_size,
        }
        if document
        else None,
    }


def index_context(page: ProcedureIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The procedures below the page, one query."""
    language = public_language()
    found = ProcedurePage.objects.child_of(page).live_in(language).order_by("path")
    return {
        "procedures": [
            {
                "title": procedure.title,
                "url": procedure.url_in(language, request),
                "introduction": procedure.introduction,
                "facts": [
                    words
                    for words in (procedure.authority, days_words(total_days(procedure.steps)), procedure.fee)
                    if words
                ],
            }
            for procedure in found.only_columns_of(language)
        ]
    }
