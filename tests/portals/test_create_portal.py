"""A new portal in one step: complete, or not at all."""

import json
import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site, Task, Workflow

from promo.core.languages import CODES, column
from promo.core.models import BasePage, PortalImage
from promo.investment.models import DatasetVersion
from promo.localities.models import AdministrativeUnit
from promo.portals import creation
from promo.portals.creation import NewPortal, create_portal, parse_host
from promo.portals.models import HomePage, Menu
from promo.portals.starter import LEGAL, SECTIONS
from tests.factories import ArticlePageFactory, PortalFactory, UnitFactory
from tests.shared import shared

pytestmark = pytest.mark.django_db

# A portal in all languages is made once for the tests that look at them: it takes its time.
FEW: dict[str, Any] = {"languages": ["vi", "en"], "asean": False}


@shared
def unit() -> AdministrativeUnit:
    return UnitFactory(
        code="12049", name_vi="Mễ Sở", full_name_vi="Xã Mễ Sở", name_en="Me So", full_name_en="Me So Commune"
    )


@shared
def below(province: Any) -> AdministrativeUnit:
    return UnitFactory(
        code="12049",
        name_vi="Mễ Sở",
        full_name_vi="Xã Mễ Sở",
        name_en="Me So",
        full_name_en="Me So Commune",
        parent=province.unit,
    )


@shared
def made(unit: AdministrativeUnit) -> NewPortal:
    """With everything there is, in every language."""
    return create_portal(unit, "me-so.example:8000", slug="me-so")


def everything() -> dict[str, int]:
    models = (
        BasePage,
        HomePage,
        Site,
        Menu,
        Group,
        Collection,
        Workflow,
        Task,
        GroupPagePermission,
        GroupCollectionPermission,
    )
    return {model.__name__: model.objects.count() for model in models}


# --- The complete set --------------------------------------------------------------------------


def test_pages_in_every_language(made: NewPortal) -> None:
    assert set(made.pages) == {*SECTIONS, *LEGAL, "asean"}
    pages = BasePage.objects.filter(path__startswith=made.home.path)
    assert pages.count() >= 1 + len(SECTIONS) + len(LEGAL) + 2
    for page in pages:
        assert page.live_languages == list(CODES), page
        assert not page.has_unpublished_changes
        for code in CODES:
            assert getattr(page, column("title", code)), (page, code)
        assert "{name}" not in str(
            [page.specific.text_in(field, code) for code in CODES for field in ("title", "search_description")]
        )
    assert pages.get(pk=made.pages["asean"].pk).get_children().count() >= 3
    home = HomePage.objects.get(pk=made.home.pk)
    assert (home.title_vi, home.full_name_vi, home.full_name_en, home.full_name_ja) == (
        "Mễ Sở", "Xã Mễ Sở", "Me So Commune", "Me So Commune",
    )  # fmt: skip
    assert [block.block_type for block in home.body_lo] == [block.block_type for block in home.body_vi]


def test_no_starter_text_still_has_a_hole_in_it(made: NewPortal) -> None:
    for page in BasePage.objects.filter(path__startswith=made.home.path).specific():
        for code in CODES:
            for field in ("title", "introduction", "body"):
                value = page.text_in(field, code) if hasattr(page, column(field, code)) else ""
                text = json.dumps(value.get_prep_value() if hasattr(value, "get_prep_value") else value)
                assert not re.search(r"\{[a-z_]+\}|TODO|FIXME|lorem", text), (page.slug, code, field)


def test_addresses_are_in_each_languages_words(made: NewPortal) -> None:
    section = BasePage.objects.get(pk=made.pages["tin-tuc"].pk)
    paths = [getattr(section, column("public_path", code)) for code in CODES]
    assert paths[0] == "/me-so/tin-tuc/"
    assert all(path.startswith("/me-so/") for path in paths)
    assert len(set(paths)) >= 5


