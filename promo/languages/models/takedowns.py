"""The record of what was removed everywhere at once, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Takedown(models.Model):
    class Kind(models.TextChoices):
        BLOCK = "block", _("Block")
        PICTURE = "picture", _("Picture")
        PAGE = "page", _("Page")

    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    # The block's id, or the primary key of the picture or page.
    key = models.CharField(_("key"), max_length=64, db_index=True)
    title = models.CharField(_("title"), max_length=255)
    reason = models.TextField(_("reason"), max_length=1000)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    # [{"page": 12, "title": "…", "languages": ["vi", "en"]}]: where it was found.
    places = models.JSONField(_("where it was"), default=list)

    class Meta:
        verbose_name = _("takedown")
        verbose_name_plural = _("takedowns")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.title
