"""The board: a portal's pages and records by languages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from promo.languages import access, machine
from promo.languages.board import SHARED, Board
from promo.portals.models import HomePage


def portal_choices(user: Any) -> list[tuple[str, str, HomePage | None]]:
    """(key, name, portal) of each board he may open, "shared data" last."""
    portals = access.translatable_portals(user).only("pk", "path", "depth", "owner", "title_vi", "languages")
    choices: list[tuple[str, str, HomePage | None]] = [(str(home.pk), home.title_vi, home) for home in portals]
    if user.is_superuser or access.visible_originals(user, None).exists():
        choices.append((SHARED, _("Shared data"), None))
    return choices


def board_of(user: Any, data: Any, choices: list[tuple[str, str, HomePage | None]]) -> Board:
    """The board that an address's parameters mean. Raises Http404 for a portal that is not his, PermissionDenied."""
    if not choices:
        raise PermissionDenied
    wanted = data.get("portal") or choices[0][0]
    for key, _name, portal in choices:
        if key == wanted:
            return Board(user, portal, data)
    raise Http404


def board(request: HttpRequest) -> HttpResponse:
    choices = portal_choices(request.user)
    board = board_of(request.user, request.GET, choices)
    chosen = str(board.portal.pk) if board.portal else SHARED
    page = board.page
    context = {
        "board": board,
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "query": board.query(),
        "unfiltered": board.query(**dict.fromkeys(board.values, "")),
        "portal_key": chosen,
        "portal_choices": [
            (key, name, depth) for (key, name, _portal), depth in zip(choices, _depths(choices), strict=True)
        ],
        "has_machine": machine.engine() is not None,
        "page_title": _("Translations"),
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Translations")},
        ],
    }
    return TemplateResponse(request, "languages/board.html", context)


def _depths(choices: list[tuple[str, str, HomePage | None]]) -> list[str]:
    """How far to set each portal in: those below another one stand under it."""
    paths: list[str] = []
    made = []
    for _key, _name, portal in choices:
        above = [path for path in paths if portal is not None and portal.path.startswith(path)]
        made.append("\u2003" * len(above))
        if portal is not None:
            paths.append(portal.path)
    return made