def test_menus_lead_to_its_own_pages_in_every_language(made: NewPortal) -> None:
    assert set(made.home.menus.values_list("place", flat=True)) == {"header", "footer"}
    for menu in Menu.objects.filter(portal=made.home):
        assert menu.live
        ids = [[block.id for block in getattr(menu, column("items", code))] for code in CODES]
        assert all(found == ids[0] for found in ids), "the same ids in every language"
        assert ids[0]
    header = made.home.menus.get(place="header")
    for code in CODES:
        items = getattr(header, column("items", code))
        assert all(item.value["label"] for item in items)
        assert all(item.value["page"].path.startswith(made.home.path) for item in items)


def test_its_project_list_is_open_data_from_the_first_day(unit: AdministrativeUnit, client: Any) -> None:
    create_portal(unit, "me-so.example", languages=["vi", "zh-hans"], asean=False)
    page = client.get("/vi/dau-tu/du-lieu-mo/", headers={"host": "me-so.example"}).content.decode()
    assert "/vi/dau-tu/du-an/projects.csv" in page and "CC BY 4.0" in page
    catalogue = client.get("/catalogue.ttl", headers={"host": "me-so.example"}).content.decode()
    assert "开放数据：招商项目" in catalogue and "http://me-so.example/vi/dau-tu/du-an/projects-plain.csv" in catalogue
    # A version is issued when there is something in it.
    call_command("issue_datasets", verbosity=0)
    assert not DatasetVersion.objects.exists()


def test_host_people_shelf_and_workflow(made: NewPortal) -> None:
    assert (made.site.hostname, made.site.port, made.site.site_name) == ("me-so.example", 8000, "Xã Mễ Sở")
    groups = Group.objects.filter(page_permissions__page=made.home).distinct()
    rights = {
        frozenset(group.page_permissions.values_list("permission__codename", flat=True)): group for group in groups
    }
    assert {frozenset({"add_basepage", "change_basepage"})} < set(rights)
    assert [group for right, group in rights.items() if "publish_basepage" in right]
    for group in groups:
        assert group.permissions.filter(codename="access_admin").exists()
        shelf = set(group.collection_permissions.values_list("permission__codename", flat=True))
        assert {"add_image", "choose_image", "add_document", "choose_document"} <= shelf
    workflow = BasePage.objects.get(pk=made.home.pk).get_workflow()
    assert workflow.active
    assert workflow.tasks.get().specific.groups.get() == rights[max(rights, key=len)]


def test_below_the_portal_of_its_parent(province: Any, below: AdministrativeUnit) -> None:
    made = create_portal(below, "me-so.testserver", **FEW)
    assert made.home.get_parent().pk == province.pk
    assert made.home.public_path_en == "/hung-yen/me-so/"
    assert made.home.includes_portals_below is False


def test_fewer_languages_and_no_asean(unit: AdministrativeUnit) -> None:
    made = create_portal(unit, "me-so.example", languages=["vi", "ja"], asean=False)
    assert HomePage.objects.get(pk=made.home.pk).offered_languages == ["vi", "en", "ja"]
    assert "asean" not in made.pages
    for page in BasePage.objects.filter(path__startswith=made.home.path):
        assert page.live_languages == ["vi", "en", "ja"]
    assert not [
        link
        for menu in Menu.objects.all()
        for block in menu.items_vi
        if block.block_type == "item"
        for link in [block.value]
        if link["page"] is None
    ]


def test_units_of_the_same_name_both_get_a_portal(province: Any) -> None:
    """Việt Nam has more than one Xã Tân Tiến."""
    other = PortalFactory(key="01", name="Bắc Ninh", kind="province", host="bac-ninh.testserver", languages=["vi"])
    first = UnitFactory(code="10001", name_vi="Tân Tiến", full_name_vi="Xã Tân Tiến", parent=province.unit)
    second = UnitFactory(code="10002", name_vi="Tân Tiến", full_name_vi="Xã Tân Tiến", parent=other.unit)
    create_portal(first, "tan-tien-1.testserver", **FEW)
    create_portal(second, "tan-tien-2.testserver", **FEW)
    # Editors, reviewers and translators of each.
    assert Group.objects.filter(name__startswith="Xã Tân Tiến").count() == 6


def test_a_very_long_name(province: Any) -> None:
    unit = UnitFactory(code="10003", name_vi="N" * 80, full_name_vi="Đặc khu " + "N" * 110, parent=province.unit)
    made = create_portal(unit, "dai.testserver", **FEW)
    assert made.home.full_name_vi == unit.full_name_vi


