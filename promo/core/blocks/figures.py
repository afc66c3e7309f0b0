from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import FigureChooser, PortalBlock


def figure_rows(figures: Any) -> list[dict[str, Any]]:
    """Figures as the templates show them, in the active language."""
    return [
        {
            "value": figure.formatted,
            "unit": figure.unit,
            "label": figure.label,
            "as_of": figure.as_of,
            "source": figure.source,
        }
        for figure in figures
        if figure is not None
    ]


class FiguresBlock(PortalBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    figures = blocks.ListBlock(FigureChooser(), label=_("Figures"), min_num=1, max_num=12)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context=parent_context), "items": figure_rows(value["figures"])}

    def get_preview_value(self) -> Any:
        from promo.core.models import Figure

        return self.normalize({"heading": "Con số", "figures": list(Figure.objects.all()[:3])})

    class Meta:
        icon = "decimal"
        label = _("Figures")
        description = _("Figures with unit, date and source. Changed in one place, right everywhere.")
        template = "blocks/figures.html"
