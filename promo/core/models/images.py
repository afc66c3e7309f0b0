"""Pictures: alternative text and caption in every language, rights, and their sizes made in advance."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from promo.core.translated import TranslatedRecord


class PortalImage(TranslatedRecord, AbstractImage):
    """A picture and the files made of it.

    `prepared` lists those files (see `promo.core.pictures`), so that a page shows a picture without
    asking for its renditions, and no visitor's request ever makes one.
    """

    caption = models.CharField(_("caption"), max_length=255, blank=True)
    credit = models.CharField(
        _("credit"), max_length=150, blank=True, help_text=_("Who made it: name of the photographer or painter.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=150,
        blank=True,
        help_text=_("The right by which it is shown: own work, CC BY 4.0, written permission …"),
    )
    prepared = models.JSONField(_("files made of it"), null=True, editable=False)

    untranslated_fields = ("title", "credit", "licence")

    admin_form_fields = (
        "title",
        "file",
        "description_vi",
        "caption_vi",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", _("Can choose image"))]

    @property
    def default_alt_text(self) -> str:
        """What a reader hears. Never the file's title, which is Vietnamese and for the desk."""
        return self.description or self.caption or ""

    @property
    def tone(self) -> str:
        return (self.prepared or {}).get("tone", "mist")

    @property
    def original_url(self) -> str:
        return self.file.url

    @property
    def signature(self) -> list[Any]:
        """What the prepared files depend on."""
        return [self.file.name, self.focal_point_x, self.focal_point_y, self.focal_point_width, self.focal_point_height]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if (self.prepared or {}).get("of") != self.signature:
            from promo.core.tasks import prepare_picture

            pk = self.pk
            transaction.on_commit(lambda: prepare_picture.enqueue(pk))


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
