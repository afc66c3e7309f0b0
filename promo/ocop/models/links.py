"""Outward links and whether they answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Kept; a longer address is in the printed report only.
LONGEST = 1000


class CheckedLink(models.Model):
    """One outward address on a page, as `check_links` found it last."""

    page = models.ForeignKey(
        "core.BasePage", verbose_name=_("page"), on_delete=models.CASCADE, related_name="checked_links"
    )
    url = models.URLField(_("address"), max_length=LONGEST)
    status = models.PositiveSmallIntegerField(_("answer"), null=True, help_text=_("HTTP status; empty: no answer."))
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("checked at"))
    failing_since = models.DateTimeField(_("failing since"), null=True)

    class Meta:
        verbose_name = _("outward link")
        verbose_name_plural = _("outward links")
        constraints = [models.UniqueConstraint(fields=["page", "url"], name="one_row_a_link")]

    def __str__(self) -> str:
        return self.url
