"""What gives a product its stars, and until when (Decision 148/QĐ-TTg of 2023)."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, PositiveSmallIntegerField, Q, When
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

MONTHS_IN_FORCE = 36
# How long before its end a certificate is spoken of: time enough to apply anew.
WARNING_DAYS = 90
# Points: from, and below what. Five stars end with all there are.
BOUNDS: dict[int, tuple[int, int]] = {3: (50, 70), 4: (70, 90), 5: (90, 101)}
MOST_POINTS = 100


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 29 February 2024 + 36 months is 28 February 2027."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def expiry(issued_on: date) -> date:
    """The last day a certificate of that day is in force."""
    return add_months(issued_on, MONTHS_IN_FORCE)


def stars_for(score: Decimal | float) -> int:
    """Stars a score is worth; 0 for none."""
    return next((stars for stars, (low, end) in BOUNDS.items() if low <= score < end), 0)


def problems(certificate: Any) -> dict[str, str]:
    """By field: what is wrong with a certificate, in the active language."""
    found = {}
    if certificate.score is not None:
        problem = _score_problem(certificate.score, certificate.stars)
        if problem:
            found["score"] = problem
    if certificate.issued_on:
        if certificate.issued_on > timezone.localdate():
            found["issued_on"] = gettext("The day of issue lies in the future. Enter the certificate once it is there.")
        elif certificate.expires_on:
            problem = _expiry_problem(certificate.issued_on, certificate.expires_on)
            if problem:
                found["expires_on"] = problem
    return found


def _score_problem(score: Decimal, stars: int | None) -> str:
    if not 0 <= score <= MOST_POINTS:
        return gettext("A score lies between 0 and 100.")
    worth = stars_for(score)
    if not worth:
        return gettext("Below 50 points there are no stars.")
    if stars and worth != stars:
        return gettext("%(score)s points are %(worth)d stars, not %(stars)d.") % {
            "score": number_format(score.normalize(), use_l10n=True) if isinstance(score, Decimal) else score,
            "worth": worth,
            "stars": stars,
        }
    return ""


def _expiry_problem(issued_on: date, expires_on: date) -> str:
    if expires_on < issued_on:
        return gettext("It would end before it was issued.")
    if expires_on > expiry(issued_on):
        return gettext(
            "A certificate is in force for 36 months at most, this one until %(date)s. Left empty, that is filled in."
        ) % {"date": date_format(expiry(issued_on), "SHORT_DATE_FORMAT")}
    return ""


def longest(certificates: Iterable[Any], today: date | None = None) -> Any:
    """The certificate that is in force longest, or was; of equal ones the newest. None without one.

    The longest, so that what is stored of it stays true without being looked at daily: on any day up to its last that
    certificate is in force, and on any later day none is. Drafts may lack a date: those give nothing.
    """
    today = today or timezone.localdate()
    given = [one for one in certificates if one.issued_on and one.stars and one.issued_on <= today]
    return max(given, key=lambda one: (last_day(one), one.issued_on, one.stars), default=None)


def last_day(certificate: Any) -> date:
    return certificate.expires_on or expiry(certificate.issued_on)


def standing(certificates: Iterable[Any], today: date | None = None) -> tuple[int | None, date | None]:
    """(stars, until) of the certificate in force longest: what a product repeats of it."""
    found = longest(certificates, today)
    return (found.stars, last_day(found)) if found else (None, None)


def in_force(certificates: Iterable[Any], today: date | None = None) -> Any:
    """The certificate whose stars a reader may see on that day; None for none."""
    found = longest(certificates, today)
    return found if found and last_day(found) >= (today or timezone.localdate()) else None


def shown(stars: int | None, until: date | None, today: date | None = None) -> int:
    """Of what `standing` gave: the stars a reader may see on that day; 0 for none."""
    return stars if stars and until and until >= (today or timezone.localdate()) else 0


def in_force_q(today: date | None = None) -> Q:
    """Condition "has stars today" on products."""
    return Q(stars_until__gte=today or timezone.localdate())


def stars_today(today: date | None = None) -> Case:
    """Expression: a product's stars while its certificate is in force, else null."""
    return Case(When(in_force_q(today), then=F("stars")), default=None, output_field=PositiveSmallIntegerField())


def ends_soon_q(today: date | None = None) -> Q:
    """Condition on products: stars have ended, or end within WARNING_DAYS."""
    return Q(stars_until__lte=(today or timezone.localdate()) + timedelta(days=WARNING_DAYS))
