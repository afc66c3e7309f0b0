"""Many people at one translation at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from promo.languages import desk
from promo.languages.models import Translation, Unit
from tests.languages.conftest import translation_of

# Each thread needs a connection of its own, which a database in memory cannot give.
pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one after the other by itself"),
]


def _save(arguments: tuple[int, str, int, Any, str]) -> bool:
    pk, key, version, user, words = arguments
    try:
        translation = Translation.objects.select_related("original").get(pk=pk)
        saved = desk.save_unit(translation, key, target=words, state="draft", version=version, user=user)
        return not saved.conflict
    finally:
        connection.close()


def test_different_texts_all_stay_and_are_counted(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    sheet = desk.worksheet(translation)
    work = [(translation.pk, unit.key, unit.version, translator, f"W{unit.pk}") for unit in sheet]
    with ThreadPoolExecutor(len(work)) as pool:
        assert all(pool.map(_save, work))
    assert {unit.target for unit in desk.worksheet(translation)} == {f"W{unit.pk}" for unit in sheet}
    translation = translation_of(story)
    assert translation.state == Translation.State.WORK
    assert not translation.units.filter(state=Unit.State.EMPTY).exists()


def test_of_the_same_text_one_wins_and_the_others_are_told(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    title = desk.worksheet(translation)[0]
    work = [(translation.pk, title.key, title.version, translator, f"Title {number}") for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(_save, work))
    assert won.count(True) == 1
    assert translation.units.get(key="title").target == work[won.index(True)][4]
