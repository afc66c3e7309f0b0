"""What a project's page says of its changes."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.core.languages import CODES, column, in_source
from promo.core.publishing import publish_language
from promo.investment.columns import COLUMNS
from promo.investment.history import MOST_WORDING
from promo.investment.models import ProjectChange, ProjectPage
from tests.investment.conftest import path

pytestmark = pytest.mark.django_db

SHORT, LONG = "Sản xuất ô tô điện", "Điện 220 kV, nước 10.000 m³/ngày. " * 5
TEXTS = ("objective", "capacity", "place", "plan_note", "utilities", "distances_note", "legal_basis", "note", "source")


def saved(page: Any, **values: Any) -> None:
    with in_source():
        again = ProjectPage.objects.get(pk=page.pk)
        for name, value in values.items():
            setattr(again, name, value)
        again.save()


def shown(client: Any, page: Any, language: str = "vi") -> list[Any]:
    response = client.get(path(page, language))
    assert response.status_code == 200 and not response.cookies
    return BeautifulSoup(response.content, "lxml").select("#changes li")


def words(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


@pytest.mark.parametrize("name", TEXTS)
def test_a_corrected_text_is_told_with_its_day(client: Any, plant: Any, name: str) -> None:
    found = next(one for one in COLUMNS if one.name == name)
    field = column(found.fields[0], "vi")
    old = getattr(plant, field)
    saved(plant, **{field: SHORT})
    (row,) = shown(client, plant)
    assert row.time["datetime"] == date.today().isoformat()
    assert words(row.b) == str(found.label)
    assert (words(row.find("del")), words(row.ins)) == (" ".join(old.split()), SHORT)


def test_of_long_texts_it_says_that_they_changed(client: Any, plant: Any) -> None:
    for old, new, said in (
        (plant.utilities_vi, LONG, "the text was changed"),
        (LONG, LONG + "Thêm", "the text was changed"),
        (LONG, "", "the text was removed"),
        ("", LONG, "the text was added"),
        (LONG, SHORT, "the text was changed"),
    ):
        saved(plant, utilities_vi=old)
        ProjectChange.objects.all().delete()
        saved(plant, utilities_vi=new)
        (row,) = shown(client, plant, "en")
        assert words(row).endswith(said), said
        assert not row.find("del")
    assert not any(
        isinstance(value, str) for change in ProjectChange.objects.all() for value in (change.before, change.after)
    )


def test_the_wording_is_shown_up_to_its_length(client: Any, plant: Any) -> None:
    for length, is_shown in ((MOST_WORDING, True), (MOST_WORDING + 1, False)):
        saved(plant, legal_basis_vi="a" * length)
        assert bool(shown(client, plant)[0].find("del")) is is_shown
        saved(plant, legal_basis_vi=SHORT)


def test_short_texts_come_and_go(client: Any, plant: Any) -> None:
    saved(plant, note_vi="")
    saved(plant, note_vi=SHORT)
    came, went = shown(client, plant, "en")
    assert words(came).endswith(f"now {SHORT}")
    assert words(went).endswith("no longer Ưu tiên công nghệ sạch")


def test_a_vietnamese_wording_says_its_language_on_foreign_pages(client: Any, plant: Any) -> None:
    saved(plant, objective_vi="<b>Xe</b>", note_vi="", area=13)
    for code in CODES:
        marked = [found.get_text() for row in shown(client, plant, code) for found in row.find_all(lang="vi")]
        expected = ["Sản xuất linh kiện điện tử.", "<b>Xe</b>", "Ưu tiên công nghệ sạch"]
        assert sorted(marked) == ([] if code == "vi" else sorted(expected))


def test_what_is_no_correction_is_not_told(client: Any, plant: Any) -> None:
    """Other line breaks, a translation, a draft, a page nobody could read yet."""
    saved(plant, utilities_vi=plant.utilities_vi.replace("\n", " \r\n"))
    publish_language(ProjectPage.objects.get(pk=plant.pk), "en", {"title": "Other", "objective": "Other words"})
    with in_source():
        draft = ProjectPage.objects.get(pk=plant.pk)
        draft.objective_vi = SHORT
        draft.save_revision()
    assert not ProjectChange.objects.exists()
    ProjectPage.objects.filter(pk=plant.pk).update(live=False)
    saved(plant, objective_vi=SHORT)
    assert not ProjectChange.objects.exists()


def test_who_is_in_charge_is_nobodys_history(plant: Any) -> None:
    saved(plant, contact_name="Trần Thị B", contact_phone="0221", contact_email="b@example.vn", contact_title_vi="Sở")
    assert not ProjectChange.objects.exists()


def test_saving_three_times_is_one_correction_of_a_long_text(client: Any, plant: Any) -> None:
    for number in range(3):
        saved(plant, utilities_vi=f"{LONG}{number}")
    assert len(shown(client, plant)) == 1


def test_a_save_of_some_fields_tells_of_those(plant: Any) -> None:
    page = ProjectPage.objects.get(pk=plant.pk)
    page.objective_vi = SHORT
    with in_source():
        page.save(update_fields=["objective_vi"])
        page.legal_basis_vi = SHORT
        page.save(update_fields=["note_vi"])
    assert [change.column for change in ProjectChange.objects.all()] == ["objective"]


def test_more_changes_add_no_query(client: Any, plant: Any) -> None:
    def queries() -> int:
        client.get(path(plant, "en"))
        with CaptureQueriesContext(connection) as captured:
            client.get(path(plant, "en"))
        return len(captured)

    saved(plant, objective_vi=SHORT)
    few = queries()
    for number in range(12):
        saved(plant, objective_vi=f"{SHORT} {number}", utilities_vi=f"{LONG} {number}")
    assert queries() == few


def test_a_key_of_one_is_no_long_text(client: Any, plant: Any) -> None:
    """Of long texts `true` is kept, which Python takes for equal to 1."""
    ProjectChange.objects.create(
        project=plant, column="commune", before=1, after=plant.commune_id, changed_on=date.today()
    )
    (row,) = shown(client, plant)
    assert plant.commune.full_name_vi in words(row) and "the text" not in words(row)
