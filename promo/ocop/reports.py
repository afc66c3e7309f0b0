"""Reports of the admin: certificates that end, and links that no longer answer. Everybody sees his own portals'."""

from collections import OrderedDict
from datetime import timedelta
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from promo.core.exports import SafeExport
from promo.core.languages import SOURCE, column
from promo.core.portals import portal_of
from promo.ocop.certificates import WARNING_DAYS, ends_soon_q
from promo.ocop.models import Certificate, CheckedLink, ProductPage
from promo.portals.keepers import keeps_any, kept_q


class KeptReport(SafeExport, ReportView):
    """A report of what the person keeps. Its columns are those of the file, too."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not keeps_any(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def list_export(self) -> list[str]:
        return [one.name for one in self.columns]

    @property
    def export_headings(self) -> dict[str, Any]:
        return {one.name: one.label for one in self.columns}

    def to_row_dict(self, item: Any) -> "OrderedDict[str, Any]":
        return OrderedDict((one.name, one.get_value(item)) for one in self.columns)

    @property
    def no_results_message(self) -> Any:
        return self.nothing_found

    nothing_found: Any = ""


def edit_url(page: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page])


# --- Certificates ------------------------------------------------------------------------------


def ending_products(user: Any) -> QuerySet[ProductPage]:
    """Public products of the person's portals whose stars have ended or end within WARNING_DAYS, the first to end first."""
    longest = Certificate.objects.filter(product=OuterRef("pk")).order_by(
        F("expires_on").desc(nulls_last=True), "-issued_on", "-stars"
    )
    return (
        ProductPage.objects.filter(kept_q(user), ends_soon_q(), live=True)
        .annotate(
            decision=Subquery(longest.values("decision_number")[:1]),
            maker_name=F(f"enterprise__{column('title', SOURCE)}"),
        )
        .only("path", "depth", column("title", SOURCE), "stars", "stars_until")
        .order_by("stars_until", column("title", SOURCE), "pk")
    )


def ends_words(product: ProductPage) -> str:
    days = (product.stars_until - timezone.localdate()).days
    if days < 0:
        return ngettext("ended %(count)s day ago", "ended %(count)s days ago", -days) % {"count": -days}
    if days == 0:
        return gettext("ends today")
    return ngettext("ends in %(count)s day", "ends in %(count)s days", days) % {"count": days}


def portal_name(page: Any) -> str:
    portal = portal_of(page)
    return str(portal.full_name) if portal else ""


class EndingFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("ended", _("ended: stars no longer shown")), ("soon", _("ends within 90 days"))],
        method="by_state",
        empty_label=_("All"),
    )

    class Meta:
        model = ProductPage
        fields: list[str] = []

    @staticmethod
    def by_state(queryset: QuerySet, _name: str, value: str) -> QuerySet:
        ended = Q(stars_until__lt=timezone.localdate())
        return queryset.filter(ended if value == "ended" else ~ended)


class CertificatesReport(KeptReport):
    page_title = _("OCOP certificates that end")
    header_icon = "date"
    model = ProductPage
    filterset_class = EndingFilter
    index_url_name = "ocop_certificates"
    index_results_url_name = "ocop_certificates_results"
    export_filename = "ocop-certificates"
    nothing_found = _("No certificate has ended or ends within 90 days.")
    columns = [
        TitleColumn(
            "product",
            label=_("Product"),
            accessor=column("title", SOURCE),
            get_url=lambda product: edit_url(product.pk),
        ),
        Column("stars", label=_("Stars"), accessor=lambda product: "★" * product.stars),
        Column("until", label=_("In force until"), accessor="stars_until"),
        Column("state", label=_("State"), accessor=ends_words),
        Column("decision", label=_("Decision")),
        Column("maker", label=_("Made by"), accessor=lambda product: product.maker_name or ""),
        Column("portal", label=_("Portal"), accessor=portal_name),
    ]

    def get_queryset(self) -> QuerySet:
        return ending_products(self.request.user)


# --- Links -------------------------------------------------------------------------------------


def kept_links(user: Any) -> QuerySet[CheckedLink]:
    return (
        CheckedLink.objects.filter(kept_q(user, "page__"))
        .annotate(page_title=F(f"page__{column('title', SOURCE)}"))
        .order_by(F("failing_since").asc(nulls_last=True), "-problem", "url", "pk")
    )


def link_state(link: CheckedLink) -> str:
    if link.failing_since:
        return gettext("does not answer")
    return gettext("look yourself") if link.problem else gettext("answers")


class LinkFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            ("failing", _("does not answer")),
            ("unclear", _("look yourself")),
            ("well", _("answers")),
        ],
        method="by_state",
        empty_label=_("All"),
    )

    class Meta:
        model = CheckedLink
        fields: list[str] = []

    @staticmethod
    def by_state(queryset: QuerySet, _name: str, value: str) -> QuerySet:
        if value == "failing":
            return queryset.exclude(failing_since=None)
        return queryset.filter(failing_since=None).filter(~Q(problem="") if value == "unclear" else Q(problem=""))


class LinksReport(KeptReport):
    page_title = _("Links to other websites")
    header_icon = "link-external"
    model = CheckedLink
    filterset_class = LinkFilter
    index_url_name = "outward_links"
    index_results_url_name = "outward_links_results"
    export_filename = "links"
    nothing_found = _("No link has been checked yet, or none fits the filter. The command check_links asks them all.")
    columns = [
        TitleColumn("page", label=_("Page"), accessor="page_title", get_url=lambda link: edit_url(link.page_id)),
        Column("address", label=_("Address"), accessor="url"),
        Column("state", label=_("State"), accessor=link_state),
        Column("problem", label=_("Problem")),
        Column("since", label=_("Failing since"), accessor=lambda link: _day(link.failing_since)),
        Column("checked", label=_("Checked on"), accessor=lambda link: _day(link.checked_at)),
    ]

    def get_queryset(self) -> QuerySet:
        return kept_links(self.request.user)


def _day(moment: Any) -> Any:
    return timezone.localtime(moment).date() if moment else ""


# --- What waits --------------------------------------------------------------------------------


def waiting(user: Any) -> dict[str, int]:
    """How many certificates have ended or end soon, and how many links fail, of the person's portals; two queries."""
    today = timezone.localdate()
    ended = Q(stars_until__lt=today)
    counts = ProductPage.objects.filter(
        kept_q(user), live=True, stars_until__lte=today + timedelta(days=WARNING_DAYS)
    ).aggregate(ended=Count("pk", filter=ended), soon=Count("pk", filter=~ended))
    links = CheckedLink.objects.filter(kept_q(user, "page__")).exclude(failing_since=None).count()
    return {**counts, "links": links}