# --- All or nothing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["", " ", "a b", "http://me-so.example", "me-so.example/", "me_so.example", "-a.example", "a..b", "me-so.example:0",
             "me-so.example:70000", "me-so.example:http", "*.example", "mễ-sở.example", "a" * 254, "user@host"],
)  # fmt: skip
def test_what_is_no_host_is_refused(unit: AdministrativeUnit, host: str) -> None:
    before = everything()
    with pytest.raises(ValidationError):
        create_portal(unit, host)
    assert everything() == before


@pytest.mark.parametrize(
    ("host", "parsed"),
    [
        ("Me-So.Example:8000 ", ("me-so.example", 8000)),
        ("localhost", ("localhost", 80)),
        ("10.0.0.1:443", ("10.0.0.1", 443)),
    ],
)
def test_what_is_a_host(host: str, parsed: tuple[str, int]) -> None:
    assert parse_host(host) == parsed


def test_a_host_or_a_unit_twice_is_refused(province: Any, below: AdministrativeUnit) -> None:
    before = everything()
    with pytest.raises(ValidationError, match="TESTSERVER"):
        create_portal(below, "TESTSERVER")
    with pytest.raises(ValidationError, match="Hưng Yên"):
        create_portal(province.unit, "moi.testserver")
    assert everything() == before
    create_portal(below, "testserver:8001", **FEW)


def test_an_address_that_is_taken_below_the_parent(province: Any, below: AdministrativeUnit) -> None:
    from tests.factories import SectionPageFactory

    SectionPageFactory(parent=province, title="Mễ Sở", slug="me-so")
    before = everything()
    with pytest.raises(ValidationError):
        create_portal(below, "me-so.testserver")
    assert everything() == before
    create_portal(below, "me-so.testserver", slug="xa-me-so", **FEW)


@pytest.mark.parametrize("step", ["_home", "starter_pages", "_menus", "_people"])
def test_a_failure_half_way_leaves_nothing(
    unit: AdministrativeUnit, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = everything()
    real = getattr(creation, step)

    def fail(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        raise RuntimeError("power cut")

    monkeypatch.setattr(creation, step, fail)
    with pytest.raises(RuntimeError, match="power cut"):
        create_portal(unit, "me-so.example", **FEW)
    assert everything() == before


# --- The command -------------------------------------------------------------------------------


def run(**options: Any) -> str:
    out = StringIO()
    call_command("create_portal", stdout=out, **options)
    return out.getvalue()


def test_the_command(unit: AdministrativeUnit) -> None:
    said = run(
        unit="12049", host="me-so.example:8000", theme="lua", slug="meso", languages="vi,en,lo", without_asean=True
    )
    assert "Xã Mễ Sở" in said
    assert "http://me-so.example:8000/vi/" in said
    home = HomePage.objects.get(unit=unit)
    assert (home.theme, home.slug, home.offered_languages) == ("lua", "meso", ["vi", "en", "lo"])


def test_a_dry_run_makes_nothing(unit: AdministrativeUnit) -> None:
    before = everything()
    said = run(unit="12049", host="me-so.example", languages="vi,en", without_asean=True, dry_run=True)
    assert said.startswith("Would make Xã Mễ Sở")
    assert everything() == before


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"unit": "99999", "host": "a.example"}, "99999"),
        ({"unit": "12049", "host": "a b"}, "a b"),
        ({"unit": "12049", "host": "a.example", "languages": "vi,xx"}, "xx"),
        ({"unit": "12049", "host": "a.example", "slug": "Mễ Sở!"}, "slug|Slug|Mễ|address"),
    ],
)
def test_the_command_says_what_is_wrong(unit: AdministrativeUnit, options: dict[str, str], named: str) -> None:
    before = everything()
    with pytest.raises(CommandError, match=named):
        run(**options)
    assert everything() == before


# --- Each portal its own -----------------------------------------------------------------------


