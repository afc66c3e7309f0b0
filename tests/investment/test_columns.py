"""Columns, changes, incentives, rates and outlines; who may keep incentives."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from promo.core.languages import CODES, in_source, speaking
from promo.core.numbers import shortest
from promo.core.portals import portal_of
from promo.core.publishing import publish_language
from promo.investment.columns import COLUMNS, Type, reading_of, rows, values_of
from promo.investment.finder import asked_capital
from promo.investment.incentives import applying, incentives_of
from promo.investment.models import ExchangeRate, Incentive, ParkPage, ProjectChange, ProjectPage
from promo.investment.outlines import outline_problem
from promo.investment.reading import reading_of_page
from tests.investment.conftest import IncentiveFactory, shown

TYPES = {Type.TEXT: str, Type.CHOICE: str, Type.INTEGER: int, Type.DATE: date, Type.URL: str}


@pytest.mark.parametrize(
    ("number", "shown"), [("300.00", "300"), ("199.87", "199.87"), ("0.500", "0.5"), ("0", "0"), ("1E+3", "1000")]
)
def test_numbers_have_no_trailing_zeros(number: str, shown: str) -> None:
    assert str(shortest(Decimal(number))) == shown


@pytest.mark.django_db
def test_streamed_rows_and_a_page_that_was_read_give_the_same(plant: Any, plain: Any, province: Any) -> None:
    IncentiveFactory(portal=province)
    publish_language(plant, "en", {"title": "Component plant", "objective": "To make components."})
    for language in CODES:
        with speaking(language):
            projects = ProjectPage.objects.filter(pk__in=[plant.pk, plain.pk]).order_by("-pk")
            reading = reading_of(projects, language, portal_of(plant))
            found = list(rows(projects, language))
            assert [values["pk"] for values in found] == [plain.pk, plant.pk]
            for values, page in zip(found, (plain, plant), strict=True):
                again = values_of(ProjectPage.objects.get(pk=page.pk), language)
                single = reading_of_page(page, language)
                for column in COLUMNS:
                    value = column.value(values, reading)
                    assert value == column.value(again, single), (language, column.name)
                    if value is not None and column.type in TYPES:
                        assert isinstance(value, TYPES[column.type]), column.name
            full = {column.name: column.value(found[1], reading) for column in COLUMNS}
            assert full["name"] == plant.text_in("title", language)
            assert full["objective"] == ("To make components." if language == "en" else "Sản xuất linh kiện điện tử.")
            assert (full["area"], full["capital"], full["capital_usd"]) == (Decimal("12.5"), Decimal(1300), Decimal(50))
            assert full["page"] == plant.full_url_in(language)
            assert all(full[name] for name in ("commune", "park", "status", "invented"))
            # Nobody has translated the incentive.
            assert bool(full["incentives"]) is (language == "vi")


@pytest.mark.django_db
def test_every_column_of_a_full_project_says_something(plant: Any, province: Any) -> None:
    IncentiveFactory(portal=province)
    with in_source():
        values, reading = values_of(plant, "vi"), reading_of_page(plant, "vi")
        silent = [column.name for column in COLUMNS if not column.words(column.value(values, reading))]
    assert silent == ["chosen_on", "investor", "latitude", "longitude"]
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    fields = {field.name for field in ProjectPage._meta.get_fields()} | {"commune_id", "park_id"}
    assert {column.fields[0] for column in COLUMNS} - fields == {"public_path"}


# --- What has changed --------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_changes_on_a_public_project_is_kept_and_shown(client: Any, plant: Any, communes: Any) -> None:
    with in_source():
        page = ProjectPage.objects.get(pk=plant.pk)
        page.area, page.status, page.commune, page.objective_vi = Decimal("15"), "negotiating", communes[1], "Khác."
        page.save_revision().publish()
    found = {change.column: (change.before, change.after) for change in ProjectChange.objects.all()}
    assert found == {
        "area": ("12.5", "15"),
        "status": ("calling", "negotiating"),
        "commune": (communes[0].pk, communes[1].pk),
        "objective": ("Sản xuất linh kiện điện tử.", "Khác."),
    }
    for language, words in (("vi", ("12,5 ha", "15 ha")), ("en", ("12.5 ha", "15 ha"))):
        changes = {
            str(row["label"]): (row["before"], row["after"]) for row in shown(client, plant, language)["changes"]
        }
        assert words in changes.values()
    # Saved as it was: nothing is added.
    with in_source():
        ProjectPage.objects.get(pk=plant.pk).save()
    assert ProjectChange.objects.count() == 4


@pytest.mark.django_db
def test_drafts_and_what_is_not_public_leave_no_trace(plant: Any, plain: Any) -> None:
    with in_source():
        draft = ProjectPage.objects.get(pk=plant.pk)
        draft.area = Decimal("99")
        draft.save_revision()
        hidden = ProjectPage.objects.get(pk=plain.pk)
        hidden.unpublish()
        hidden.refresh_from_db()
        hidden.status = "withdrawn"
        hidden.save()
    publish_language(ProjectPage.objects.get(pk=plant.pk), "en", {"title": "Another name"})
    assert not ProjectChange.objects.exists()


# --- Incentives, rates, outlines ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "asked", "applies"),
    [
        ({}, ("industry", "park", Decimal(1)), True),
        ({"groups": ["energy"]}, ("industry", "", None), False),
        ({"groups": ["energy"]}, ("", "", None), True),
        ({"place": "park"}, ("", "outside", None), False),
        ({"place": "park"}, ("", "park", None), True),
        ({"least_capital": Decimal(100)}, ("", "", Decimal("99.9")), False),
        ({"least_capital": Decimal(100)}, ("", "", Decimal(100)), True),
    ],
)
def test_to_whom_an_incentive_applies(rule: Any, asked: Any, applies: bool) -> None:
    incentive: Any = SimpleNamespace(**{"groups": [], "place": "", "least_capital": None, **rule})
    assert applying(incentive, *asked) is applies


@pytest.mark.django_db
def test_the_finder_answers_and_leaves_out_what_is_not_in_force(client: Any, finder: Any, province: Any) -> None:
    today = timezone.localdate()
    IncentiveFactory(portal=province, name_vi="Cho công nghiệp", groups=["industry"])
    IncentiveFactory(portal=province, name_vi="Hết hạn", valid_to=today - timedelta(days=1))
    IncentiveFactory(portal=province, name_vi="Chưa có", valid_from=today + timedelta(days=1))
    IncentiveFactory(portal=province, name_vi="Vốn lớn", least_capital=Decimal(500), valid_to=today)

    def found(**query: Any) -> set[str]:
        kinds = shown(client, finder, **query)["finder"]["kinds"]
        return {row["name"] for kind in kinds for row in kind["incentives"]}

    assert found() == {"Cho công nghiệp", "Vốn lớn"}
    assert found(group="tourism") == {"Vốn lớn"}
    assert found(group="industry", capital="100") == {"Cho công nghiệp"}
    assert found(group="x", place="y", capital="-1") == {"Cho công nghiệp", "Vốn lớn"}
    # Nobody has translated them: other languages have nothing to show.
    assert incentives_of(province, "ja") == []


@pytest.mark.parametrize(
    ("typed", "capital"),
    [("1500", "1500"), ("1,5", "1.5"), ("", None), ("NaN", None), ("1e99", None), ("-3", None), ("x", None)],
)
def test_what_is_typed_as_capital(typed: str, capital: str | None) -> None:
    assert asked_capital(typed) == (None if capital is None else Decimal(capital))


@pytest.mark.django_db
def test_the_newest_rate_counts_and_none_of_tomorrow(rate: Any) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    ExchangeRate.objects.create(day=tomorrow, vnd=Decimal(1), source_vi="Mai")
    ExchangeRate.objects.create(day=date(2020, 1, 1), vnd=Decimal(1), source_vi="Cũ")
    assert ExchangeRate.newest() == rate
    rate.delete()
    found = ExchangeRate.newest()
    assert found is not None and found.source_vi == "Cũ"


SQUARE = [[105.9, 20.8], [106.0, 20.8], [106.0, 20.9], [105.9, 20.8]]


@pytest.mark.parametrize(
    ("outline", "is_right"),
    [
        (None, True),
        ({"type": "Polygon", "coordinates": [SQUARE]}, True),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}, True),
        ({"type": "Point", "coordinates": [105, 20]}, False),
        ({"type": "Polygon", "coordinates": [SQUARE[:-1]]}, False),
        ({"type": "Polygon", "coordinates": [[[b, a] for a, b in SQUARE]]}, False),
        ({"type": "Polygon", "coordinates": [[["x", 1]] * 4]}, False),
        ([], False),
        ("", False),
    ],
)
def test_outlines(outline: Any, is_right: bool) -> None:
    assert bool(outline_problem(outline)) is not is_right


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "fields", "field"),
    [
        (ProjectPage, {"area": Decimal(1)}, "as_of"),
        (ProjectPage, {"capital": Decimal(1)}, "as_of"),
        (ProjectPage, {"status": "chosen"}, "chosen_on"),
        (ProjectPage, {"as_of": timezone.localdate() + timedelta(days=2)}, "as_of"),
        (ParkPage, {"leasable": Decimal(2), "area": Decimal(1), "as_of": date(2026, 1, 1)}, "leasable"),
        (ParkPage, {"rent_from": Decimal(2), "rent_to": Decimal(1)}, "rent_to"),
        (ParkPage, {"rent_to": Decimal(1)}, "rent_from"),
    ],
)
def test_what_is_wrong_is_said(model: Any, fields: Any, field: str) -> None:
    assert list(model(**fields).problems()) == [field]


# --- Who keeps incentives ----------------------------------------------------------------------


@pytest.mark.django_db
def test_an_officer_keeps_the_incentives_of_his_portal_alone(client: Any, province: Any, commune: Any) -> None:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    group = Group.objects.create(name="Mễ Sở")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for name in ("add", "change", "publish"):
        permission = Permission.objects.get(content_type__app_label="core", codename=f"{name}_basepage")
        GroupPagePermission.objects.create(group=group, page=commune, permission=permission)
    officer = get_user_model().objects.create_user("officer", "officer@example.vn", "secret-for-tests")
    officer.groups.add(group)
    client.force_login(officer)
    own = IncentiveFactory(portal=commune, name_vi="Của xã")
    other = IncentiveFactory(portal=province, name_vi="Của tỉnh")
    base = "wagtailsnippets_investment_incentive"
    content = client.get(reverse(f"{base}:list")).content.decode()
    assert "Của xã" in content and "Của tỉnh" not in content
    for view, status in (("edit", 200), ("delete", 200), ("history", 200), ("copy", 200)):
        assert client.get(reverse(f"{base}:{view}", args=[own.pk])).status_code == status, view
        assert client.get(reverse(f"{base}:{view}", args=[other.pk])).status_code in (302, 403, 404), view
    sent = {"portal": commune.pk, "name_vi": "Miễn tiền thuê đất", "text_vi": "Ba năm", "kind": "land", "sort_order": 0}
    added = client.post(reverse(f"{base}:add"), {**sent, "legal_basis_vi": "Luật 31/2024", "least_capital": "1.500,5"})
    assert added.status_code == 302, added.context["form"].errors
    made = Incentive.objects.get(portal=commune, key="mien-tien-thue-dat")
    assert made.least_capital == Decimal("1500.5")
    form = client.get(reverse(f"{base}:add")).content.decode()
    assert "Mễ Sở" in form and f'<option value="{province.pk}"' not in form


@pytest.mark.django_db
def test_an_incentive_does_not_end_before_it_begins(province: Any) -> None:
    with pytest.raises(ValidationError) as problem:
        IncentiveFactory.build(portal=province, valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1)).clean()
    assert list(problem.value.message_dict) == ["valid_to"]


@pytest.mark.django_db
def test_an_incentive_gets_its_key_from_its_name(province: Any) -> None:
    for key in ("mien-tien-thue-dat", "mien-tien-thue-dat-2", "mien-tien-thue-dat-3"):
        incentive = IncentiveFactory.build(portal=province, key="", name_vi="Miễn tiền thuê đất")
        incentive.full_clean()
        incentive.save()
        assert incentive.key == key
    incentive.full_clean()
    assert incentive.key == key


@pytest.mark.django_db
def test_who_draws_the_land_need_not_look_its_middle_up(plant: Any) -> None:
    ring = [[105.9, 20.8], [105.92, 20.8], [105.92, 20.82], [105.9, 20.82], [105.9, 20.8]]
    plant.latitude = plant.longitude = plant.commune = None
    plant.outline = {"type": "Polygon", "coordinates": [ring]}
    plant.full_clean()
    assert 20.8 < plant.latitude < 20.82 and 105.9 < plant.longitude < 105.92
    # What somebody has written stays.
    plant.latitude, plant.longitude = 20.81, 105.91
    plant.full_clean()
    assert (plant.latitude, plant.longitude) == (20.81, 105.91)


@pytest.mark.django_db
def test_no_outline_is_an_empty_field_and_stays_none(plant: Any) -> None:
    plant.outline = None
    form = ProjectPage.get_edit_handler().get_form_class()(instance=plant)
    assert "null" not in str(form["outline"])
    field = form.fields["outline"]
    assert field.clean("") is None and field.clean('{"type": "Polygon"}') == {"type": "Polygon"}
    assert '{"type"' in field.prepare_value({"type": "Polygon"})
