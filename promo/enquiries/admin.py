"""Enquiries in Wagtail's admin: the list, and one with its question, its state and what was answered."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import django_filters
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from promo.core.exports import SafeExport
from promo.core.languages import NAMES, SOURCE, column, language_tag, speaking
from promo.core.portals import get_portal
from promo.enquiries import mail
from promo.enquiries.forms import country_name
from promo.enquiries.models import Enquiry
from promo.enquiries.rights import portal_keys, readable
from promo.portals.models import HomePage


class EnquiryForm(WagtailAdminModelForm):
    class Meta:
        model = Enquiry
        fields = ["state", "answer"]


# --- The list ----------------------------------------------------------------------------------


def portals_of(request: HttpRequest | None) -> QuerySet[HomePage]:
    portals = HomePage.objects.order_by("path").only("path", column("title", SOURCE), column("full_name", SOURCE))
    keys = portal_keys(request.user) if request else []
    return portals if keys is None else portals.filter(pk__in=keys)


class PortalFilter(django_filters.ModelChoiceFilter):
    """The portals the person reads the enquiries of."""

    @property
    def field(self) -> Any:
        field = super().field
        field.label_from_instance = lambda portal: getattr(portal, column("full_name", SOURCE))
        return field


class EnquiryFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[*Enquiry.State.choices, ("overdue", _("overdue"))],
        method="by_state",
        empty_label=_("All"),
    )
    portal = PortalFilter(label=_("Portal"), queryset=portals_of, empty_label=_("All"))

    class Meta:
        model = Enquiry
        fields: list[str] = []

    @staticmethod
    def by_state(queryset: Any, _name: str, value: str) -> QuerySet:
        return queryset.overdue() if value == "overdue" else queryset.filter(state=value)


def state_words(enquiry: Enquiry) -> str:
    return gettext("overdue") if enquiry.is_overdue else str(enquiry.get_state_display())


def received(enquiry: Enquiry) -> Any:
    return timezone.localtime(enquiry.created_at).replace(tzinfo=None)


def asker(enquiry: Enquiry) -> str:
    return ", ".join(filter(None, (enquiry.name, enquiry.organisation)))


class EnquiryList(SafeExport, generic.IndexView):
    search_fields = ("page_title", "name", "organisation", "email", "message")

    def get_base_queryset(self) -> QuerySet[Enquiry]:
        return readable(self.request.user)

    @cached_property
    def columns(self) -> list[Any]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("page_title", label=_("About"), get_url=self.get_edit_url, sort_key="page_title"),
            Column("asker", label=_("Who asks"), accessor=asker, sort_key="name"),
            Column("language", label=_("Language"), accessor=lambda one: NAMES.get(one.language, one.language)),
            Column("received", label=_("Received"), accessor=received, sort_key="created_at"),
            Column("answer_by", label=_("Answer by"), sort_key="answer_by"),
            Column("state", label=_("State"), accessor=state_words, sort_key="state"),
            Column("portal", label=_("Portal"), accessor=lambda one: get_portal(one.portal_id).full_name),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [
            *super().header_more_buttons,
            Button(_("Data of one person"), url=reverse("enquiries_person"), icon_name="user", priority=90),
        ]


# --- One enquiry -------------------------------------------------------------------------------


def subject_for(enquiry: Enquiry) -> str:
    """“Re: …” with the page's title in the language of the question."""
    page: Any = enquiry.page
    title = page.text_in("title", enquiry.language) if page is not None else ""
    return f"Re: {title or enquiry.page_title}"


def details(enquiry: Enquiry) -> list[tuple[Any, str]]:
    """What the visitor told of himself, besides the address and the question."""
    rows = [
        (_("Name"), enquiry.name),
        (_("Organisation"), enquiry.organisation),
        (_("Country"), country_name(enquiry.country)),
        (_("Telephone"), enquiry.phone),
        (_("Quantity"), enquiry.quantity),
        (_("Language"), NAMES.get(enquiry.language, enquiry.language)),
    ]
    return [(label, value) for label, value in rows if value]


class EnquiryEdit(generic.EditView):
    success_message = _("The enquiry is saved.")
    delete_item_label = _("Delete with all data")

    def get_queryset(self) -> QuerySet[Enquiry]:
        return readable(self.request.user).select_related("page", "portal", "handled_by")

    def save_instance(self) -> Any:
        if "state" in self.form.changed_data or "answer" in self.form.changed_data:
            done = self.form.instance.state != Enquiry.State.NEW
            self.form.instance.handled_by = self.request.user if done else None
            self.form.instance.handled_at = timezone.now() if done else None
        return super().save_instance()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        enquiry: Enquiry = self.object
        page: Any = enquiry.page
        with speaking(enquiry.language):
            greeting = {"subject": subject_for(enquiry)}
        return {
            **context,
            "enquiry": enquiry,
            "details": details(enquiry),
            "language": language_tag(enquiry.language),
            "answer_url": f"mailto:{quote(enquiry.email, safe='@')}?{urlencode(greeting, quote_via=quote)}",
            "page_url": (page.full_url_in(enquiry.language) or page.full_url_in(SOURCE)) if page is not None else "",
            "deleted_on": timezone.localdate(enquiry.created_at) + timedelta(days=settings.ENQUIRY_DAYS),
            "address": mail.address_for(enquiry),
            "mail_url": reverse("portal_enquiries:mail", args=[enquiry.pk]),
        }


class EnquiryDelete(generic.DeleteView):
    success_message = _("The enquiry and all it said of a person are deleted.")

    def get_queryset(self) -> QuerySet[Enquiry]:
        return readable(self.request.user)

    @property
    def confirmation_message(self) -> str:
        return gettext("Delete this enquiry with all it says of a person? It cannot be brought back.")


@require_POST
def mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try once more, at once: the answer is on the next page."""
    enquiry = get_object_or_404(readable(request.user).select_related("portal", "page"), pk=pk, mailed_at=None)
    address = mail.address_for(enquiry)
    if not address:
        messages.error(request, gettext("The portal has no e-mail address yet: give it one on its home page."))
    elif mail.send(enquiry):
        messages.success(request, gettext("Mailed to %(address)s.") % {"address": address})
    else:
        messages.error(request, gettext("It could not be mailed: %(problem)s") % {"problem": enquiry.mail_problem})
    return HttpResponseRedirect(reverse("portal_enquiries:edit", args=[pk]))


class EnquiryViewSet(ModelViewSet):
    model = Enquiry
    name = "portal_enquiries"
    url_prefix = "enquiries"
    icon = "mail"
    menu_label = _("Enquiries")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = EnquiryList
    edit_view_class = EnquiryEdit
    delete_view_class = EnquiryDelete
    filterset_class = EnquiryFilter
    list_export = [
        "page_title",
        "name",
        "organisation",
        "country",
        "email",
        "phone",
        "quantity",
        "message",
        "language",
        "created_at",
        "answer_by",
        "state",
        "answer",
        "handled_at",
    ]
    export_filename = "enquiries"
    edit_template_name = "enquiries/admin/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[EnquiryForm]:
        return EnquiryForm

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        # Nothing to tick in the form of a group: who reads them follows from his rights on the portal.
        return Permission.objects.none()

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Nobody adds one here, and what was changed when says nothing that matters.
        return super().get_common_view_kwargs(add_url_name=None, history_url_name=None, usage_url_name=None, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
            path("mail/<int:pk>/", mail_again, name="mail"),
        ]
