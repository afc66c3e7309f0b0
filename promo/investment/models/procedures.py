"""How an investor gets what is needed from the authorities, step by step."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents.blocks import DocumentChooserBlock

from promo.core.blocks.base import PortalBlock, RichText
from promo.core.fields import BodyField
from promo.investment.models.sites import INVEST_PARENTS
from promo.portals.models.pages import IntroducedPage


class ProcedureStepBlock(PortalBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=120)
    text = RichText(label=_("What to do and to hand in"), required=False)
    authority = blocks.CharBlock(label=_("Where"), max_length=120, required=False)
    days = blocks.IntegerBlock(label=_("Working days"), min_value=0, max_value=1000, required=False)
    fee = blocks.CharBlock(label=_("Fee"), max_length=80, required=False)
    document = DocumentChooserBlock(label=_("Form to download"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class ProcedurePage(IntroducedPage):
    authority = models.CharField(_("authority"), max_length=120, blank=True)
    fee = models.CharField(_("fees in all"), max_length=100, blank=True)
    service_url = models.URLField(
        _("on the national service portal"), blank=True, help_text=_("Its page at dichvucong.gov.vn")
    )
    service_code = models.CharField(_("number of the procedure"), max_length=40, blank=True)
    steps = BodyField([("step", ProcedureStepBlock())], verbose_name=_("steps"), blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)

    untranslated_fields: ClassVar[tuple[str, ...]] = ("service_url", "service_code")

    template = "investment/procedure_page.html"
    page_description = _("A procedure: steps, authority, time, fee, forms.")
    parent_page_types = ["investment.ProcedureIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("authority_vi"), FieldPanel("fee_vi")]),
        FieldPanel("steps_vi"),
        FieldRowPanel([FieldPanel("service_code"), FieldPanel("service_url")]),
        FieldRowPanel([FieldPanel("legal_basis_vi"), FieldPanel("as_of")]),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.investment.procedures import procedure_context

        return {**super().get_context(request, *args, **kwargs), **procedure_context(self, request)}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        from promo.investment.structured import procedure_nodes

        return procedure_nodes(self, request)


class ProcedureIndexPage(IntroducedPage):
    template = "investment/procedure_index_page.html"
    page_description = _("Lists the procedures an investor goes through.")
    parent_page_types = INVEST_PARENTS
    subpage_types = ["investment.ProcedurePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of procedures")
        verbose_name_plural = _("lists of procedures")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.investment.procedures import index_context

        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}
