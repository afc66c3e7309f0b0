"""Leaflets that take longer than a request."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeafletJob(models.Model):
    """A selection being made into a PDF by the worker; deleted with its file after a day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")

    key = models.UUIDField(_("key"), primary_key=True, default=uuid.uuid4, editable=False)
    portal = models.ForeignKey("portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=12)
    paper = models.CharField(_("paper"), max_length=10)
    pages = models.JSONField(_("pages"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(_("pages done"), default=0)
    total = models.PositiveIntegerField(_("pages in all"), default=0)
    problem = models.TextField(_("problem"), blank=True)
    file = models.FileField(_("file"), upload_to="leaflets/", blank=True)
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("leaflet")
        verbose_name_plural = _("leaflets")

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"
