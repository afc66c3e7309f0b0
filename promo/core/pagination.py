"""The pager of a list: which page is asked for, and its links."""

import re
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404

_PAGE_NUMBER = re.compile(r"\A[1-9][0-9]{0,5}\Z")


class CountedPaginator(Paginator):
    """A paginator that is told how many there are."""

    def __init__(self, object_list: Any, per_page: int, count: int) -> None:
        super().__init__(object_list, per_page)
        self.count = count


def asked_page(paginator: Paginator, number: str) -> Page:
    """The page of that number, as the query string has it.

    A page that is not there is a 404, not the last page again: search engines would index both. Each has one
    spelling ("2", not "02" or "２"), or the page cache would fill with copies.
    """
    if not _PAGE_NUMBER.match(number) or int(number) > paginator.num_pages:
        raise Http404
    return paginator.page(int(number))


def page_links(page: Page, url: str) -> dict[str, Any]:
    """Links of a pager below a list at `url`, which may have a query; page one has the plain address."""

    def address(number: int) -> str:
        return url if number == 1 else f"{url}{'&' if '?' in url else '?'}page={number}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "number": page.number,
        "num_pages": page.paginator.num_pages,
        "count": page.paginator.count,
        "previous_url": address(page.previous_page_number()) if page.has_previous() else "",
        "next_url": address(page.next_page_number()) if page.has_next() else "",
        "pages": [
            {
                "number": number,
                "url": address(number) if isinstance(number, int) else "",
                "current": number == page.number,
            }
            for number in shown
        ],
    }
