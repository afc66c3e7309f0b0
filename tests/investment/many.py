"""As many projects as one likes, copied by the database: for the tests and the bench of downloads."""

import uuid

from django.db import connection

from promo.catalogue.models import Listed
from promo.core.addresses import path_key
from promo.core.languages import TARGETS, column
from promo.core.models import BasePage
from promo.investment.models import ProjectPage
from tests.places.many import _PAGE, _SEEDS, _cast, _copy


def fill(sample: ProjectPage, count: int) -> None:
    """`count` projects like `sample` beside it, in Vietnamese alone, each with figures of its own."""
    parent = BasePage.objects.get(pk=sample.get_parent().pk)
    keys = BasePage._meta.get_field("translation_key")
    seeds = []
    for number in range(parent.numchild, parent.numchild + count):
        title, slug = f"Dự án số {number} đường ĐT.{number % 399}", f"du-an-so-{number}"
        public = f"{parent.public_path_vi}{slug}/"
        path = BasePage._get_path(parent.path, parent.depth + 1, 1000 + number)
        key = str(keys.get_db_prep_value(uuid.UUID(int=number), connection))
        page = (path, title, title, slug, f"{parent.url_path}{slug}/", public, path_key(public), key)
        figures = (str(number), f"{number % 700}.{number % 4 * 25:02}", f"{number % 9000}.{number % 8 * 125:03}")
        seeds.append((*page, *figures, title.lower()))
    columns = (*_PAGE, "number", "area", "capital", "words")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {_SEEDS} ({', '.join(f'{name} text' for name in columns)})")
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {_SEEDS} VALUES ({marks})", seeds)  # noqa: S608
        alone = {column(field, code): "NULL" for field in ("path_key", "published_at") for code in TARGETS}
        _copy(cursor, BasePage, sample, {**{name: _cast(BasePage, name) for name in _PAGE}, **alone})
        own = {name: _cast(ProjectPage, name) for name in ("number", "area", "capital")}
        _copy(cursor, ProjectPage, sample, {ProjectPage._meta.pk.column: "made.id", **own})
        _copy(cursor, Listed, sample, {"page_id": "made.id", "words": f"{_SEEDS}.words"})
        cursor.execute(f"DROP TABLE {_SEEDS}")
    BasePage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
