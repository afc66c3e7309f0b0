"""What the desk costs: queries and bytes."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from promo.languages import desk
from promo.languages.models import Translation
from tests.factories import ArticlePageFactory
from tests.languages.conftest import translation_of
from tests.languages.desk.conftest import address, opened, post
from tests.shared import shared

pytestmark = pytest.mark.django_db

# Session, user, permissions and profile, before a view of ours is asked.
OF_THE_ADMIN = 5


@shared
def long_translation(column_page: Any, translator: Any) -> Translation:
    """Two hundred texts, most of them with tags, all translated; three with pictures."""
    words = "Đất phù sa bãi sông <b>nuôi</b> cây nhãn lồng, cùi dày và thơm, ai qua cũng dừng lại hỏi mua một chùm. "
    paragraphs = "".join(f'<p data-block-key="k{number:03d}">{words}{number}</p>' for number in range(196))
    body = [{"type": "text", "value": paragraphs, "id": "0b7e2c1a-0000-4000-8000-00000000000a"}]
    page = ArticlePageFactory(parent=column_page, title="Một trang rất dài", body_vi=body, seo_title_vi="Trang dài")
    page.search_description_vi = "Đất lành chim đậu"
    page.save_revision(clean=False).publish()
    translation = translation_of(page, "fr")
    targets = {unit.key: unit.source for unit in desk.worksheet(translation)}
    assert len(targets) == 200
    desk.apply_targets(translation, targets, state="draft", user=translator)
    return translation


def reads(context: CaptureQueriesContext) -> list[str]:
    """Without the savepoints that only tests have."""
    return [query["sql"] for query in context if "SAVEPOINT" not in query["sql"]]


def test_opening_200_texts_is_cheap(at_desk: Client, long_translation: Translation) -> None:
    at_desk.get(address(long_translation))
    with CaptureQueriesContext(connection) as queries:
        html = at_desk.get(address(long_translation)).content
    print(f"desk of 200 texts: {len(reads(queries))} queries, {len(html) / 1024:.0f} KB")  # noqa: T201
    assert len(reads(queries)) <= 25
    assert len(html) < 400 * 1024
    own = len(html) - 2 * sum(len(unit.source.encode()) for unit in long_translation.units.all())
    assert own / 200 < 1200


def test_more_texts_cost_no_query(at_desk: Client, long_translation: Translation, english: Translation) -> None:
    counts = []
    for translation in (english, long_translation):
        at_desk.get(address(translation))
        with CaptureQueriesContext(connection) as queries:
            at_desk.get(address(translation))
        counts.append(len(reads(queries)))
    assert counts[0] == counts[1]


def test_saving_is_cheap(at_desk: Client, long_translation: Translation) -> None:
    row = long_translation.units.get(position=100)
    opened(at_desk, long_translation)
    at_desk.get(address(long_translation, "help"), {"key": row.key})
    for state in ("draft", "reviewed"):
        row.refresh_from_db()
        sent = {"key": row.key, "target": row.source, "state": state, "version": row.version, "kind": "rich"}
        if state == "draft":
            sent["target"] += "!"
        with CaptureQueriesContext(connection) as queries:
            response = post(at_desk, long_translation, sent)
        assert response.status_code == 200
        print(f"saving as {state}: {len(reads(queries))} queries, {len(response.content)} bytes")  # noqa: T201
        assert len(reads(queries)) - OF_THE_ADMIN <= 12
        assert len(response.content) < 2048


def test_no_news_is_cheap(at_desk: Client, long_translation: Translation) -> None:
    token = at_desk.get(address(long_translation, "news")).json()["token"]
    with CaptureQueriesContext(connection) as queries:
        at_desk.get(address(long_translation, "news"), {"since": token})
    assert len(reads(queries)) - OF_THE_ADMIN <= 4
