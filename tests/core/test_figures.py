"""Figures: kept once, written as each language writes numbers, with their history."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from promo.core import versions
from promo.core.blocks import REGISTRY
from promo.core.blocks.figures import figure_rows
from promo.core.languages import speaking
from promo.core.models import Figure
from promo.core.publishing import publish_record_language
from tests.factories import FigureFactory
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def area() -> Figure:
    figure = FigureFactory(label_vi="Diện tích", value="18720.5", decimals=1, unit_vi="ha", source_vi="Nghị quyết 1666")
    publish_record_language(figure, "en", {"label": "Area", "unit": "ha", "source": "Resolution 1666"})
    return Figure.objects.get(pk=figure.pk)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("vi", "18.720,5"), ("en", "18,720.5"), ("zh-hans", "18,720.5"), ("ja", "18,720.5"), ("ko", "18,720.5"),
        ("fr", "18\u00a0720,5"), ("lo", "18.720,5"),
    ],
)  # fmt: skip
def test_numbers_as_each_language_writes_them(area: Figure, language: str, written: str) -> None:
    with translation.override(language):
        assert area.formatted.replace("\u202f", "\u00a0") == written


def test_decimals_are_as_many_as_asked_for(area: Figure) -> None:
    area.decimals = 0
    with translation.override("vi"):
        assert area.formatted in ("18.720", "18.721")


def test_texts_in_the_readers_language_or_vietnamese(area: Figure) -> None:
    with speaking("en"):
        (row,) = figure_rows([area, None])
        assert (row["label"], row["value"], row["source"]) == ("Area", "18,720.5", "Resolution 1666")
    with speaking("ko"):
        assert figure_rows([area])[0]["label"] == "Diện tích"


@pytest.mark.parametrize("interface", ["vi", "en"])
def test_a_new_value_keeps_the_old_one(area: Figure, interface: str) -> None:
    with translation.override(interface):
        area.value, area.as_of, area.source_vi = 18800, date(2026, 1, 1), "Niên giám 2025"
        area.save()
    (earlier,) = area.history.all()
    assert (float(earlier.value), earlier.as_of.isoformat(), earlier.source) == (
        18720.5,
        "2025-07-01",
        "Nghị quyết 1666",
    )
    fresh = Figure.objects.get(pk=area.pk)
    assert (fresh.label_en, fresh.source_en, fresh.source_vi) == ("Area", "Resolution 1666", "Niên giám 2025")


def test_a_new_word_is_no_new_value(area: Figure) -> None:
    area.label_vi = "Diện tích tự nhiên"
    area.save()
    assert not area.history.exists()


def test_a_change_reaches_every_page(area: Figure) -> None:
    before = versions.current()
    area.value = 1
    area.save()
    assert versions.current() != before


def test_the_block_shows_the_figure_of_today(area: Figure) -> None:
    block = REGISTRY["figures"]()
    value = block.to_python({"heading": "Con số", "figures": [area.pk]})
    with speaking("vi"):
        items: Any = block.get_context(value)["items"]
    assert [item["value"] for item in items] == ["18.720,5"]
