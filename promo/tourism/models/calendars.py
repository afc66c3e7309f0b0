"""The calendar of a portal: months, what is coming, a year at a glance, feeds."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from promo.portals.models.pages import PARENTS, IntroducedPage
from promo.tourism.models.events import EventPage


class EventIndexPage(IntroducedPage):
    """All events its portal shows, wherever below the portal they stand."""

    template = "tourism/event_index_page.html"
    page_description = _("The calendar of festivals and events: by month and as a list, with feeds for calendars.")
    parent_page_types = PARENTS
    subpage_types = ["tourism.EventPage"]

    files: ClassVar[dict[str, str]] = {
        "calendar.ics": "feed",
        **{f"calendar-{kind}.ics": "feed" for kind in EventPage.Kind.values},
    }

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.tourism.calendar import calendar_context

        # Before the head, whose structured data names what is coming.
        shown = calendar_context(self, request)
        self.coming = shown["coming"]
        context = {**super().get_context(request, *args, **kwargs), **shown}
        if shown["unlisted"]:
            context["head"] = {**context["head"], "robots": "noindex"}
        return context

    # What the page lists, once `get_context` has read it.
    coming: ClassVar[list[dict[str, Any]]] = []

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        nodes = super().structured_data(request)
        if self.coming:
            nodes.append(
                {
                    "@type": "ItemList",
                    "name": self.title,
                    "numberOfItems": len(self.coming),
                    "itemListElement": [
                        {
                            "@type": "ListItem",
                            "position": number,
                            "name": item["title"],
                            "url": request.build_absolute_uri(item["url"]),
                        }
                        for number, item in enumerate(self.coming, 1)
                    ],
                }
            )
        return nodes

    def feed(self, request: HttpRequest) -> HttpResponse:
        """`calendar.ics`, or that of one kind: the name in the address says which."""
        from promo.tourism.ics import feed_response

        name = request.path_info.rpartition("/")[2]
        return feed_response(self, request, name.removesuffix(".ics").removeprefix("calendar").removeprefix("-"))
