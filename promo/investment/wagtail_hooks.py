"""Incentives and exchange rates in the admin. An incentive belongs to a portal, and only its people see it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets as views

from promo.core.others_views import NoChooser
from promo.investment.models import ExchangeRate, Incentive
from promo.portals.keepers import kept_portal_keys, kept_portals, kept_q


def keeps(user: Any, incentive: Incentive) -> bool:
    keys = kept_portal_keys(user)
    return keys is None or incentive.portal_id in keys  # type: ignore[attr-defined]


class KeepersPolicy(ModelPermissionPolicy):
    """Whoever keeps a portal as a whole keeps its incentives."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return kept_portal_keys(user) != []

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return self.user_has_permission(user, "change")

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return keeps(user, instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return keeps(user, instance)


class KeptObject:
    """For views of one incentive: another portal's is as if it were not there."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not keeps(self.request.user, found):  # type: ignore[attr-defined]
            raise Http404
        return found


class IncentiveEdit(KeptObject, views.EditView):
    pass


class IncentiveCopy(KeptObject, views.CopyView):
    pass


class IncentiveDelete(KeptObject, views.DeleteView):
    pass


class IncentiveHistory(KeptObject, views.HistoryView):
    pass


class IncentiveUsage(KeptObject, views.UsageView):
    pass


class IncentiveForm(WagtailAdminModelForm):
    """Offers the portals that the editor keeps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        portal = self.fields.get("portal")
        if isinstance(portal, forms.ModelChoiceField):
            portal.queryset = kept_portals(self.for_user)


Incentive.base_form_class = IncentiveForm  # type: ignore[attr-defined]


class IncentiveViewSet(views.SnippetViewSet):
    model = Incentive
    icon = "pick"
    menu_label = _("Incentives")
    list_display = ["name_vi", "kind", "portal", "valid_from", "valid_to"]
    list_filter = ["kind", "place"]
    edit_view_class = IncentiveEdit
    copy_view_class = IncentiveCopy
    delete_view_class = IncentiveDelete
    history_view_class = IncentiveHistory
    usage_view_class = IncentiveUsage
    chooser_viewset_class = NoChooser

    def get_queryset(self, request: HttpRequest) -> QuerySet[Incentive]:
        return Incentive.objects.filter(kept_q(request.user, "portal__")).select_related("portal")


class ExchangeRateViewSet(views.SnippetViewSet):
    model = ExchangeRate
    icon = "resubmit"
    menu_label = _("Exchange rates")
    list_display = ["day", "vnd", "source_vi"]


class InvestmentRecords(views.SnippetViewSetGroup):
    menu_label = _("Investment")
    menu_icon = "decimal"
    menu_order = 330
    items = (IncentiveViewSet, ExchangeRateViewSet)


register_permission_policy(Incentive, KeepersPolicy(Incentive))
register_snippet(InvestmentRecords)
