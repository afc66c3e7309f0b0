import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from promo.core.languages import CODES
from promo.enquiries import guard
from promo.enquiries.models import Enquiry
from tests.factories import ProductIndexPageFactory, ProductPageFactory
from tests.shared import shared

GOOD = {
    "name": "Anna Meyer",
    "email": "anna@example.com",
    "organisation": "Meyer GmbH",
    "country": "DE",
    "phone": "+49 30 1234",
    "quantity": "200 kg a month",
    "message": "Do you ship dried longan to Hamburg?\r\nAnd at which price?",
    "consent": "on",
}


def all_languages(title: str) -> dict[str, str]:
    return {code.replace("-", "_"): f"{title} {code}" for code in CODES if code != "vi"}


def product_of(portal: Any, title: str = "Long nhãn", **fields: Any) -> Any:
    index = ProductIndexPageFactory(parent=portal, title="Sản phẩm", slug="san-pham", **all_languages("Products"))
    return ProductPageFactory(parent=index, title=title, **{**all_languages(title), **fields})


@shared
def product(province: Any) -> Any:
    return product_of(province)


@pytest.fixture
def ripe(monkeypatch: Any) -> None:
    """Forms that are good at once: the tests do not wait as a person would."""
    monkeypatch.setattr(guard, "LEAST_SECONDS", -1)


def url_of(page: Any, language: str = "en") -> str:
    return f"/enquiry/{language}/{page.translation_key}/"


def token_in(response: Any) -> str:
    return re.search(rb'name="token" value="([^"]+)"', response.content)[1].decode()  # type: ignore[index]


def tree(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "lxml")


def send(client: Any, page: Any, language: str = "en", headers: Any = None, **changed: Any) -> Any:
    """Open the form, fill it in and send it, as a browser does."""
    url = url_of(page, language)
    values = {"token": token_in(client.get(url, headers=headers)), "leave_empty": "", **GOOD, **changed}
    return client.post(url, {key: value for key, value in values.items() if value is not None}, headers=headers)


def ask(portal: Any, **fields: Any) -> Enquiry:
    """An enquiry that is there already."""
    values = {
        "page_title": "Long nhãn",
        "language": "en",
        "name": "Anna Meyer",
        "email": "anna@example.com",
        "message": "How much is it?",
        "consent_at": timezone.now(),
        **fields,
    }
    days = values.pop("days_ago", 0)
    found = Enquiry.objects.create(portal=portal, **values)
    if days:
        moment = found.created_at - timedelta(days=days)
        Enquiry.objects.filter(pk=found.pk).update(created_at=moment, answer_by=found.answer_by - timedelta(days=days))
        found.refresh_from_db()
    return found


def officer(portal: Any, name: str, role: str = "change") -> Any:
    """Somebody of the group that edits (or publishes) the portal's pages."""
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    permission = Permission.objects.get(content_type__app_label="core", codename=f"{role}_basepage")
    GroupPagePermission.objects.create(group=group, page=portal, permission=permission)
    user = get_user_model().objects.create_user(name, f"{name}@example.vn", "secret-for-tests")
    user.groups.add(group)
    return user
