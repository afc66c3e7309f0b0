"""Pages written by the hundred leave what Wagtail's own `add_child`, `save_revision` and `publish` leave."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import PageLogEntry, ReferenceIndex, Revision

from promo.catalogue.models import Listed
from promo.core.languages import in_source
from promo.core.models import BasePage
from promo.languages.models import Original, Translation
from promo.ocop.models import Certificate, ProductPage
from promo.places.models import Place
from promo.sheets.pages import Pages
from promo.tourism.models import DestinationPage
from tests.factories import DestinationPageFactory, EnterprisePageFactory

# Of one page and not of another, or of the moment. What a revision says of `live` and the like is never read.
_OWN = {
    "id",
    "pk",
    "path",
    "slug",
    "url_path",
    "basepage_ptr",
    "translation_key",
    "page",
    "original",
    "object_id",
    "product",
    "key",
}
_STATE = {"live", "has_unpublished_changes", "draft_title", "latest_revision", "live_revision", "numchild"}
_KINDS = (Listed, Place, Original, Translation)


def _plain(row: Any) -> dict[str, Any]:
    found = {}
    for one in row._meta.concrete_fields:
        if one.name in _OWN or one.name.startswith(("public_path", "path_key", "local_slug")):
            continue
        value = getattr(row, one.attname)
        # Moments and keys of revisions: whether there is one.
        is_moment = "Date" in type(one).__name__ and "Time" in type(one).__name__
        found[one.name] = bool(value) if is_moment or one.name.endswith("_revision") else str(value)
    return found


def _content(revision: Revision) -> dict[str, Any]:
    skipped = {*_OWN, *_STATE, "first_published_at", "last_published_at", "latest_revision_created_at"}
    skipped |= {"local_slug_vi", "published_at_vi"}
    found = {name: value for name, value in revision.content.items() if name not in skipped}
    for child in found.get("certificates", []):
        child["pk"] = child["product"] = None
    return found


def all_of(page: Any) -> dict[str, Any]:
    """Everything in the database that is about a page."""
    page = BasePage.objects.get(pk=page.pk).specific
    revisions = list(Revision.objects.for_instance(page).order_by("created_at", "pk"))
    numbers = {revision.pk: number for number, revision in enumerate(revisions)}
    original = Original.objects.get(page_id=page.pk)
    rows = {
        "page": [page],
        "listed": Listed.objects.filter(page_id=page.pk),
        "place": Place.objects.filter(page_id=page.pk),
        "original": [original],
        "translations": original.translations.order_by("language"),
        "certificates": Certificate.objects.filter(product_id=page.pk).order_by("pk"),
    }
    return {
        **{name: [_plain(row) for row in found] for name, found in rows.items()},
        "revisions": [_content(revision) for revision in revisions],
        "of revisions": [
            (one.object_str, one.user_id, one.content_type_id, one.base_content_type_id) for one in revisions
        ],
        "pointers": (numbers.get(page.latest_revision_id), numbers.get(page.live_revision_id)),
        "log": [
            (one.action, one.label, one.user_id, one.content_changed, sorted(one.data), numbers.get(one.revision_id))
            for one in PageLogEntry.objects.filter(page=page.pk).order_by("timestamp", "pk")
        ],
        "references": ReferenceIndex.get_references_for_object(page).count(),
        "searched": list(page.index_entries.values_list("title", "body")) if hasattr(page, "index_entries") else [],
        "siblings": page.get_parent().numchild == page.get_parent().get_children().count(),
    }


@pytest.fixture
def shelf(lists: Any, ocop: None, administrator: Any) -> Callable[..., Pages]:
    def of(model: Any, name: str) -> Pages:
        pages = Pages(model, lists[name], administrator)
        pages.lock()
        return pages

    return of


def _values(name: str) -> dict[str, Any]:
    return {"title_vi": name, "code": "", "phone": "1", "latitude": 20.8, "longitude": 105.9, "owner_id": None}


@pytest.mark.parametrize("publish", [True, False])
def test_a_new_page(lists: Any, ocop: None, administrator: Any, shelf: Any, publish: bool) -> None:
    maker = EnterprisePageFactory(parent=lists["enterprises"], title="Hợp tác xã")

    def made() -> Any:
        page = ProductPage(title_vi="Nhãn lồng", enterprise=maker, owner=administrator, live=False)
        page.certificates = [Certificate(stars=4, decision_number="1/QĐ", issuer="UBND", issued_on=date(2026, 1, 1))]
        return page

    with in_source():
        theirs = lists["products"].add_child(instance=made())
        revision = theirs.save_revision(user=administrator, log_action=True, clean=False)
        if publish:
            revision.publish(user=administrator)
        ours, pages = made(), shelf(ProductPage, "products")
        pages.add(ours, publish=publish)
        pages.finish()
    assert all_of(ours) == all_of(theirs)
    # Addresses follow each other as they always do.
    assert (theirs.slug, ours.slug) == ("nhan-long", "nhan-long-2")
    ours = ProductPage.objects.get(pk=ours.pk)
    assert ours.url_path == f"{lists['products'].url_path}nhan-long-2/" and ours.path > theirs.path
    assert ours.live is publish and ours.public_path_vi.endswith("/nhan-long-2/")


@pytest.mark.parametrize("drafted", [True, False])
@pytest.mark.parametrize("publish", [True, False])
def test_a_page_that_is_there(lists: Any, administrator: Any, shelf: Any, publish: bool, drafted: bool) -> None:
    theirs, ours = (
        DestinationPageFactory(parent=lists["destinations"], title="Đền", slug=one, phone="1") for one in "ab"
    )
    with in_source():
        for page in (theirs, ours):
            page.save_revision(user=administrator, clean=False).publish(user=administrator)
            if drafted:
                page = DestinationPage.objects.get(pk=page.pk)
                page.ticket_vi = "Miễn phí"
                page.save_revision(user=administrator)
        page = DestinationPage.objects.get(pk=theirs.pk).get_latest_revision_as_object()
        page.title_vi, page.phone = "Đền mới", "2"
        revision = page.save_revision(user=administrator, log_action=True)
        if publish:
            revision.publish(user=administrator)

        pages = shelf(DestinationPage, "destinations")
        held = pages.hold([ours.pk])[ours.pk]
        held.draft.title_vi, held.draft.phone = "Đền mới", "2"
        pages.revise(held, {"title_vi", "phone"}, publish=publish)
        pages.finish()
    assert all_of(ours) == all_of(theirs)
    assert DestinationPage.objects.get(pk=ours.pk).title_vi == ("Đền mới" if publish else "Đền")


def test_a_page_without_a_revision_gets_one_of_what_was_public(lists: Any, administrator: Any, shelf: Any) -> None:
    page = DestinationPageFactory(parent=lists["destinations"], title="Đền", phone="1")
    assert page.live_revision_id is None
    with in_source():
        pages = shelf(DestinationPage, "destinations")
        held = pages.hold([page.pk])[page.pk]
        held.draft.phone = "2"
        pages.revise(held, {"phone"}, publish=True)
        pages.finish()
    before, after = Revision.objects.for_instance(page).order_by("pk")
    assert (before.content["phone"], after.content["phone"]) == ("1", "2")
    assert held.latest_before == held.live_before == before.pk


def test_an_address_that_another_language_has_is_refused(lists: Any, shelf: Any) -> None:
    other = DestinationPageFactory(parent=lists["destinations"], title="Chùa", en="Pagoda")
    assert other.local_slug_en == "pagoda"
    pages = shelf(DestinationPage, "destinations")
    with pytest.raises(ValidationError), in_source(), transaction.atomic():
        pages.add(DestinationPage(title_vi="Pagoda"), publish=True)


def test_queries_do_not_grow_with_what_is_written_together(
    lists: Any, administrator: Any, shelf: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with in_source():
        pages = shelf(DestinationPage, "destinations")
        counts = []
        for number in (2, 12):
            for one in range(number):
                pages.add(DestinationPage(title_vi=f"Đền {number}-{one}"), publish=False)
            with CaptureQueriesContext(connection) as queries:
                pages.finish()
            counts.append(len(queries))
    assert counts[0] == counts[1] < 10
