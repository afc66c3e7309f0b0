"""A portal with as many pages as one likes, and the board of it: for `make bench` and the tests that count queries."""

import random
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from promo.core.languages import TARGETS
from promo.core.models import BasePage
from promo.core.text import fold
from promo.editorial.models import ArticleIndexPage, ArticlePage
from promo.languages.models import Original, Translation
from promo.portals.models import HomePage
from tests.factories import PortalFactory

SECTION_SIZE = 500
WORDS = ("Lễ hội", "Làng nghề", "Đền", "Nhãn lồng", "Sông Hồng", "Chợ quê", "Đầu tư", "Gốm", "Hát chèo", "Đình làng")


def build(count: int, translators: Any = (), host: str = "testserver") -> HomePage:
    """A portal with `count` pages below it, each with its original and a translation in every language."""
    portal = PortalFactory(key="bench", name="Cổng lớn", kind="commune", host=host)
    return fill(portal, count, translators)


def fill(portal: HomePage, count: int, translators: Any = ()) -> HomePage:
    """`count` pages more, written past the page model: rows without bodies, which the board must not read anyway."""
    chance = random.Random(count)
    pages = BasePage.objects.bulk_create(_pages(portal, count), batch_size=200)
    portal.refresh_from_db()
    now = timezone.now()
    originals = Original.objects.bulk_create(
        [
            Original(
                content_type_id=page.content_type_id,
                object_id=page.pk,
                page_id=page.pk,
                title=page.title_vi,
                title_folded=fold(page.title_vi),
                words=chance.randint(20, 900),
                changed_at=now - timedelta(days=chance.randint(0, 700)),
            )
            for page in pages
        ],
        batch_size=500,
    )
    Translation.objects.bulk_create(
        [_translation(original, code, chance, list(translators)) for original in originals for code in TARGETS],
        batch_size=500,
    )
    return portal


def open_board(client: Any, portal: HomePage | None = None, **parameters: Any) -> Any:
    """The board as a signed-in person's browser asks for it."""
    where = {} if portal is None else {"portal": portal.pk}
    response = client.get("/admin/translate/", {**where, **parameters})
    assert response.status_code == 200, response.status_code
    return response


def _pages(portal: HomePage, count: int) -> list[BasePage]:
    column, article = (ContentType.objects.get_for_model(model) for model in (ArticleIndexPage, ArticlePage))
    sections = -(-count // SECTION_SIZE)
    first = BasePage.objects.get(pk=portal.pk).numchild
    made: list[BasePage] = []
    for number in range(sections):
        inside = min(SECTION_SIZE, count - number * SECTION_SIZE) - 1
        path = BasePage._get_path(portal.path, portal.depth + 1, first + number + 1)
        made.append(_page(portal, path, portal.depth + 1, f"Chuyên mục {number + 1}", column, inside))
        for index in range(inside):
            title = f"{WORDS[index % len(WORDS)]} số {number * SECTION_SIZE + index + 1}"
            made.append(
                _page(portal, BasePage._get_path(path, portal.depth + 2, index + 1), portal.depth + 2, title, article)
            )
    BasePage.objects.filter(pk=portal.pk).update(numchild=first + sections)
    return made


def _page(portal: HomePage, path: str, depth: int, title: str, kind: ContentType, children: int = 0) -> BasePage:
    now = timezone.now()
    return BasePage(
        path=path,
        depth=depth,
        numchild=children,
        title_vi=title,
        draft_title=title,
        slug=f"trang-{path.lower()}",
        url_path=f"{portal.url_path}trang-{path.lower()}/",
        content_type=kind,
        locale_id=portal.locale_id,
        live=True,
        published_at_vi=now,
        first_published_at=now,
    )


def _translation(original: Original, language: str, chance: random.Random, translators: list[Any]) -> Translation:
    state = chance.choice(Translation.State.values)
    total = chance.randint(4, 40)
    done = {"missing": 0, "work": total // 2, "outdated": total - 2}.get(state, total)
    translator = chance.choice([None, *translators])
    return Translation(
        original=original,
        language=language,
        state=state,
        live=state in ("live", "outdated"),
        units_total=0 if state == "missing" else total,
        units_done=done,
        units_outdated=2 if state == "outdated" else 0,
        words_todo=original.words * (total - done) // total,
        changed_at=original.changed_at,
        translator=translator,
        due=timezone.localdate() + timedelta(days=chance.randint(-5, 30)) if translator else None,
    )
