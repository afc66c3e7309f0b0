"""Enquiries as the people of a portal see them, and nobody else."""

import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from promo.enquiries.models import Enquiry, working_days_after
from tests.enquiries.conftest import ask, officer, tree

pytestmark = pytest.mark.django_db

LIST = "/admin/enquiries/"
PERSON = "/admin/enquiries/person/"


def edit(enquiry: Any) -> str:
    return reverse("portal_enquiries:edit", args=[enquiry.pk])


def seen_in(client: Any, **query: Any) -> list[str]:
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [enquiry.name for enquiry in response.context["object_list"]]


@pytest.fixture
def here(client: Any, province: Any) -> Any:
    """Signed in as an editor of the province."""
    client.force_login(officer(province, "tinh"))
    return client


# --- Whose they are ----------------------------------------------------------------------------


def test_two_officers_of_two_portals_see_their_own(client: Any, province: Any, commune: Any) -> None:
    """Also the province's, whose right on pages reaches the commune's."""
    of = {
        "tinh": (officer(province, "tinh"), ask(province, name="Anna", email="one@example.com")),
        "xa": (officer(commune, "xa", "publish"), ask(commune, name="Boris", email="one@example.com")),
    }
    for name, other in (("tinh", "xa"), ("xa", "tinh")):
        user, own = of[name]
        foreign = of[other][1]
        client.force_login(user)
        assert seen_in(client) == [own.name]
        assert seen_in(client, q=foreign.name) == []
        assert seen_in(client, portal=foreign.portal_id) != [foreign.name]
        assert foreign.name not in client.get(LIST, {"export": "csv"}).getvalue().decode()
        assert foreign.name not in client.get("/admin/").content.decode()
        assert client.get(edit(own)).status_code == 200
        for url in (edit(foreign), reverse("portal_enquiries:delete", args=[foreign.pk])):
            assert client.get(url).status_code == 404
            assert client.post(url, {"state": "closed", "answer": ""}).status_code == 404
        assert client.post(reverse("portal_enquiries:mail", args=[foreign.pk])).status_code == 404
        for action in ("find", "text", "json"):
            response = client.post(PERSON, {"email": "one@example.com", "action": action})
            assert own.page_title in response.content.decode()
            assert str(foreign.pk) not in [str(enquiry.pk) for enquiry in (response.context or {}).get("found") or []]
            assert foreign.name not in response.content.decode()
        client.post(PERSON, {"email": "one@example.com", "action": "erase"})
        assert not Enquiry.objects.filter(pk=own.pk).exists()
        foreign.refresh_from_db()
        assert foreign.state == "new"
        Enquiry.objects.all().delete()
        of["xa"] = (of["xa"][0], ask(commune, name="Boris", email="one@example.com"))
        of["tinh"] = (of["tinh"][0], ask(province, name="Anna", email="one@example.com"))


def test_who_keeps_no_portal_sees_none(client: Any, province: Any, column_page: Any) -> None:
    """Neither somebody with one section, nor somebody with no page at all."""
    enquiry = ask(province)
    client.force_login(officer(column_page, "chuyen-muc"))
    for url in (LIST, edit(enquiry), PERSON):
        response = client.get(url)
        assert response.status_code in (302, 403), url
        assert "Anna" not in response.content.decode()
    assert reverse("portal_enquiries:index") not in client.get("/admin/").content.decode()
    client.logout()
    assert client.get(LIST).status_code == 302


def test_an_administrator_sees_all_and_filters_by_portal(english_admin: Any, province: Any, commune: Any) -> None:
    ask(province, name="Anna")
    ask(commune, name="Boris")
    assert seen_in(english_admin) == ["Boris", "Anna"]
    assert seen_in(english_admin, portal=commune.pk) == ["Boris"]


# --- The work ----------------------------------------------------------------------------------


def test_a_deadline_is_five_working_days_away(province: Any) -> None:
    assert working_days_after(date(2026, 11, 26), 5) == date(2026, 12, 3)
    assert working_days_after(date(2026, 11, 28), 5) == date(2026, 12, 4)
    assert ask(province).answer_by == working_days_after(timezone.localdate(), 5)


