"""Tags whose names are translated."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from modeltranslation.manager import MultilingualManager, MultilingualQuerySet
from taggit.models import TagBase
from taggit.utils import _edit_string_for_tags
from wagtail.admin.panels import FieldPanel

from promo.core.languages import in_source
from promo.core.text import slugify
from promo.core.translated import TranslatedRecord


class TagQuerySet(MultilingualQuerySet):
    """Bare names are Vietnamese ones, whatever the interface speaks: the tag field of the forms asks and makes by them."""

    def _filter_or_exclude(self, *args: Any, **kwargs: Any) -> Any:
        with in_source():
            return super()._filter_or_exclude(*args, **kwargs)

    def order_by(self, *field_names: Any) -> Any:
        with in_source():
            return super().order_by(*field_names)

    def values_list(self, *fields: Any, **kwargs: Any) -> Any:
        with in_source():
            return super().values_list(*fields, **kwargs)

    def create(self, **kwargs: Any) -> Any:
        with in_source():
            return super().create(**kwargs)

    def get_or_create(self, *args: Any, **kwargs: Any) -> Any:
        with in_source():
            return super().get_or_create(*args, **kwargs)


class TagManager(MultilingualManager.from_queryset(TagQuerySet)):
    pass


def names_for_the_form(tags: Any) -> str:
    """What the tag field shows (TAGGIT_STRING_FROM_TAGS): the names it will be read by again."""
    with in_source():
        return _edit_string_for_tags(tags)


class Tag(TranslatedRecord, TagBase):
    free_tagging = True

    objects = TagManager()

    panels = [FieldPanel("name_vi"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("slug",)

    def slugify(self, tag: str, i: int | None = None) -> str:
        return slugify(tag) + (f"-{i}" if i is not None else "")
