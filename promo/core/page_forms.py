"""The edit form of every page."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms.pages import WagtailAdminPageForm

from promo.core import addresses


class PortalPageForm(WagtailAdminPageForm):
    def _post_clean(self) -> None:
        """A page that is not in the tree yet knows no parent by itself: ask for clashes below the one it will have."""
        super()._post_clean()
        if self.parent_page is not None and self.instance.pk is None and self.instance.slug:
            try:
                addresses.refuse_clash(self.instance, self.parent_page)
            except ValidationError as error:
                self.add_error(None, error)
