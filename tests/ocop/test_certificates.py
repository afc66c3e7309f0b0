"""What gives stars, and until when."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from promo.ocop import certificates
from promo.ocop.certificates import expiry, in_force, shown, standing, stars_for
from promo.ocop.models import Certificate, ProductPage
from tests.ocop.conftest import certify


def row(stars: int, issued: date | None, until: date | None = None) -> Any:
    return SimpleNamespace(stars=stars, issued_on=issued, expires_on=until)


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2023, 11, 24), date(2026, 11, 24)),
        (date(2025, 12, 31), date(2028, 12, 31)),
        (date(2025, 8, 31), date(2028, 8, 31)),
    ],
)
def test_a_certificate_is_in_force_for_36_months(issued: date, last: date) -> None:
    assert expiry(issued) == last


@pytest.mark.parametrize(
    ("score", "stars"),
    [("49.99", 0), ("50", 3), ("69.99", 3), ("70", 4), ("89.99", 4), ("90", 5), ("100", 5), ("100.01", 5), ("0", 0)],
)
def test_stars_of_a_score(score: str, stars: int) -> None:
    assert stars_for(Decimal(score)) == stars


def test_the_certificate_in_force_longest_counts() -> None:
    old, new = row(5, date(2022, 1, 1)), row(3, date(2025, 1, 1))
    assert standing([old, new], TODAY) == (3, date(2028, 1, 1))
    assert in_force([old, new], TODAY) is new
    # Two of one day: the more stars. Drafts without a date, and those of tomorrow, give nothing.
    assert standing([row(3, date(2025, 1, 1)), row(4, date(2025, 1, 1))], TODAY)[0] == 4
    assert standing([row(4, None), row(4, date(2027, 1, 1))], TODAY) == (None, None)


def test_stars_are_shown_on_the_last_day_and_not_on_the_next() -> None:
    one = row(4, date(2023, 11, 24))
    assert in_force([one], TODAY) is one
    assert in_force([one], TODAY + timedelta(days=1)) is None
    assert shown(4, TODAY, TODAY) == 4
    assert shown(4, TODAY, TODAY + timedelta(days=1)) == 0
    assert shown(None, None, TODAY) == 0


# --- In the database -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_product_repeats_its_certificate(plain: Any) -> None:
    first = certify(plain, 3, issued=date(2025, 1, 10))
    assert (plain.stars, plain.stars_until) == (3, date(2028, 1, 10))
    second = certify(plain, 4, issued=date(2026, 1, 10), decision_number="2")
    assert (plain.stars, plain.stars_until) == (4, date(2029, 1, 10))
    second.delete()
    plain.refresh_from_db()
    assert (plain.stars, plain.stars_until) == (3, date(2028, 1, 10))
    first.delete()
    plain.refresh_from_db()
    assert (plain.stars, plain.stars_until) == (None, None)


@pytest.mark.django_db
def test_the_end_follows_a_corrected_day_of_issue(plain: Any) -> None:
    one = certify(plain, issued=date(2025, 1, 10))
    one.issued_on = date(2025, 3, 10)
    one.save()
    assert one.expires_on == date(2028, 3, 10)
    # An end that somebody has typed in stays.
    one.expires_on = date(2027, 1, 1)
    one.save()
    one.issued_on = date(2025, 4, 1)
    one.save()
    assert one.expires_on == date(2027, 1, 1)


def problems(**fields: Any) -> dict[str, list[str]]:
    values = {"stars": 4, "decision_number": "1", "issuer": "UBND", "issued_on": date(2025, 1, 1), **fields}
    with translation.override("en"):
        try:
            Certificate(product=ProductPage(), **values).clean()
        except ValidationError as error:
            return error.message_dict
    return {}


def test_a_good_certificate_has_no_problem() -> None:
    assert problems(score=Decimal("85.5")) == {}
    assert problems(expires_on=date(2028, 1, 1)) == {}
    assert problems(expires_on=date(2026, 1, 1)) == {}


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"score": Decimal("95")}, "score", "95 points are 5 stars, not 4."),
        ({"score": Decimal("45")}, "score", "Below 50 points there are no stars."),
        ({"score": Decimal("101")}, "score", "A score lies between 0 and 100."),
        ({"score": Decimal("-1")}, "score", "A score lies between 0 and 100."),
        ({"expires_on": date(2028, 1, 2)}, "expires_on", "36 months at most"),
        ({"expires_on": date(2024, 12, 31)}, "expires_on", "end before it was issued"),
        ({"issued_on": timezone.localdate() + timedelta(days=1)}, "issued_on", "lies in the future"),
    ],
)
def test_what_is_wrong_is_said(fields: dict[str, Any], field: str, words: str) -> None:
    found = problems(**fields)
    assert list(found) == [field]
    assert words in found[field][0]


@pytest.mark.django_db
def test_the_database_decides_the_same(plain: Any) -> None:
    certify(plain, issued=date(2023, 11, 24))
    for day, expected in ((TODAY, 4), (TODAY + timedelta(days=1), None)):
        found = ProductPage.objects.annotate(now=certificates.stars_today(day)).get(pk=plain.pk)
        assert found.now == expected
        assert ProductPage.objects.filter(certificates.in_force_q(day)).exists() is (expected is not None)
