"""Translation memory: what was published before, to be used again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MemoryEntry(models.Model):
    """A source text and its published translation.

    Only published texts come in: they are public, so that portals may learn from each other without
    seeing each other's drafts. The bands find similar texts by plain equality (see `promo.languages.memory`).
    """

    language = models.CharField(_("language"), max_length=12)
    source = models.TextField(_("source text"))
    source_digest = models.CharField(_("digest of the source text"), max_length=32)
    target = models.TextField(_("translation"))
    target_digest = models.CharField(_("digest of the translation"), max_length=32)
    band_0 = models.BigIntegerField(_("band"), default=0)
    band_1 = models.BigIntegerField(_("band"), default=0)
    band_2 = models.BigIntegerField(_("band"), default=0)
    band_3 = models.BigIntegerField(_("band"), default=0)
    band_4 = models.BigIntegerField(_("band"), default=0)
    band_5 = models.BigIntegerField(_("band"), default=0)
    uses = models.PositiveIntegerField(_("times published"), default=1)
    used_at = models.DateTimeField(_("last published at"), auto_now=True)

    class Meta:
        verbose_name = _("entry of the translation memory")
        verbose_name_plural = _("translation memory")
        constraints = [
            models.UniqueConstraint(fields=["language", "source_digest", "target_digest"], name="one_memory_per_pair")
        ]
        indexes = [
            models.Index(fields=["language", f"band_{number}"], name=f"memory_band_{number}") for number in range(6)
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.source[:60]}"
