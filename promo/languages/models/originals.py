"""What is translated, and who translates it."""

import uuid
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Original(models.Model):
    """A page or record as the desk knows it: one row each, with its six translations hanging from it.

    Title, words and digests repeat what can be read from the object, so that the board asks one table
    about ten thousand objects of many types.
    """

    # In exchange files: the same object in every export, whatever its primary key.
    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    content_type = models.ForeignKey(ContentType, verbose_name=_("kind"), on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField(_("object"))
    instance = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    page = models.OneToOneField(
        "core.BasePage",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="original",
    )
    portal = models.ForeignKey(
        "portals.HomePage",
        verbose_name=_("portal"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Whose record it is; empty for pages, whose place says so, and for what all portals share."),
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    # Lower case without marks: what the board searches and sorts by.
    title_folded = models.CharField(_("title without marks"), max_length=255, blank=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    # Of everything that is translated, and of everything around it (blocks, pictures, links, order).
    text_digest = models.CharField(_("digest of the texts"), max_length=32, blank=True)
    arrangement = models.CharField(_("digest of the arrangement"), max_length=32, blank=True)
    changed_at = models.DateTimeField(_("changed at"), null=True, db_index=True)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_original_per_object")]

    def __str__(self) -> str:
        return self.title

    def read(self) -> Any:
        """The page or record, with its own type. What the public reads, or the draft of what it never has."""
        model = self.content_type.model_class()
        return None if model is None else model._default_manager.filter(pk=self.object_id).first()


class TranslatorGroup(models.Model):
    """A group whose members translate a portal's pages and records without being able to edit them."""

    portal = models.ForeignKey(
        "portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="translator_groups"
    )
    group = models.ForeignKey(
        "auth.Group", verbose_name=_("group"), on_delete=models.CASCADE, related_name="translated_portals"
    )

    class Meta:
        verbose_name = _("group of translators")
        verbose_name_plural = _("groups of translators")
        constraints = [models.UniqueConstraint(fields=["portal", "group"], name="one_translator_group_per_portal")]

    def __str__(self) -> str:
        return f"{self.group} · {self.portal}"
