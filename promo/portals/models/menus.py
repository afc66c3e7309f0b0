"""Menus: written, drafted, published and translated like pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin

from promo.core.fields import BodyField
from promo.core.translated import TranslatedRecord
from promo.portals.blocks import MENU_PARTS


class Menu(TranslatedRecord, DraftStateMixin, RevisionMixin, models.Model):
    """The header or footer menu of one portal."""

    class Place(models.TextChoices):
        HEADER = "header", _("Header")
        FOOTER = "footer", _("Footer")

    portal = models.ForeignKey(
        "portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="menus"
    )
    place = models.CharField(_("place"), max_length=10, choices=Place.choices)
    items = BodyField(MENU_PARTS, verbose_name=_("items"), blank=True)

    panels = [FieldPanel("portal"), FieldPanel("place"), FieldPanel("items_vi"), PublishingPanel()]

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [models.UniqueConstraint(fields=["portal", "place"], name="one_menu_per_place")]

    def __str__(self) -> str:
        return f"{self.portal}: {self.get_place_display()}"
