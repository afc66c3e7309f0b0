"""Two officers, two portals: neither sees the other's enquiries or drafts, or touches them; nor do visitors."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from promo.core import versions
from promo.core.models import BasePage
from promo.languages.models import Original
from promo.leaflets import making
from promo.leaflets.drafts import Draft
from promo.leaflets.models import LeafletJob
from promo.leaflets.sources import draft_of
from promo.places.tiles import TILE_ZOOM
from tests.investment.two_portals import FINDABLE, Commune, make_two
from tests.investment.walking import addresses, crawled, filled, names_in, said, text_of
from tests.shared import shared_data
from tests.sheets.helpers import book, checked

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def two(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[tuple[Any, Commune, Commune]]:
    """(the province's portal, a commune's, another's); read and never changed."""
    with pytest.MonkeyPatch.context() as patch, override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media"))):
        patch.setattr(versions, "bump", versions._write)
        with shared_data(django_db_blocker):
            yield make_two()


@pytest.fixture
def mine(two: Any, db: Any) -> Commune:
    return two[1]  # type: ignore[no-any-return]


@pytest.fixture
def theirs(two: Any, db: Any) -> Commune:
    return two[2]  # type: ignore[no-any-return]


def signed_in(commune: Commune) -> Client:
    client = Client(HTTP_HOST=commune.host)
    client.force_login(commune.officer)
    return client


@pytest.fixture
def officer(mine: Commune) -> Client:
    return signed_in(mine)


def hidden_in(text: str, *communes: Commune) -> list[str]:
    return said(text, [one.secret for one in communes], [one.number for one in communes])


def writes(captured: Any) -> list[str]:
    """What was changed in the database, besides a visitor's own session and whether he edits."""
    found = [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    return [sql[:200] for sql in found if not any(table in sql for table in ("django_session", "editingsession"))]


def problems_of(
    client: Client, method: str, url: str, theirs: Commune, data: Any = None, *, refused: bool = False
) -> list[str]:
    """What is wrong with an answer; `refused`: also that it is one."""
    with CaptureQueriesContext(connection) as captured:
        response = getattr(client, method)(url, data)
        found = hidden_in(text_of(response), theirs) + writes(captured)
    if refused and response.status_code not in REFUSED:
        found.append("answered")
    return [f"{method} {url} {response.status_code}: {what}" for what in found]


# --- Addresses that name something of theirs ---------------------------------------------------

PAGES = tuple(
    f"admin/{name}/"
    for name in (
        "pages",
        "userbar",
        "choose-page",
        "translate",
        "api/main/^pages",
        "workflows/remove",
        "editing-sessions",
    )
)
# Each portal's own records, by where their addresses begin.
RECORDS = {
    "snippets/investment/incentive": ["incentive"],
    "snippets/portals/menu": ["menu"],
    "snippets/portals/notice": ["notice"],
    "snippets/languages/translation": ["translation project", "translation draft project"],
    "enquiries": ["enquiry new", "enquiry answered"],
    "sheets": ["batch uploaded", "batch checked", "batch done"],
    "images": ["image"],
    "api/main/^images": ["image"],
    "documents": ["document"],
    "api/main/^documents": ["document"],
}
# What all portals share, and what only administrators keep: nothing there is one portal's alone.
SHARED = (
    *(f"snippets/{where}{name}" for name in ("core/figure", "core/tag", "localities/administrativeunit",
      "languages/glossaryterm", "investment/exchangerate") for where in ("", "choose/")),
    *("collections", "workflows", "users", "groups", "sites", "settings", "password_reset", "tag-autocomplete"),
)  # fmt: skip
KEYS = ("pk", "batch_id", "image_id", "document_id", "doc_id", "collection_id", "task_id", "page_pk", "workflow_pk")
OTHERS = {
    "action_name": "publish",
    "kind_key": "projects",
    "kind": "page",
    "language": "en",
    "action": "publish",
    "filter_spec": "max-165x165",
    "content_type_app_name": "investment",
    "content_type_model_name": "projectpage",
    "app_label": "investment",
    "app_name": "investment",
    "model_name": "projectpage",
    "uploaded_file_id": 1,
    "session_id": 1,
    "workflow_state_id": 1,
    "task_state_id": 1,
    "revision_id": 1,
    "revision_id_a": "live",
    "revision_id_b": "latest",
    "uidb64": "MQ",
    "token": "1-1",
}
# They answer, and say nothing of what they were asked about; or list pages, of which they show one's own.
EMPTY = (
    *("userbar", "password_reset", "workflows/task_chooser", "editing-sessions/release"),
    *("pages/workflow/confirm_cancellation", "snippets/languages/translation/workflow/confirm_cancellation"),
    *("pages/usage", "pages/create", "tag-autocomplete", *SHARED),
)
REFUSED = (302, 400, 403, 404, 405)


def begins(route: str, names: Any) -> str:
    """Which of the names the route begins with; "" for none."""
    return next((name for name in names if route.startswith(f"admin/{name}/")), "")


def ways(route: str, theirs: Commune) -> Iterator[dict[str, Any]]:
    """Values for the names of a route, each time so that they lead to something of theirs."""
    words = {**OTHERS, "portal_id": theirs.home.pk}
    records = begins(route, RECORDS)
    if records:
        for name in RECORDS[records]:
            yield words | dict.fromkeys(KEYS, theirs.records[name].pk)
    elif begins(route, SHARED) and not route.startswith(PAGES):
        yield words | dict.fromkeys(KEYS, 1)
    elif route.startswith(PAGES):
        for name in ("changed", "draft project", "draft dataset", "index"):
            yield words | of_page(BasePage.objects.get(pk=theirs.pages[name].pk), theirs)
    else:
        yield words


def of_page(page: Any, theirs: Commune) -> dict[str, Any]:
    state = page.workflow_states.first()
    task = state.current_task_state if state else None
    names = ("page_id", "parent_page_id", "page_to_move_id", "page", "page_pk", "pk", "object_id", "key", "workflow_pk")
    return {
        **dict.fromkeys(names, page.pk),
        "destination_id": theirs.portal.pages["khu-cong-nghiep"].pk,
        "original": Original.objects.get(page=page).pk,
        "revision_id": page.latest_revision_id,
        **(
            {"workflow_state_id": state.pk, "task_state_id": task.pk, "task_id": task.task_id}
            if task
            else {"task_id": 1}
        ),
    }


def test_whatever_names_something_of_theirs_is_refused(officer: Client, theirs: Commune) -> None:
    """Opened and posted. An address that is added later is walked as well, or fails here by the name of its key."""
    problems: list[str] = []
    for route in addresses("admin/"):
        # Bulk actions have their keys in the query: see below.
        if not names_in(route) or begins(route, ["bulk"]):
            continue
        for words in ways(route, theirs):
            assert names_in(route) <= words.keys(), f"Say in this file what {names_in(route)} of {route} may be"
            url = filled(route, words)
            for method in ("get", "post"):
                problems += problems_of(officer, method, url, theirs, refused=not begins(route, EMPTY))
    # The list of projects is public: links may lead there.
    public = f"get /admin/choose-page/{theirs.pages['index'].pk}/ 200: answered"
    assert [one for one in problems if one != public] == []


def questions(url: str, commune: Commune) -> list[str]:
    """What somebody may ask of a list to see what is the commune's."""
    if "/api/" in url:
        return ["", f"?search={FINDABLE}", f"?child_of={commune.pages['index'].pk}&fields=*"]
    pages = [page.pk for page in commune.pages.values()]
    some = "&".join(f"id={key}" for key in pages)
    named = f"?q={FINDABLE}&portal={commune.home.pk}&page={pages[1]}&object_id={pages[1]}&multiple=1&{some}"
    if "choose" in url or url.endswith("results/"):
        return ["", named]
    return ["", named, "?export=xlsx"]


def lists() -> Iterator[str]:
    """Addresses that name nothing: lists, reports, forms, choosers."""
    left_out = ("logout", "failwhale", "sprite", "jsi18n", "login", "password_reset", "test404", ".*")
    for route in addresses("admin/"):
        if not names_in(route) and not any(word in route for word in left_out):
            yield filled(route, {})


def test_no_list_shows_anything_of_theirs(officer: Client, theirs: Commune) -> None:
    problems: list[str] = []
    for url in lists():
        for question in questions(url, theirs):
            response = officer.get(url + question)
            problems += [f"{url}{question}: {what}" for what in hidden_in(text_of(response), theirs)]
            if response.status_code != 200:
                break
    assert problems == []


def test_the_walk_sees_what_there_is(theirs: Commune) -> None:
    """Their own officer finds in the same places what another one must not."""
    own = signed_in(theirs)
    for url in (
        "/admin/",
        "/admin/api/main/pages/",
        "/admin/api/main/images/",
        "/admin/api/main/documents/",
        "/admin/pages/search/",
        "/admin/choose-page/search/",
        "/admin/choose-page/chosen-multiple/",
        "/admin/enquiries/",
        "/admin/sheets/",
        "/admin/translate/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/reports/locked/",
        "/admin/reports/workflow/",
        "/admin/reports/site-history/",
        "/admin/reports/page-types-usage/",
        "/admin/snippets/investment/incentive/",
    ):
        assert any(hidden_in(text_of(own.get(url + one)), theirs) for one in questions(url, theirs)), url


# --- What is posted by hand --------------------------------------------------------------------


@pytest.mark.parametrize("model", ["basepage", "portalimage", "portaldocument"])
def test_actions_on_many_leave_theirs_out(officer: Client, mine: Commune, theirs: Commune, model: str) -> None:
    """Also named beside one's own, or as all there are."""
    own = {"basepage": mine.pages["draft article"], "portalimage": mine.records["image"]}.get(
        model, mine.records["document"]
    )
    others = [page.pk for page in theirs.pages.values()] if model == "basepage" else []
    others = others or [theirs.records["image" if model == "portalimage" else "document"].pk]
    some = "&".join(f"id={key}" for key in others)
    problems: list[str] = []
    for action in ("delete", "move", "publish", "unpublish", "add_tags", "add_to_collection"):
        url = f"/admin/bulk/core/{model}/{action}/?next=/admin/"
        for method in ("get", "post"):
            problems += problems_of(officer, method, f"{url}&{some}", theirs)
        for question in (f"&{some}&id={own.pk}", "&id=all", f"&id=all&childOf={theirs.pages['index'].pk}",
                         f"&id=all&q={FINDABLE}"):  # fmt: skip
            problems += problems_of(officer, "get", url + question, theirs)
    assert problems == []
    assert mine.secret in text_of(officer.get(f"/admin/bulk/core/{model}/delete/?id={own.pk}"))


def test_a_draft_of_theirs_that_is_named_in_a_form_stays_unknown(
    officer: Client, mine: Commune, theirs: Commune
) -> None:
    """Its key is a number that anybody can guess."""
    own, url = mine.pages["project"], f"/admin/pages/{mine.pages['project'].pk}/edit/"
    fields = {field.name: field.value() for field in officer.get(url).context["form"]}
    plain = {name: value for name, value in fields.items() if isinstance(value, str | int | float)}
    counts = {"body_vi-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    response = officer.post(url, {**plain, **counts, "park": theirs.pages["draft park"].pk})
    assert response.status_code == 302, response.context["form"].errors
    for address in (url, f"/admin/pages/{own.pk}/view_draft/", f"/admin/pages/{own.pk}/history/"):
        assert problems_of(officer, "get", address, theirs) == []
    for key in (theirs.pages["draft project"].pk, theirs.pages["changed"].pk):
        for place in (f"{own.pk}/move/", f"{own.pk}/copy/"):
            data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": key}
            assert problems_of(officer, "post", f"/admin/pages/{place}", theirs, data) == []


def test_nothing_is_put_among_theirs(officer: Client, mine: Commune, theirs: Commune) -> None:
    own, index = mine.pages["project"].pk, theirs.pages["index"].pk
    copy = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": index}
    rule = {"portal": theirs.home.pk, "name_vi": "a", "text_vi": "a", "kind": "land", "legal_basis_vi": "a", "key": "a"}
    originals = [one.pk for one in Original.objects.filter(page__path__startswith=theirs.home.path)]
    desk = {"original": originals, "language": "en", "action": "publish", "portal": theirs.home.pk, "format": "xlsx"}
    for url, data in (
        (f"/admin/pages/{own}/move/{index}/confirm/", {}),
        (f"/admin/pages/{own}/copy/", copy),
        (f"/admin/api/main/pages/{own}/action/copy/", {"destination_page_id": index}),
        (f"/admin/api/main/pages/{own}/action/move/", {"destination_page_id": index}),
        (f"/admin/pages/add/investment/projectpage/{index}/", {"title_vi": "a", "slug": "a"}),
        ("/admin/snippets/investment/incentive/add/", rule),
        (reverse("translation_bulk"), desk),
        (reverse("translation_export"), desk),
        (reverse("sheets_new", args=[theirs.home.pk, "projects"]), {}),
    ):
        assert problems_of(officer, "post", url, theirs, data) == [], url


def test_an_import_finds_nothing_of_theirs(officer: Client, mine: Commune, theirs: Commune) -> None:
    """Neither by their codes nor by the names of their parks: it makes new projects, or says that there is none."""
    code, park = theirs.pages["draft project"].code, theirs.pages["draft park"].title_vi
    sheet = book(("Mã", "Tên dự án", "Khu công nghiệp"), (code, "Mới", ""), ("m-2", "Mới nữa", park))
    batch = checked(mine.home, mine.officer, sheet, kind="projects")
    states = {row["title"]: (row["state"], row["page"]) for row in batch.report["rows"]}
    assert (states["Mới"], states["Mới nữa"]) == (("new", None), ("wrong", None))
    assert theirs.number not in str(batch.report)


def test_one_persons_enquiries_elsewhere_are_neither_found_nor_erased(officer: Client, theirs: Commune) -> None:
    for action in ("find", "text", "json", "erase"):
        with CaptureQueriesContext(connection) as captured:
            response = officer.post(
                reverse("enquiries_person"), {"email": f"{theirs.secret}@example.vn", "action": action}
            )
        # Nothing but the address that was asked for.
        assert hidden_in(text_of(response).replace(f"{theirs.secret}@example.vn", ""), theirs) == []
        assert not [sql for sql in writes(captured) if "enquir" in sql]
    assert theirs.home.portal_enquiries.count() == 2


# --- Visitors ----------------------------------------------------------------------------------

FILES = ("projects.xlsx", "projects.csv", "projects-plain.csv", "projects.json", "projects.geojson")
PAPERS = ("projects.pdf", "investor-pack.pdf", "leaflet.pdf")


@pytest.fixture
def printed(monkeypatch: Any) -> list[str]:
    """What goes into PDFs: their letters are not to be read back from a subset of a font."""
    pages: list[str] = []

    def pdf(draft: Draft, *args: Any) -> bytes:
        pages.append(draft.html())
        return b"%PDF-1.7"

    monkeypatch.setattr(Draft, "pdf", pdf)
    return pages


STARTS = ("/", "/vi/", "/sitemap.xml", "/robots.txt", "/catalogue.ttl", "/catalogue.jsonld")


def tiles_of(pages: list[Any]) -> set[str]:
    """Those of the map's outlines in which the pages' places lie."""
    places = [(page.latitude, page.longitude) for page in pages if getattr(page, "latitude", None)]
    side = 2**TILE_ZOOM
    return {
        f"{int((east + 180) / 360 * side)}/{int((1 - math.asinh(math.tan(math.radians(north))) / math.pi) / 2 * side)}"
        for north, east in places
    }


def files_below(home: Any, host: str) -> Iterator[str]:
    """Addresses of all files beside the portal's public pages, also of those no link leads to, as on a map."""
    for page in BasePage.objects.filter(path__startswith=home.path).live_in("vi").specific():
        for name in page.all_files():
            yield page.full_url_in("vi").replace(f"http://{host}", "") + name


def finish(client: Client, printed: list[str]) -> str:
    """The worker's turn: what it prints."""
    printed.clear()
    for job in LeafletJob.objects.filter(state=LeafletJob.State.WAITING):
        making.run(job.key, draft_of)
    assert not LeafletJob.objects.exclude(state=LeafletJob.State.DONE).exists()
    paper, printed[:] = "".join(printed), []
    return paper


def test_visitors_who_follow_all_links_meet_no_draft(
    two: Any, mine: Commune, theirs: Commune, printed: list[str]
) -> None:
    """And on one commune's portal no project of the other's; the province shows both."""
    for host, home, here, elsewhere in (
        (mine.host, mine.home, [mine], [theirs]),
        (theirs.host, theirs.home, [theirs], [mine]),
        ("tinh.testserver", two[0], [mine, theirs], []),
    ):
        named: set[str] = set()
        files = set(files_below(home, host))
        # Once in English, too: the words are Vietnamese, the files the same.
        for url, response, text in crawled(host, [*STARTS, *files], left_out="" if here == [theirs] else "/en/"):
            text, printed[:] = text + "".join(printed), []
            assert response.status_code < 400 or url in files, url
            assert hidden_in(text, mine, theirs) == [], (host, url)
            assert said(text, [one.public for one in elsewhere], []) == [], (host, url)
            if all(one.public in text for one in here):
                named.add(url.partition("?")[0].rpartition("/")[2] or response.headers.get("Content-Type", "")[:9])
        paper = finish(Client(HTTP_HOST=host), printed)
        assert hidden_in(paper, mine, theirs) == []
        assert said(paper, [one.public for one in elsewhere], []) == []
        assert all(one.public in paper for one in here)
        assert named >= {*FILES, "map.geojson", "projects.pdf", "text/html"}, host
        if host != "tinh.testserver":
            assert named >= {"sitemap.xml", "catalogue.ttl", "catalogue.jsonld", "version.csv", "leaflet.pdf"}, host


def test_visitors_who_guess_keys_and_names_meet_no_draft(
    two: Any, mine: Commune, theirs: Commune, printed: list[str]
) -> None:
    hidden, index, listed = theirs.hidden_pages(), theirs.pages["index"], theirs.pages["changed"].pk
    chosen = "&".join(f"chosen={page.pk}" for page in hidden)
    compared = "&".join(f"compare={page.pk}" for page in hidden)
    picked = "&".join(f"p={page.translation_key}" for page in hidden)
    for host, languages in ((mine.host, ["vi"]), (theirs.host, ["vi", "en"]), ("tinh.testserver", ["vi"])):
        client = Client(HTTP_HOST=host)
        for language in languages:
            lists = [index, mine.pages["index"], BasePage.objects.get(pk=two[0].pk)]
            paths = {f"/{page.full_url_in(language).split('/', 3)[3]}" for page in lists}
            queries = ["", f"?{chosen}", f"?{compared}", f"?{compared}&compare={listed}", f"?q={FINDABLE}",
                       f"?park={theirs.pages['draft park'].pk}", f"?sort=-area&{chosen}", f"?compare=chosen&{chosen}"]  # fmt: skip
            files = [f"{name}?only=chosen&{chosen}" for name in (*FILES, *PAPERS)]
            files += [f"{name}?park={theirs.pages['draft park'].pk}" for name in FILES]
            urls = [path + query for path in paths for query in (*queries, *files)]
            urls += [f"{path}popup.html?place={page.pk}" for path in paths for page in hidden]
            urls += [f"{path}outlines.geojson?tile={tile}" for path in paths for tile in tiles_of(hidden)]
            urls += [f"/id/{page.translation_key}/" for page in hidden]
            urls += [f"/enquiry/{language}/{page.translation_key}/" for page in hidden]
            urls += [f"/leaflets/{language}/?{picked}"]
            for url in urls:
                text = text_of(client.get(url)) + "".join(printed)
                assert hidden_in(text, theirs) == [], (host, url)
            for page in hidden:
                path = f"/{page.full_url_in(language).split('/', 3)[3]}"
                assert client.get(path).status_code == client.get(f"{path}leaflet.pdf").status_code == 404
            text = text_of(client.get(f"/{index.full_url_in(language).split('/', 3)[3]}?q={theirs.secret}"))
            assert FINDABLE not in text
            sent = client.post(f"/leaflets/{language}/", {"p": [str(page.translation_key) for page in hidden]})
            assert sent.status_code == 422 and hidden_in(text_of(sent), theirs) == []
        assert hidden_in(finish(client, printed), theirs) == []
        job = theirs.records["job"]
        for url in (f"/leaflets/vi/{job.key}/", f"/leaflets/vi/{job.key}/file.pdf"):
            assert client.get(url).status_code == (200 if host == theirs.host else 404)
        for batch in ("batch uploaded", "batch done"):
            assert client.get(f"/media/{theirs.records[batch].file.name}").status_code == 404
        assert client.get(f"/media/{job.file.name}").status_code == 404
        assert client.get("/admin/").status_code == client.get("/admin/api/main/pages/").status_code == 302


def test_every_public_address_is_known_to_the_walk() -> None:
    """One that is added has to be tried above, and its beginning named here."""
    known = ("documents/", "id/", "theme/", "sitemap.xml", "robots.txt", "catalogue.", "health/", "favicon.ico", "^media/",
             "enquiry/", "leaflets/", "^(?P<language>")  # fmt: skip
    assert [route for route in addresses() if route and not route.startswith(("admin/", *known))] == []
