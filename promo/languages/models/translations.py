"""An object in one language: the work, its approval, its publication."""

import copy
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.actions.unpublish import UnpublishPermissionError
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from promo.core.languages import NAMES
from promo.languages.models.originals import Original


class Translation(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """An original in one target language.

    The work is in its `units`, one row a text. Handing in makes a *revision*: the finished texts of
    the fields as they would be published, and who wrote them. What is approved is that revision, and
    publishing writes exactly it into the language's columns, however far the work has gone since.
    """

    class State(models.TextChoices):
        MISSING = "missing", _("Missing")
        WORK = "work", _("In work")
        READY = "ready", _("Ready to hand in")
        REVIEW = "review", _("In review")
        LIVE = "live", _("Published")
        OUTDATED = "outdated", _("Outdated")

    original = models.ForeignKey(
        Original, verbose_name=_("original"), on_delete=models.CASCADE, related_name="translations"
    )
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.MISSING)
    # Counted by `desk.refresh`; no units at all means that nobody has opened it.
    units_total = models.PositiveIntegerField(_("texts"), default=0)
    units_done = models.PositiveIntegerField(_("reviewed texts"), default=0)
    units_outdated = models.PositiveIntegerField(_("outdated texts"), default=0)
    words_todo = models.PositiveIntegerField(_("words to do"), default=0)
    changed_at = models.DateTimeField(_("changed at"), null=True, db_index=True)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_translations",
    )
    due = models.DateField(_("due"), null=True, blank=True)
    local_slug = models.CharField(
        _("address words"), max_length=150, blank=True, help_text=_("Made from the title if empty.")
    )
    # The original's arrangement when it was last published.
    arrangement = models.CharField(_("digest of the arrangement"), max_length=32, blank=True)
    # Wagtail's, but a translation begins unpublished.
    live = models.BooleanField(_("published"), default=False, editable=False)

    # Asked about by nobody: what a translation points at, its page points at.
    wagtail_reference_index_ignore = True

    # Set on what a revision is turned into: its content.
    snapshot: dict[str, Any] | None = None

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [models.UniqueConstraint(fields=["original", "language"], name="one_translation_per_language")]
        indexes = [models.Index(fields=["language", "state"], name="translation_by_state")]

    def __str__(self) -> str:
        return f"{self.original.title} · {self.language_name}"

    @property
    def language_name(self) -> str:
        return NAMES.get(self.language, self.language)

    @property
    def progress(self) -> int:
        """Reviewed texts, in percent."""
        return 100 * self.units_done // self.units_total if self.units_total else 0

    @property
    def desk_url(self) -> str:
        return reverse("translation_desk", args=[self.original_id, self.language])

    # --- Revisions -----------------------------------------------------------------------------

    def serializable_data(self) -> dict[str, Any]:
        """What a revision keeps: never the counters, which would come back old."""
        from promo.languages.publishing import snapshot

        dates = {name: self._meta.get_field(name).value_to_string(self) or None for name in ("go_live_at", "expire_at")}
        return {"pk": self.pk, **dates, **snapshot(self)}

    def with_content_json(self, content: dict[str, Any]) -> "Translation":
        translation = copy.copy(self)
        for name in ("go_live_at", "expire_at"):
            value = content.get(name)
            setattr(translation, name, self._meta.get_field(name).to_python(value) if value else None)
        translation.snapshot = content
        return translation

    def get_workflow(self) -> Any:
        """The workflow of the page, or of the portal the record belongs to."""
        if self.original.page_id:
            return self.original.page.get_workflow()
        return self.original.portal.get_workflow() if self.original.portal_id else None

    # --- Publishing ----------------------------------------------------------------------------

    @transaction.atomic
    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """Publish what `revision` holds, all or nothing; at a later time if it says so.

        Raises PublishPermissionError if `user` may not publish here or wrote the translation himself,
        ValidationError if the texts cannot be published (no title, an address that is taken).
        """
        from promo.languages import access, publishing

        if user is not None:
            if not kwargs.get("skip_permission_checks") and not access.may_publish(user, self.original):
                raise PublishPermissionError(gettext("You may not publish here."))
            if user.pk in revision.content.get("translators", []):
                raise PublishPermissionError(
                    gettext("You translated this yourself: somebody else has to approve and publish it.")
                )
        kwargs["skip_permission_checks"] = True
        result = super().publish(revision, user=user, **kwargs)
        self.refresh_from_db()
        if self.live and self.live_revision_id == revision.pk:
            publishing.write_columns(self, revision, user)
        return result

    @transaction.atomic
    def unpublish(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        """Take the language back from the public; the work stays. Raises UnpublishPermissionError."""
        from promo.languages import access, publishing

        if user is not None and not access.may_publish(user, self.original):
            raise UnpublishPermissionError(gettext("You may not withdraw anything here."))
        # Checked above: Wagtail would ask for a right on the model, which here follows the page.
        super().unpublish(*args, **kwargs)
        publishing.withdraw_columns(self)
