"""The glossary: how names and terms are said in each language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from promo.core.languages import NAMES, TARGETS


def target_languages() -> list[tuple[str, str]]:
    return [(code, NAMES[code]) for code in TARGETS]


class GlossaryTerm(models.Model):
    class Kind(models.TextChoices):
        PLACE = "place", _("Place")
        PERSON = "person", _("Person")
        TITLE = "title", _("Office or title")
        RELIC = "relic", _("Relic")
        TERM = "term", _("Term")

    class Rule(models.TextChoices):
        USE = "use", _("Use this translation")
        KEEP = "keep", _("Never translate")
        FORBID = "forbid", _("Must not be used")

    language = models.CharField(_("language"), max_length=12, choices=target_languages)
    term = models.CharField(_("term in Vietnamese"), max_length=150)
    translation = models.CharField(
        _("translation"),
        max_length=150,
        blank=True,
        help_text=_("For a forbidden term: the words that must not be used. For “never translate”: leave empty."),
    )
    note = models.CharField(_("note"), max_length=250, blank=True, help_text=_("When to use it, or where it stands."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TERM)
    rule = models.CharField(_("rule"), max_length=10, choices=Rule.choices, default=Rule.USE)

    class Meta:
        verbose_name = _("term of the glossary")
        verbose_name_plural = _("glossary")
        ordering = ("term", "language")
        constraints = [
            models.UniqueConstraint(fields=["language", "term", "translation"], name="one_glossary_term_per_pair")
        ]
        indexes = [models.Index(fields=["language", "term"], name="glossary_by_language")]

    def __str__(self) -> str:
        return f"{self.term} → {self.translation or self.term} ({self.language})"

    def clean(self) -> None:
        super().clean()
        if self.rule != self.Rule.KEEP and not self.translation.strip():
            raise ValidationError({"translation": _("Give the translation, or choose “never translate”.")})
        if self.rule == self.Rule.KEEP and self.translation.strip():
            raise ValidationError({"translation": _("What is never translated has no translation: leave it empty.")})
