"""As many places as one likes, written past the models: for `make bench` and the tests that count queries."""

import random
from typing import Any

from django.db import connection
from django.utils import timezone

from promo.core.addresses import path_key
from promo.core.models import BasePage
from promo.core.text import fold
from promo.places.models import Place
from promo.tourism.models import DestinationPage

WORDS = ("Đền", "Chùa", "Đình làng", "Vườn nhãn", "Bến đò", "Chợ quê", "Làng gốm", "Bãi bồi", "Miếu", "Cầu đá")
NAMES = ("Đa Hòa", "Phú Thị", "Xuân Quan", "Hàm Tử", "Quan Xuyên", "An Vĩ", "Tứ Dân", "Đông Tảo", "Mễ Sở")


def fill(sample: Any, count: int, box: tuple[float, float, float, float] = (105.86, 20.72, 106.02, 20.94)) -> None:
    """`count` destinations more beside `sample`, in a box of west, south, east and north."""
    chance = random.Random(count)
    parent = BasePage.objects.get(pk=sample.get_parent().pk)
    now = timezone.now()
    pages = []
    for number in range(count):
        title = f"{chance.choice(WORDS)} {chance.choice(NAMES)} {number + 1}"
        slug = f"{fold(title).replace(' ', '-')}"
        page = BasePage(
            path=BasePage._get_path(parent.path, parent.depth + 1, 1000 + number),
            depth=parent.depth + 1,
            title_vi=title,
            draft_title=title,
            slug=slug,
            url_path=f"{parent.url_path}{slug}/",
            content_type_id=sample.content_type_id,
            locale_id=parent.locale_id,
            live=True,
            first_published_at=now,
            published_at_vi=now,
            public_path_vi=f"{parent.public_path_vi}{slug}/",
        )
        page.path_key_vi = path_key(page.public_path_vi)
        pages.append(page)
    BasePage.objects.bulk_create(pages, batch_size=200)
    BasePage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    made = BasePage.objects.below(parent).filter(path__gte=pages[0].path).order_by("path")
    _add_rows_of_the_type(sample, made)
    west, south, east, north = box
    Place.objects.bulk_create(
        [
            Place(
                page_id=key,
                layer="destinations",
                kind=chance.choice(DestinationPage.Kind.values),
                latitude=chance.uniform(south, north),
                longitude=chance.uniform(west, east),
                words=fold(title),
            )
            for key, title in made.values_list("pk", "title_vi")
        ],
        batch_size=500,
    )


def _add_rows_of_the_type(sample: Any, pages: Any) -> None:
    """The type's own row of each page, as the sample's is."""
    table = DestinationPage._meta.db_table
    key, *others = [field.column for field in DestinationPage._meta.local_concrete_fields]
    columns = ", ".join(f'"{name}"' for name in others)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ("{key}", {columns}) SELECT core_basepage.id, {columns} FROM "{table}", core_basepage'  # noqa: S608
            f' WHERE "{table}"."{key}" = %s AND core_basepage.path >= %s AND core_basepage.path <= %s',
            [sample.pk, pages.first().path, pages.last().path],
        )
