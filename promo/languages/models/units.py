"""One text of a translation."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A text to translate: a field, a child of a block, or a paragraph of rich text.

    `key` is `field`, `field#block.child` or `field#block.child#paragraph`. `source` and `target` are
    tagged text (see `promo.languages.segments.inline`). Which texts there are, in which order and with
    what around them is asked of the object (`segments.extract`); a unit whose text has gone from the
    source is kept with `present=False`, so that it is there when the text returns.
    """

    class State(models.TextChoices):
        EMPTY = "empty", _("Empty")
        DRAFT = "draft", _("Draft")
        MACHINE = "machine", _("Machine")
        REVIEWED = "reviewed", _("Reviewed")
        OUTDATED = "outdated", _("Outdated")

    translation = models.ForeignKey(
        "languages.Translation", verbose_name=_("translation"), on_delete=models.CASCADE, related_name="units"
    )
    key = models.CharField(_("place"), max_length=255)
    position = models.PositiveIntegerField(_("position"), default=0)
    source = models.TextField(_("source text"), blank=True)
    source_digest = models.CharField(_("digest of the source text"), max_length=32)
    words = models.PositiveIntegerField(_("words"), default=0)
    # While outdated: the source text that the target was made of.
    previous_source = models.TextField(_("earlier source text"), blank=True)
    target = models.TextField(_("translation"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.EMPTY)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)
    # Counts changes: who saves names the version he saw, and learns of another's change in between.
    version = models.PositiveIntegerField(_("version"), default=0)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    edited_at = models.DateTimeField(_("edited at"), null=True)
    present = models.BooleanField(_("in the source"), default=True)

    # Set by `desk.worksheet`: the text's place in the object (`segments.Segment`).
    segment: Any = None

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["translation", "key"], name="one_unit_per_place")]

    def __str__(self) -> str:
        return self.key

    @property
    def is_done(self) -> bool:
        return self.state == self.State.REVIEWED
