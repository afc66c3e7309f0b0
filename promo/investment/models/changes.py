"""What changed in a project, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectChange(models.Model):
    """One column (`promo.investment.columns`) of a public project that has another value since `changed_on`.

    `before` and `after` are the values as they are stored: codes, numbers and dates as text, keys of records, short
    texts in Vietnamese. Of texts one of which is long, `true` stands for the wording; null is no value at all.
    """

    project = models.ForeignKey(
        "investment.ProjectPage", verbose_name=_("project"), on_delete=models.CASCADE, related_name="changes"
    )
    column = models.CharField(_("column"), max_length=40)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    changed_on = models.DateField(_("changed on"), db_index=True)

    class Meta:
        verbose_name = _("change of a project")
        verbose_name_plural = _("changes of projects")
        ordering = ("-changed_on", "-pk")

    def __str__(self) -> str:
        return f"{self.project_id}: {self.column}, {self.changed_on}"
