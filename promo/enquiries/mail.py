"""The e-mail that tells the portal's person in charge of an enquiry. In Vietnamese, as plain text."""

import logging
from textwrap import indent
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from promo.core.languages import NAMES, SOURCE, in_source
from promo.enquiries.forms import country_name, one_line
from promo.enquiries.models import Enquiry

logger = logging.getLogger(__name__)


def send(enquiry: Enquiry) -> bool:
    """Mail it, and note on its row how that went. True if there is nothing left to do, also where nobody is named."""
    address = address_for(enquiry)
    if not address:
        return True
    problem = ""
    try:
        with in_source():
            message(enquiry, address).send()
    except Exception as error:  # a mail server has many ways to fail
        logger.warning("Enquiry %s was not mailed", enquiry.pk, exc_info=True)
        problem = one_line(f"{type(error).__name__}: {error}")[:200]
    enquiry.mail_attempts += 1
    enquiry.mail_problem = problem
    if not problem:
        enquiry.mailed_to, enquiry.mailed_at = address, timezone.now()
    enquiry.save(update_fields=["mail_attempts", "mail_problem", "mailed_to", "mailed_at"])
    return not problem


def address_for(enquiry: Enquiry) -> str:
    """Of the page's own person in charge, else the portal's; empty where neither names one."""
    page: Any = enquiry.page.specific if enquiry.page else None
    return getattr(page, "enquiry_email", "") or enquiry.portal.email


def message(enquiry: Enquiry, address: str) -> EmailMessage:
    """Every header on one line, whatever a visitor or a title has in it; Reply-To is checked as an address alone."""
    subject = _("Enquiry: %(title)s (%(name)s)") % {"title": enquiry.page_title, "name": enquiry.name}
    return EmailMessage(
        subject=one_line(subject)[:180],
        body=body(enquiry),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[one_line(address)],
        reply_to=[one_line(enquiry.email)],
        headers={"Auto-Submitted": "auto-generated"},
    )


def body(enquiry: Enquiry) -> str:
    sent = date_format(timezone.localtime(enquiry.created_at), "DATETIME_FORMAT")
    rows = [
        (_("About"), enquiry.page_title),
        (
            _("Page"),
            (enquiry.page.full_url_in(enquiry.language) or enquiry.page.full_url_in(SOURCE)) if enquiry.page else "",
        ),
        (_("Received"), sent),
        (_("Language"), NAMES.get(enquiry.language, enquiry.language)),
        (_("Name"), enquiry.name),
        (_("Organisation"), enquiry.organisation),
        (_("Country"), country_name(enquiry.country)),
        (_("E-mail"), enquiry.email),
        (_("Telephone"), enquiry.phone),
        (_("Quantity"), enquiry.quantity),
    ]
    lines = [_("Somebody has asked %(portal)s a question.") % {"portal": enquiry.portal.full_name}, ""]
    lines += [f"{label}: {value}" for label, value in rows if value]
    lines += ["", _("The question:"), "", indent(enquiry.message, "> ", lambda line: True), ""]
    lines += [
        _("Answering this e-mail answers the visitor."),
        _("Mark the enquiry as answered here: %(url)s") % {"url": _admin_url(enquiry)},
        _("Answer by %(date)s.") % {"date": date_format(enquiry.answer_by)} if enquiry.answer_by else "",
        _("It is deleted after %(days)s days.") % {"days": settings.ENQUIRY_DAYS},
    ]
    return "\n".join(lines)


def _admin_url(enquiry: Any) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("portal_enquiries:edit", args=[enquiry.pk])
