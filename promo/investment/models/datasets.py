"""Open data: a dataset with its versions (DCAT 3)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from promo.core.portals import portal_of
from promo.investment.models.sites import INVEST_PARENTS
from promo.portals.models.pages import IntroducedPage


class DatasetPage(IntroducedPage):
    """What a dataset is about, in words; its rows are those of `source`, its files come from there."""

    class Licence(models.TextChoices):
        CC_BY = "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"
        CC0 = "https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"

    class Frequency(models.TextChoices):
        """Of the EU vocabulary that DCAT-AP asks for."""

        IRREGULAR = "IRREG", _("when something changes")
        MONTHLY = "MONTHLY", _("every month")
        QUARTERLY = "QUARTERLY", _("every quarter")
        ANNUAL = "ANNUAL", _("every year")

    files: ClassVar[dict[str, str]] = {"version.csv": "version_file"}

    source = models.ForeignKey(
        "core.BasePage",
        verbose_name=_("list"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The list whose rows are the data."),
    )
    licence = models.CharField(_("licence"), max_length=100, choices=Licence.choices, default=Licence.CC_BY)
    frequency = models.CharField(_("is renewed"), max_length=20, choices=Frequency.choices, default=Frequency.IRREGULAR)
    keywords = models.CharField(_("keywords"), max_length=150, blank=True, help_text=_("Separated by commas."))
    publisher_email = models.EmailField(_("e-mail of the publisher"), blank=True)

    untranslated_fields = ("publisher_email",)

    template = "investment/dataset_page.html"
    page_description = _("A dataset to reuse: schema, licence, history, files.")
    parent_page_types = INVEST_PARENTS
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        PageChooserPanel("source", "investment.ProjectIndexPage"),
        FieldRowPanel([FieldPanel("licence"), FieldPanel("frequency")]),
        FieldPanel("keywords_vi"),
        FieldPanel("publisher_email"),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")

    def clean(self) -> None:
        super().clean()
        parent = self.get_parent()
        # It says who publishes the rows.
        if self.source is not None and parent is not None and portal_of(self.source) != portal_of(parent):
            raise ValidationError({"source": gettext("Choose a list of the portal that this page stands in.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.investment.opendata.showing import dataset_context

        return {**super().get_context(request, *args, **kwargs), **dataset_context(self, request)}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        from promo.investment.opendata.showing import dataset_nodes

        return [*super().structured_data(request), *dataset_nodes(self, request)]

    def version_file(self, request: HttpRequest) -> HttpResponseBase:
        from promo.investment.opendata.views import version_file

        return version_file(self, request)


class DatasetVersion(models.Model):
    """The state of a dataset that somebody may have cited. Its number is the day, and a letter for a second that day."""

    dataset = models.ForeignKey(
        DatasetPage, verbose_name=_("dataset"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.CharField(_("version"), max_length=20)
    digest = models.CharField(_("digest"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    changed_rows = models.PositiveIntegerField(_("rows that changed"), default=0)
    file = models.FileField(_("file"), upload_to="datasets/")
    issued_at = models.DateTimeField(_("issued at"), db_index=True)

    class Meta:
        verbose_name = _("version of a dataset")
        verbose_name_plural = _("versions of datasets")
        ordering = ("-issued_at",)
        constraints = [models.UniqueConstraint(fields=["dataset", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return self.number


@receiver(post_delete, sender=DatasetVersion)
def drop_file(instance: DatasetVersion, **kwargs: Any) -> None:
    """Also where the dataset's page is deleted, or a portal with all its pages; not before it is certain."""
    name, storage = instance.file.name, instance.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))
