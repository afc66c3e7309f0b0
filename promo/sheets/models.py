"""Imports of spreadsheets, and what undoes them."""

import uuid
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from promo.sheets import progress

# A worker says at every row that it is alive. Silent for so long, it was ended in the middle.
SILENCE = timedelta(minutes=2)


def _place(batch: "ImportBatch", name: str) -> str:
    """Under a name nobody can guess; what the file was called is on the row."""
    return f"imports/{uuid.uuid4().hex}{PurePath(name).suffix[:6].lower()}"


class ColumnMapping(models.Model):
    """Which column of a sheet was which field the last time, by portal and kind."""

    portal = models.ForeignKey("portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=30)
    # Folded heading -> name of a field; empty: a column to leave out.
    columns = models.JSONField(_("heading → field"), default=dict)

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        constraints = [models.UniqueConstraint(fields=["portal", "kind"], name="one_mapping_a_kind")]

    def __str__(self) -> str:
        return f"{self.portal_id}: {self.kind}"


class ImportBatch(models.Model):
    """One uploaded file on its way from preview to pages, and back.

    Each row is a transaction of its own with its `ImportedRow`: a worker that is ended in the middle leaves
    whole rows behind, and whoever goes on begins with the next. Kinds that are `whole` have one for all rows.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("being imported")
        DONE = "done", _("imported")
        FAILED = "failed", _("failed")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    class Afterwards(models.TextChoices):
        DRAFT = "draft", _("Keep as drafts")
        REVIEW = "review", _("Hand in for approval")
        PUBLISH = "publish", _("Publish at once")

    # What an import remembers of pages and pictures is no use that keeps them from being deleted.
    wagtail_reference_index_ignore = True

    portal = models.ForeignKey("portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=30)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to=_place)
    pictures = models.FileField(upload_to=_place, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    # Number of a column -> name of a field.
    columns = models.JSONField(_("column → field"), default=dict)
    afterwards = models.CharField(
        _("the pages afterwards"), max_length=10, choices=Afterwards.choices, default=Afterwards.REVIEW
    )
    skip_wrong = models.BooleanField(_("leave wrong rows out"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UPLOADED)
    # What `examining` found: {"counts", "notes", "rows"}, or {"problem"} of a file that could not be read.
    report = models.JSONField(_("report"), default=dict)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), default=0)
    undo_edited = models.BooleanField(_("undo what was edited since, too"), default=False)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    # Empty while it waits for a worker.
    heard_at = models.DateTimeField(_("worker last heard of at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.created_at:%d/%m/%Y})"

    @property
    def is_working(self) -> bool:
        return self.state in (self.State.RUNNING, self.State.UNDOING)

    @property
    def is_stopped(self) -> bool:
        """Whether its worker was ended in the middle."""
        if not self.is_working or self.heard_at is None:
            return False
        seen = progress.seen(self.pk)
        return timezone.now() - (seen.heard_at if seen else self.heard_at) > SILENCE

    @property
    def takes_gone(self) -> bool:
        """Whether pages that the list no longer has become what its kind says."""
        return bool(self.report.get("takes_gone"))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.drop_files()
        return super().delete(*args, **kwargs)

    def drop_files(self, *, sheet: bool = True) -> None:
        """What was uploaded is of no more use. Without saving the row."""
        for file in (self.pictures, *([self.file] if sheet else [])):
            if file:
                file.delete(save=False)


class ImportedRow(models.Model):
    """What one row did to one page."""

    class Done(models.TextChoices):
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        FAILED = "failed", _("failed")

    class Undone(models.TextChoices):
        NO = "", _("in force")
        YES = "yes", _("undone")
        LEFT = "left", _("left alone")

    wagtail_reference_index_ignore = True

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    title = models.CharField(_("title"), max_length=255, blank=True)
    page = models.ForeignKey("core.BasePage", null=True, on_delete=models.SET_NULL, related_name="+")
    done = models.CharField(max_length=10, choices=Done.choices, default=Done.CHANGED)
    # Keys of revisions: {"latest", "live"} as the page had them, {"ours"} what the import wrote; whether it was "public".
    before = models.JSONField(default=dict)
    picture = models.ForeignKey("core.PortalImage", null=True, on_delete=models.SET_NULL, related_name="+")
    undone = models.CharField(max_length=10, choices=Undone.choices, default=Undone.NO, blank=True)
    # Why it failed, why its page was not handed in, or why it was left alone when the import was undone.
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_time_a_row")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.number}"
