"""Imports of spreadsheets, and what undoes them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ColumnMapping(models.Model):
    """Which column of a sheet was which field the last time, by portal and kind."""

    portal = models.ForeignKey("portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=30)
    columns = models.JSONField(_("heading → field"), default=dict)

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        constraints = [models.UniqueConstraint(fields=["portal", "kind"], name="one_mapping_a_kind")]

    def __str__(self) -> str:
        return f"{self.portal_id}: {self.kind}"


class ImportBatch(models.Model):
    """One uploaded file on its way from preview to pages, and back."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("being imported")
        DONE = "done", _("imported")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("undone")

    portal = models.ForeignKey("portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=30)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to="imports/")
    pictures = models.FileField(upload_to="imports/", blank=True)
    columns = models.JSONField(_("heading → field"), default=dict)
    publish = models.BooleanField(_("publish at once"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UPLOADED)
    report = models.JSONField(_("report"), default=dict)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), default=0)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.created_at:%d/%m/%Y})"


class ImportedRow(models.Model):
    """What one row did to one page. `before` is the page's revision to go back to; none where the row made it."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    page = models.ForeignKey("core.BasePage", null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.BooleanField(default=False)
    before = models.JSONField(default=dict)
    picture = models.ForeignKey("core.PortalImage", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.number}"