def test_the_list_by_state(here: Any, province: Any) -> None:
    ask(province, name="New")
    ask(province, name="Late", days_ago=20)
    ask(province, name="Done", days_ago=20, state="answered")
    ask(province, name="Shut", state="closed")
    assert set(seen_in(here)) == {"New", "Late", "Done", "Shut"}
    assert seen_in(here, state="overdue") == ["Late"]
    assert set(seen_in(here, state="new")) == {"New", "Late"}
    assert seen_in(here, state="answered") == ["Done"]
    assert seen_in(here, q="shut") == ["Shut"]
    start = tree(here.get("/admin/"))
    links = [link["href"] for link in start.select("#enquiries-waiting-section a, [id*=enquiries-waiting] a")]
    assert f"{LIST}?state=new" in links
    assert f"{LIST}?state=overdue" in links


def test_an_answer_is_noted(here: Any, province: Any) -> None:
    enquiry = ask(province, message="How much?\n<script>alert(1)</script>", language="ko")
    page = tree(here.get(edit(enquiry)))
    question = page.select_one("blockquote")
    assert question["lang"] == "ko"
    assert "<script>alert(1)</script>" in question.get_text()
    assert page.select_one('a[href^="mailto:anna@example.com?subject=Re%3A"]')
    response = here.post(edit(enquiry), {"state": "answered", "answer": "Đã gửi báo giá."})
    assert response.status_code == 302
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.answer) == ("answered", "Đã gửi báo giá.")
    assert enquiry.handled_by.username == "tinh"
    assert enquiry.handled_at is not None
    # What the visitor has written is nobody's to change.
    here.post(edit(enquiry), {"state": "new", "answer": "", "message": "Other", "email": "other@example.com"})
    enquiry.refresh_from_db()
    assert (enquiry.email, enquiry.message[:9], enquiry.handled_by) == ("anna@example.com", "How much?", None)


def test_the_admins_log_keeps_nothing_of_a_person(here: Any, province: Any) -> None:
    from wagtail.models import ModelLogEntry

    enquiry = ask(province)
    here.post(edit(enquiry), {"state": "closed", "answer": ""})
    here.post(reverse("portal_enquiries:delete", args=[enquiry.pk]))
    assert not Enquiry.objects.exists()
    rows = list(ModelLogEntry.objects.values_list("label", "data"))
    assert rows
    assert "anna" not in repr(rows).lower()


def test_the_list_as_a_file_calculates_nothing(here: Any, province: Any) -> None:
    ask(province, name="=1+1", message="@SUM(A1)")
    book = openpyxl.load_workbook(io.BytesIO(here.get(LIST, {"export": "xlsx"}).getvalue()))
    rows = list(book.active.iter_rows())
    row = dict(zip([cell.value for cell in rows[0]], rows[1], strict=True))
    assert {cell.data_type for cell in row.values()} <= {"s", "n", "d"}
    assert "=1+1" in [cell.value for cell in row.values()]


def test_the_list_costs_the_same_with_more(here: Any, province: Any) -> None:
    ask(province)

    def queries() -> int:
        here.get(LIST)
        with CaptureQueriesContext(connection) as found:
            here.get(LIST)
        return len(found)

    before = queries()
    for number in range(12):
        ask(province, name=f"{number}")
    assert queries() <= before


# --- Mail --------------------------------------------------------------------------------------


def broken(monkeypatch: Any, works: bool = False) -> None:
    def send(message: Any, *args: Any, **kwargs: Any) -> int:
        if not works:
            raise OSError("no route\nto host")
        mail.outbox.append(message)
        return 1

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)