@shared
def two(province: Any) -> tuple[Any, Any]:
    first = UnitFactory(code="12049", name_vi="Mễ Sở", full_name_vi="Xã Mễ Sở", parent=province.unit)
    second = UnitFactory(code="12205", name_vi="Khoái Châu", full_name_vi="Xã Khoái Châu", parent=province.unit)
    return create_portal(first, "me-so.testserver", **FEW), create_portal(second, "khoai-chau.testserver", **FEW)


@pytest.fixture
def editor(two: Any, client: Any) -> Any:
    user = get_user_model().objects.create_user("bien-tap", password="x")
    user.groups.add(
        Group.objects.get(name__startswith="Xã Mễ Sở", page_permissions__permission__codename="publish_basepage")
    )
    client.force_login(user)
    client.user = user
    return client


def test_people_see_their_own_portal_only(two: Any, editor: Any, province: Any) -> None:
    own, other = two
    explorer = editor.get(reverse("wagtailadmin_explore", args=[own.home.pk]))
    assert explorer.status_code == 200
    assert "Tin tức" in explorer.content.decode()
    for page in (other.home, other.pages["tin-tuc"]):
        for name in (
            "wagtailadmin_explore",
            "wagtailadmin_pages:edit",
            "wagtailadmin_pages:delete",
            "wagtailadmin_pages:history",
        ):
            response = editor.get(reverse(name, args=[page.pk]))
            assert response.status_code in (302, 403, 404), name
            assert "Khoái Châu" not in response.content.decode(), name
    assert not province.permissions_for_user(editor.user).can_edit()
    top = editor.get(reverse("wagtailadmin_explore_root"), follow=True).content.decode()
    assert reverse("wagtailadmin_explore", args=[own.home.pk]) in top or "Mễ Sở" in top
    for page in (other.home, *other.pages.values(), province):
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in top


def test_people_write_in_their_own_portal_only(two: Any, editor: Any) -> None:
    from tests.core.test_who_writes_what import form_data

    own, other = two
    ours, theirs = (BasePage.objects.get(pk=made.pages["tin-tuc"].pk) for made in (own, other))
    url = reverse("wagtailadmin_pages:add", args=["editorial", "articlepage", ours.pk])
    assert editor.post(url, {**form_data(title="Tin", slug="tin"), "action-publish": "1"}).status_code == 302
    url = reverse("wagtailadmin_pages:add", args=["editorial", "articlepage", theirs.pk])
    assert editor.post(url, {**form_data(title="Tin", slug="tin"), "action-publish": "1"}).status_code in (302, 403)
    assert not BasePage.objects.child_of(theirs).filter(slug="tin").exists()
    assert BasePage.objects.child_of(ours).filter(slug="tin", live=True).exists()


def test_people_search_and_choose_in_their_own_portal_only(two: Any, editor: Any) -> None:
    _own, other = two
    ArticlePageFactory(parent=other.pages["tin-tuc"], title="Bí mật láng giềng")
    found = editor.get(reverse("wagtailadmin_pages:search"), {"q": "Bí mật"}).content.decode()
    assert "Bí mật láng giềng" not in found


def test_people_see_pictures_of_their_own_shelf_only(two: Any, editor: Any) -> None:
    shelves = {name: Collection.objects.get(name=name) for name in ("Xã Mễ Sở", "Xã Khoái Châu")}
    for name, shelf in shelves.items():
        PortalImage.objects.create(
            title=f"Ảnh của {name}", file="original_images/a.jpg", width=10, height=10, collection=shelf, file_hash=name
        )
    listed = editor.get(reverse("wagtailimages:index")).content.decode()
    assert "Ảnh của Xã Mễ Sở" in listed
    assert "Ảnh của Xã Khoái Châu" not in listed


def test_an_editor_without_the_right_cannot_publish(two: Any, client: Any) -> None:
    own, _other = two
    user = get_user_model().objects.create_user("cong-tac-vien", password="x")
    writers = [
        g
        for g in Group.objects.filter(name__startswith="Xã Mễ Sở")
        if not g.page_permissions.filter(permission__codename="publish_basepage")
    ]
    user.groups.add(*writers)
    page = BasePage.objects.get(pk=own.pages["tin-tuc"].pk)
    rights = page.permissions_for_user(user)
    assert rights.can_edit()
    assert not rights.can_publish()
    assert not rights.can_unpublish()
