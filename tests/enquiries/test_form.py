"""The form of a question, as visitors and robots meet it."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from promo.core import quotas
from promo.core.languages import CODES
from promo.enquiries import guard
from promo.enquiries.models import Enquiry
from tests.enquiries.conftest import GOOD, ask, product_of, send, token_in, tree, url_of
from tests.factories import ArticlePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ripe")]


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


# --- A person ----------------------------------------------------------------------------------


def test_the_form_in_each_language(client: Any, product: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(guard, "PER_HOUR", 100)
    for language in CODES:
        response = client.get(url_of(product, language))
        page = tree(response)
        assert response.status_code == 200
        assert page.html["lang"] == language
        assert product.text_in("title", language) in page.select_one(".kicker").get_text()
        for field in page.select(".enquiry-form :is(input:not([type=hidden]), textarea, select)"):
            assert page.select_one(f'label[for="{field["id"]}"]'), field
        assert not page.select("script:not([src])")
        assert len(page.select("select option")) > 200
        wrong = tree(send(client, product, language, email="no", message="", consent=None))
        assert wrong.html["lang"] == language
        assert len(wrong.select("#problems li")) == 3
        done = send(client, product, language)
        assert done.status_code == 303
        assert client.get(done["Location"]).status_code == 200


def test_no_cookie_and_no_copy_is_kept(product: Any, settings: Any) -> None:
    settings.MIDDLEWARE = [
        "promo.core.middleware.HostMiddleware",
        "promo.core.middleware.PageCacheMiddleware",
        *settings.MIDDLEWARE[1:],
    ]
    client = Client(enforce_csrf_checks=True)
    page = client.get(product.full_url_in("en").split("testserver", 1)[1])
    assert "public" in page["Cache-Control"]
    assert "Cookie" not in page.get("Vary", "")
    form = client.get(url_of(product))
    sent = send(client, product)
    after = client.get(sent["Location"])
    assert sent.status_code == 303
    for response in (page, form, sent, after):
        assert not response.cookies
    for response in (form, sent, after):
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
    assert token_in(form) != token_in(client.get(url_of(product)))


def test_what_was_asked_is_kept_with_consent(client: Any, product: Any) -> None:
    assert send(client, product, "ja").status_code == 303
    kept = Enquiry.objects.get()
    assert (kept.page_id, kept.page_title, kept.language) == (product.pk, "Long nhãn", "ja")
    assert (kept.name, kept.email, kept.country) == ("Anna Meyer", "anna@example.com", "DE")
    assert kept.quantity == "200 kg a month"
    assert kept.message == "Do you ship dried longan to Hamburg?\nAnd at which price?"
    assert kept.state == "new"
    assert kept.consent_at is not None
    assert 5 <= (kept.answer_by - kept.created_at.date()).days <= 8


def test_the_portals_person_gets_it_and_answers_the_visitor(
    client: Any, product: Any, province: Any, committing: Any
) -> None:
    province.email = "doingoai@hungyen.example.vn"
    province.save()
    with committing():
        send(client, product)
    (sent,) = mail.outbox
    assert sent.to == ["doingoai@hungyen.example.vn"]
    assert sent.reply_to == ["anna@example.com"]
    assert "Long nhãn" in sent.subject
    assert "> Do you ship dried longan to Hamburg?\n> And at which price?" in sent.body
    assert f"/admin/enquiries/edit/{Enquiry.objects.get().pk}/" in sent.body
    assert "/en/" in sent.body
    kept = Enquiry.objects.get()
    assert (kept.mailed_to, kept.mail_problem) == ("doingoai@hungyen.example.vn", "")


def test_errors_say_what_to_do_and_nothing_is_lost(client: Any, product: Any) -> None:
    response = send(client, product, email="anna@", message="", consent=None, name="Anna & <b>Co</b>")
    assert response.status_code == 422
    assert not Enquiry.objects.exists()
    page = tree(response)
    assert page.title.get_text().startswith("Not sent yet")
    problems = page.select("#problems a")
    assert [link["href"] for link in problems] == ["#field-email", "#field-message", "#field-consent"]
    assert problems[1].get_text() == "Write what you would like to know."
    for link in problems:
        field = page.select_one(link["href"])
        assert field["aria-invalid"] == "true"
        assert page.select_one("#" + field["aria-describedby"].split()[0]).get_text() == link.get_text()
    assert page.select_one("#field-email")["value"] == "anna@"
    assert page.select_one("#field-name")["value"] == "Anna & <b>Co</b>"
    assert page.select_one("#field-country option[selected]")["value"] == "DE"
    assert page.select_one("#field-quantity")["value"] == GOOD["quantity"]
    # The same form, put right, goes through.
    values = {**GOOD, "token": token_in(response)}
    assert client.post(url_of(product), values).status_code == 303


def test_what_does_not_fit_is_said(client: Any, product: Any) -> None:
    too_much = {
        "name": "x" * 101,
        "message": "x" * 4001,
        "email": "a" * 250 + "@example.com",
        "country": "XX",
        "phone": "1" * 41,
    }
    for field, value in too_much.items():
        response = send(client, product, **{field: value})
        assert response.status_code == 422
        assert [link["href"] for link in tree(response).select("#problems a")] == [f"#field-{field}"]


def test_a_double_click_keeps_one_and_a_second_question_needs_a_new_form(client: Any, product: Any) -> None:
    token = token_in(client.get(url_of(product)))
    values = {**GOOD, "token": token}
    assert client.post(url_of(product), values).status_code == 303
    assert client.post(url_of(product), values).status_code == 303
    assert Enquiry.objects.count() == 1
    other = client.post(url_of(product), {**values, "message": "And fresh ones?"})
    assert other.status_code == 422
    assert "And fresh ones?" in tree(other).select_one("#field-message").get_text()
    again = client.post(url_of(product), {**values, "message": "And fresh ones?", "token": token_in(other)})
    assert again.status_code == 303
    assert Enquiry.objects.count() == 2


def test_thanks_show_nothing_of_anybody(client: Any, product: Any) -> None:
    response = client.get(send(client, product)["Location"])
    assert "Anna" not in response.content.decode()
    assert "180 days" in response.content.decode()


# --- What can be asked about -------------------------------------------------------------------


def test_only_pages_that_take_questions_are_asked_about(client: Any, product: Any, column_page: Any) -> None:
    article = ArticlePageFactory(parent=column_page, title="Tin", en="News")
    assert client.get(url_of(article)).status_code == 404
    assert client.get(url_of(product, "de")).status_code == 404
    product.unpublish()
    assert client.get(url_of(product)).status_code == 404
    assert client.post(url_of(product), GOOD).status_code == 404


def test_another_portals_page_is_asked_about_there(client: Any, product: Any, commune: Any) -> None:
    turmeric = product_of(commune, "Nghệ")
    there = {"host": "me-so.testserver"}
    assert client.get(url_of(product), headers=there).status_code == 404
    assert send(client, turmeric, headers=there).status_code == 303
    # On the province's host, too, and it is the commune's still.
    assert send(client, turmeric).status_code == 303
    assert {enquiry.portal_id for enquiry in Enquiry.objects.all()} == {commune.pk}


def test_a_language_the_page_is_not_in_shows_its_vietnamese_name(client: Any, province: Any) -> None:
    product = product_of(province, "Tương", fr=None)
    page = tree(client.get(url_of(product, "fr")))
    assert page.select_one(".kicker a")["lang"] == "vi"


# --- Robots ------------------------------------------------------------------------------------


def test_a_form_sent_too_fast_is_shown_again(client: Any, product: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(guard, "LEAST_SECONDS", 3)
    response = send(client, product)
    assert response.status_code == 422
    assert tree(response).select_one("#field-name")["value"] == GOOD["name"]
    # A paragraph each: Chinese and Japanese put no space between sentences.
    assert [p.get_text() for p in tree(response).select("#problems > p")] == [
        "That was very quick.",
        "Please look through it once more and send it again. Nothing you have written is lost.",
    ]
    # It is the same form, which ripens.
    monkeypatch.setattr(guard, "LEAST_SECONDS", -1)
    assert client.post(url_of(product), {**GOOD, "token": token_in(response)}).status_code == 303


def test_a_form_open_for_too_long_comes_back_with_a_new_token(client: Any, product: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(guard, "MOST_SECONDS", -1)
    response = send(client, product)
    assert response.status_code == 422
    monkeypatch.undo()
    monkeypatch.setattr(guard, "LEAST_SECONDS", -1)
    assert client.post(url_of(product), {**GOOD, "token": token_in(response)}).status_code == 303


ROBOTS = [
    {"leave_empty": "http://spam.example"},
    {"token": ""},
    {"token": "made-up"},
    {"name": "Buy now www.spam.example"},
    {"organisation": "<a href=x>"},
    {"message": "http://a.example http://b.example http://c.example"},
    # One address and nothing else, and no line break that could begin a header.
    {"email": "a@example.com\r\nBcc: b@example.com"},
    {"email": "a@example.com, b@example.com"},
    {"email": "a@b@c.d"},
]


def test_what_robots_do_is_not_kept(client: Any, product: Any) -> None:
    for changed in ROBOTS:
        response = send(client, product, **changed)
        assert response.status_code == 422, changed
        assert not Enquiry.objects.exists()


def test_a_token_is_good_for_its_page_only(client: Any, product: Any, commune: Any) -> None:
    other = product_of(commune, "Nghệ")
    values = {**GOOD, "token": token_in(client.get(url_of(other)))}
    assert client.post(url_of(product), values).status_code == 422


def test_a_form_on_another_website_is_refused(client: Any, product: Any) -> None:
    values = {**GOOD, "token": token_in(client.get(url_of(product)))}
    for header in ("origin", "referer"):
        response = client.post(url_of(product), values, headers={header: "https://evil.example/form"})
        assert response.status_code == 422
        assert not Enquiry.objects.exists()
    here = client.post(url_of(product), {**GOOD, "token": token_in(response)}, headers={header: "http://testserver/x"})
    assert here.status_code == 303


def test_too_many_from_one_address_have_to_wait(client: Any, product: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(guard, "PER_HOUR", 2)

    def one(number: int, address: str) -> int:
        values = {**GOOD, "message": f"Question {number}", "token": token_in(client.get(url_of(product)))}
        return client.post(url_of(product), values, REMOTE_ADDR=address).status_code

    assert [one(number, "8.8.8.8") for number in range(3)] == [303, 303, 429]
    # Somebody else is not held up, and neither is a network that hides many.
    assert one(9, "8.8.4.4") == 303
    assert [one(number, "10.0.0.7") for number in range(3)] == [303] * 3
    # The addresses of one IPv6 visitor count as one.
    found = [one(number, f"2001:4860:4860:1::{number + 1:x}") for number in range(3)]
    assert found == [303, 303, 429]


def test_the_proxy_says_whose_request_it_is(settings: Any, rf: Any) -> None:
    settings.CLIENT_ADDRESS_HEADER = ""
    request = rf.get("/", headers={"x-forwarded-for": "1.1.1.1"}, REMOTE_ADDR="8.8.8.8")
    assert quotas.client_address(request) == "8.8.8.8"
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 1.1.1.1"}, REMOTE_ADDR="10.0.0.1")
    assert quotas.client_address(request) == "1.1.1.1"


def test_the_cache_knows_no_address(client: Any, product: Any, monkeypatch: Any) -> None:
    from django.core.cache import cache

    seen: list[str] = []
    add = cache.add

    def spy(key: str, value: Any, *rest: Any, **more: Any) -> bool:
        seen.append(f"{key}={value!r}")
        return add(key, value, *rest, **more)

    monkeypatch.setattr(cache, "add", spy)
    send(client, product)
    assert seen
    assert not [text for text in seen if "127.0.0.1" in text or "anna" in text.lower() or "Hamburg" in text]


# --- Headers -----------------------------------------------------------------------------------


def test_no_header_comes_from_a_visitor(client: Any, product: Any, province: Any, committing: Any) -> None:
    province.email = "doingoai@hungyen.example.vn"
    province.save()
    with committing():
        response = send(client, product, name="Anna\r\nBcc: all@example.com", organisation="A\nTo: x@example.com")
    assert response.status_code == 303
    (sent,) = mail.outbox
    message = sent.message()
    assert message["Bcc"] is None
    assert message["To"] == "doingoai@hungyen.example.vn"
    assert "\n" not in sent.subject
    assert Enquiry.objects.get().name == "Anna Bcc: all@example.com"


def test_questions_cost_the_same_with_more_of_them(
    client: Any, product: Any, province: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        ask(province, message=f"{number}")
    client.get(url_of(product))
    with django_assert_max_num_queries(4):
        client.get(url_of(product))
