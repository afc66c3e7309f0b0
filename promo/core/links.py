"""Links between pages in rich text."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler as WagtailPageLinkHandler

from promo.core.languages import CODES, column, public_language
from promo.core.models import BasePage


class PageLinkHandler(WagtailPageLinkHandler):
    """Links in rich text lead to the reader's language; all of one text cost one query."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        columns = [column("public_path", code) for code in CODES]
        # A link whose page cannot even be a page is none; it must not take the whole text down.
        keys = [attrs.get("id") for attrs in attrs_list if str(attrs.get("id")).isdecimal()]
        pages = {str(page.pk): page for page in BasePage.objects.filter(pk__in=keys, live=True).only("path", *columns)}
        found = [pages.get(str(attrs.get("id"))) for attrs in attrs_list]
        return [f'<a href="{escape(page.url_in(public_language()) or "")}">' if page else "<a>" for page in found]
