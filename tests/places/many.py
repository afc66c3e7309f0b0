"""As many places as one likes, written past the models: for the tests that count queries and weigh files."""

import random
import uuid
from typing import Any

from django.db import connection
from django.utils import timezone

from promo.catalogue.models import Listed
from promo.core.addresses import path_key
from promo.core.models import BasePage
from promo.core.text import fold
from promo.places.models import Place

WORDS = ("Đền", "Chùa", "Đình làng", "Vườn nhãn", "Bến đò", "Chợ quê", "Làng gốm", "Bãi bồi", "Miếu", "Cầu đá")
NAMES = ("Đa Hòa", "Phú Thị", "Xuân Quan", "Hàm Tử", "Quan Xuyên", "An Vĩ", "Tứ Dân", "Đông Tảo", "Mễ Sở")

# What is different from page to page; the names of columns of `_SEEDS`.
_PAGE = ("path", "title_vi", "draft_title", "slug", "url_path", "public_path_vi", "path_key_vi", "translation_key")
_DOT = ("kind", "latitude", "longitude", "words")
_SEEDS = "tests_seeds"


def fill(sample: Any, count: int, box: tuple[float, float, float, float] = (105.86, 20.72, 106.02, 20.94)) -> None:
    """`count` pages like `sample` beside it, in Vietnamese alone, in a box of west, south, east and north.

    One row of each table is made by its model, and the database copies it: ten thousand take a second.
    """
    parent = BasePage.objects.get(pk=sample.get_parent().pk)
    seeds = list(_seeds(sample, parent, count, box))
    model = _model_row(sample, parent, seeds[0])
    with connection.cursor() as cursor:
        columns = (*_PAGE, *_DOT)
        cursor.execute(f"CREATE TEMPORARY TABLE {_SEEDS} ({', '.join(f'{name} text' for name in columns)})")
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {_SEEDS} VALUES ({marks})", seeds[1:])  # noqa: S608
        _copy(cursor, BasePage, model, {name: _cast(BasePage, name) for name in _PAGE})
        kinds: dict[str, str] = {name: _cast(Place, name) for name in _DOT}
        key = {type(sample)._meta.pk.column: "made.id"}
        for copied, changes in (
            (type(sample), {"kind": _cast(type(sample), "kind")}),
            (Place, kinds),
            (Listed, {"words": f"{_SEEDS}.words"}),
        ):
            _copy(cursor, copied, model, {**(key if copied is type(sample) else {"page_id": "made.id"}), **changes})
        cursor.execute(f"DROP TABLE {_SEEDS}")
    BasePage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)


def _seeds(sample: Any, parent: BasePage, count: int, box: tuple[float, float, float, float]) -> Any:
    chance = random.Random(count)
    west, south, east, north = box
    keys = BasePage._meta.get_field("translation_key")
    # Behind those that an earlier call has made.
    for number in range(parent.numchild, parent.numchild + count):
        title = f"{chance.choice(WORDS)} {chance.choice(NAMES)} {number}"
        slug = fold(title).replace(" ", "-")
        public = f"{parent.public_path_vi}{slug}/"
        path = BasePage._get_path(parent.path, parent.depth + 1, 1000 + number)
        page = (path, title, title, slug, f"{parent.url_path}{slug}/", public, path_key(public))
        key = str(keys.get_db_prep_value(uuid.UUID(int=chance.getrandbits(128)), connection))
        kind = chance.choice(type(sample).Kind.values)
        dot = (kind, str(chance.uniform(south, north)), str(chance.uniform(west, east)), fold(title))
        yield (*page, key, *dot)


def _model_row(sample: Any, parent: BasePage, seed: Any) -> BasePage:
    """The first page, made by the models."""
    now = timezone.now()
    values = dict(zip((*_PAGE, *_DOT), seed, strict=True))
    page = BasePage(
        **{name: values[name] for name in _PAGE},
        depth=parent.depth + 1,
        content_type_id=sample.content_type_id,
        locale_id=parent.locale_id,
        live=True,
        first_published_at=now,
        published_at_vi=now,
    )
    BasePage.objects.bulk_create([page])
    with connection.cursor() as cursor:
        table, pk = type(sample)._meta.db_table, type(sample)._meta.pk.column
        names = _columns(type(sample), (pk,))
        cursor.execute(
            f'INSERT INTO "{table}" ("{pk}", {names}) SELECT %s, {names} FROM "{table}" WHERE "{pk}" = %s',  # noqa: S608
            [page.pk, sample.pk],
        )
    position = {"latitude": float(values["latitude"]), "longitude": float(values["longitude"])}
    Place.objects.create(
        page_id=page.pk, layer=sample.map_layer, kind=values["kind"], words=values["words"],
        commune_id=sample.commune_id, **position,
    )  # fmt: skip
    Listed.objects.create(page_id=page.pk, words=values["words"], sort_name_vi=values["words"])
    return page


def _columns(model: Any, without: Any) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields if field.column not in without)


def _cast(model: Any, name: str) -> str:
    return f"CAST({_SEEDS}.{name} AS {model._meta.get_field(name).db_type(connection)})"


def _copy(cursor: Any, model: Any, page: BasePage, changes: dict[str, str]) -> None:
    """The page's row in the table of `model`, once for each seed, with other values in the columns of `changes`."""
    table, pk = model._meta.db_table, model._meta.pk.column
    others = ("id", *changes) if model is BasePage else tuple(changes)
    made = "" if model is BasePage else f" JOIN core_basepage made ON made.path = {_SEEDS}.path"
    kept = ", ".join(
        f'{table}."{field.column}"' for field in model._meta.local_concrete_fields if field.column not in others
    )
    names = ", ".join(f'"{name}"' for name in changes)
    cursor.execute(
        f'INSERT INTO "{table}" ({names}, {_columns(model, others)})'  # noqa: S608
        f' SELECT {", ".join(changes.values())}, {kept} FROM {_SEEDS} JOIN "{table}" ON {table}."{pk}" = {page.pk}{made}'
    )
