"""What changed in a project, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectChange(models.Model):
    """One field of a public project that has another value since `changed_on`; shown on its page."""

    project = models.ForeignKey(
        "investment.ProjectPage", verbose_name=_("project"), on_delete=models.CASCADE, related_name="changes"
    )
    field = models.CharField(_("field"), max_length=40)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    changed_on = models.DateField(_("changed on"), db_index=True)
    # As the page named it when it changed, in Vietnamese.
    source = models.CharField(_("source"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("change of a project")
        verbose_name_plural = _("changes of projects")
        ordering = ("-changed_on", "-pk")

    def __str__(self) -> str:
        return f"{self.project_id}: {self.field}, {self.changed_on}"
