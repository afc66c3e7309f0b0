"""Tags whose names are translated."""

from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel

from promo.core.text import slugify
from promo.core.translated import TranslatedRecord


class Tag(TranslatedRecord, TagBase):
    free_tagging = True

    panels = [FieldPanel("name_vi"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("slug",)

    def slugify(self, tag: str, i: int | None = None) -> str:
        return slugify(tag) + (f"-{i}" if i is not None else "")
