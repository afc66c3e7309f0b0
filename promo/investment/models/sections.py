"""The section "invest" of a portal."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from promo.enquiries.pages import TakesEnquiries
from promo.portals.models.pages import PARENTS, IntroducedPage


class InvestPage(TakesEnquiries, IntroducedPage):
    """Why here, in figures with year and source; the ways in; questions and answers. All of it from the body."""

    template = "investment/invest_page.html"
    page_description = _("Why to invest here: key figures, doors to projects, parks, incentives and procedures.")
    parent_page_types = PARENTS

    class Meta:
        verbose_name = _("section for investors")
        verbose_name_plural = _("sections for investors")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.investment.section import section_context

        return {**super().get_context(request, *args, **kwargs), **section_context(self, request)}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        from promo.investment.structured import section_nodes

        return [*super().structured_data(request), *section_nodes(self)]
