"""Files for download."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from promo.core.translated import TranslatedRecord


class PortalDocument(TranslatedRecord, AbstractDocument):
    display_title = models.CharField(
        _("title for readers"),
        max_length=255,
        blank=True,
        help_text=_("Shown beside the download; the file's title if empty."),
    )

    admin_form_fields = (*Document.admin_form_fields, "display_title_vi")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def public_title(self) -> str:
        return self.display_title or self.title