def test_a_mail_server_that_is_down_loses_nothing(here: Any, province: Any, monkeypatch: Any) -> None:
    from promo.enquiries.tasks import mail_enquiry

    province.email = "tinh@example.vn"
    province.save()
    enquiry = ask(province)
    broken(monkeypatch)
    mail_enquiry.enqueue(enquiry.pk)
    enquiry.refresh_from_db()
    assert (enquiry.mailed_at, enquiry.mail_attempts) == (None, 1)
    assert enquiry.mail_problem == "OSError: no route to host"
    assert "no route to host" in here.get(edit(enquiry)).content.decode()
    with pytest.raises(SystemExit):
        call_command("send_enquiries")
    here.post(reverse("portal_enquiries:mail", args=[enquiry.pk]))
    broken(monkeypatch, works=True)
    here.post(reverse("portal_enquiries:mail", args=[enquiry.pk]))
    enquiry.refresh_from_db()
    assert (enquiry.mailed_to, enquiry.mail_attempts, enquiry.mail_problem) == ("tinh@example.vn", 4, "")
    call_command("send_enquiries")
    assert len(mail.outbox) == 1


def test_the_worker_tries_again_later(province: Any, monkeypatch: Any, settings: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    from promo.enquiries.tasks import mail_enquiry

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    province.email = "tinh@example.vn"
    province.save()
    enquiry = ask(province)
    broken(monkeypatch)
    mail_enquiry.func(enquiry.pk)
    (again,) = [row for row in DBTaskResult.objects.all() if row.task.name == "mail_enquiry"]
    assert 60 < (again.run_after - timezone.now()).total_seconds() <= 120


def test_a_pages_own_person_in_charge_gets_it(province: Any, monkeypatch: Any) -> None:
    from promo.enquiries.mail import address_for
    from promo.ocop.models import ProductPage
    from tests.enquiries.conftest import product_of

    province.email = "tinh@example.vn"
    province.save()
    enquiry = ask(province, page=product_of(province))
    assert address_for(enquiry) == "tinh@example.vn"
    monkeypatch.setattr(ProductPage, "contact_email", "phong.kt@example.vn", raising=False)
    assert address_for(Enquiry.objects.get()) == "phong.kt@example.vn"


# --- Keeping and erasing -----------------------------------------------------------------------


def test_one_persons_data_are_handed_out_and_erased(here: Any, province: Any) -> None:
    ask(province, message="First")
    ask(province, message="Second", email="Anna@Example.com", state="answered", answer="Price list sent")
    ask(province, message="Third", email="other@example.com")
    found = here.post(PERSON, {"email": " ANNA@example.com ", "action": "find"})
    assert len(found.context["found"]) == 2
    text = here.post(PERSON, {"email": "anna@example.com", "action": "text"})
    assert "attachment" in text["Content-Disposition"]
    assert "First" in text.content.decode()
    assert "Price list sent" in text.content.decode()
    rows = json.loads(here.post(PERSON, {"email": "anna@example.com", "action": "json"}).content)
    assert {row["message"] for row in rows} == {"First", "Second"}
    assert {row["portal"] for row in rows} == {province.full_name_vi}
    assert here.post(PERSON, {"email": "anna@example.com", "action": "erase"}).status_code == 302
    assert [enquiry.message for enquiry in Enquiry.objects.all()] == ["Third"]
    # An address never stands in a URL, and a wrong one erases nothing.
    assert here.get(PERSON, {"email": "other@example.com", "action": "erase"}).context["found"] is None
    here.post(PERSON, {"email": "", "action": "erase"})
    assert Enquiry.objects.count() == 1


def test_what_is_past_its_time_is_forgotten(province: Any, settings: Any, capsys: Any) -> None:
    settings.ENQUIRY_DAYS = 30
    ask(province, name="Old", days_ago=31)
    ask(province, name="Young", days_ago=29)
    call_command("forget_enquiries", "--dry-run")
    assert Enquiry.objects.count() == 2
    call_command("forget_enquiries")
    assert [enquiry.name for enquiry in Enquiry.objects.all()] == ["Young"]
    assert "1 enquiries" in capsys.readouterr().out


def test_a_page_that_is_gone_leaves_the_question(here: Any, province: Any) -> None:
    from tests.enquiries.conftest import product_of

    product = product_of(province)
    enquiry = ask(province, page=product)
    product.delete()
    enquiry.refresh_from_db()
    assert enquiry.page is None
    assert here.get(edit(enquiry)).status_code == 200
