"""The pager's links."""

from typing import Any

from django.core.paginator import Page


def page_links(page: Page, url: str) -> dict[str, Any]:
    """Links of a pager below a list at `url`; page one has the plain address."""

    def address(number: int) -> str:
        return url if number == 1 else f"{url}?page={number}"

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
