"""People at the desk in tests: its addresses, what they send, and what they are told."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promo.languages import desk
from promo.languages.models import Translation, Unit
from tests.languages.conftest import translation_of
from tests.shared import shared

# A paragraph of the fixture `story` with a bold word.
BOLD = "body#0b7e2c1a-0000-4000-8000-000000000001#p1"


@pytest.fixture(autouse=True)
def _interface_in_english() -> Iterator[None]:
    """So that messages can be named here as the code has them."""
    with translation.override("en"):
        yield


def address(work: Translation, name: str = "desk", *more: str) -> str:
    return reverse(f"translation_{name}", args=[work.original_id, work.language, *more])


def opened(client: Client, work: Translation) -> str:
    response = client.get(address(work))
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, work: Translation, body: Any) -> Any:
    return client.post(address(work, "unit"), json.dumps(body), content_type="application/json")


def act(client: Client, work: Translation, action: str, **data: Any) -> list[str]:
    """The messages the desk shows afterwards."""
    response = client.post(address(work, "action", action), data, follow=True)
    assert response.redirect_chain[-1][0] == address(work)
    return [str(message).strip() for message in response.context["messages"]]


def text(work: Translation, key: str) -> Unit:
    return work.units.get(key=key)


@pytest.fixture
def at_desk(client: Client, translator: Any) -> Client:
    client.force_login(translator)
    return client


@shared
def english(story: Any) -> Translation:
    work = translation_of(story)
    desk.worksheet(work)
    return work


@shared
def french(story: Any) -> Translation:
    work = translation_of(story, "fr")
    desk.worksheet(work)
    return work
