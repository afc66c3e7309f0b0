"""Leaflets that are made, and those that are being made."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

# Below MEDIA_ROOT.
FOLDER = "leaflets/"


class LeafletJob(models.Model):
    """A PDF for visitors: waiting for the worker, or finished and kept for a while.

    The key is made of what decides about the content (see `making`), so that asking twice finds the same row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")

    class Kind(models.TextChoices):
        LEAFLET = "leaflet", _("leaflet")
        BOOKLET = "booklet", _("selection")
        CATALOGUE = "catalogue", _("catalogue")
        # What upper apps have printed: see `sources.register`.
        PROJECTS = "projects", _("list of projects")
        PACK = "pack", _("investor pack")

    key = models.UUIDField(_("key"), primary_key=True, default=uuid.uuid4, editable=False)
    portal = models.ForeignKey("portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.LEAFLET)
    site_id = models.IntegerField(_("site"), default=0)
    language = models.CharField(_("language"), max_length=12)
    paper = models.CharField(_("paper"), max_length=10)
    title = models.CharField(_("title"), max_length=200, blank=True)
    pages = models.JSONField(_("pages"))
    query = models.CharField(_("filters of the list"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(_("pages done"), default=0)
    total = models.PositiveIntegerField(_("pages in all"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    problem = models.TextField(_("problem"), blank=True)
    file = models.FileField(_("file"), upload_to=FOLDER, blank=True)
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True, db_index=True)
    changed_at = models.DateTimeField(_("last sign of life"), auto_now=True)

    class Meta:
        verbose_name = _("leaflet")
        verbose_name_plural = _("leaflets")

    def __str__(self) -> str:
        return f"{self.title or self.key} ({self.state})"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        file = self.file
        result = super().delete(*args, **kwargs)
        if file:
            file.delete(save=False)
        return result
