"""A buyer who reads English finds a product and asks about it; the portal's staff see the question and note an answer."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_public_pages import violations

PRODUCTS = "/en/khoai-chau/ocop/products/"
QUESTION = "Do you ship to Hamburg, and what does a pallet cost?"


def fill(page: Page) -> None:
    page.fill("#field-name", "Anna Meyer")
    page.fill("#field-email", "anna.meyer@example.com")
    page.select_option("#field-country", "DE")
    page.fill("#field-message", QUESTION)


def test_a_buyer_asks_and_staff_answer(phone: Page, sign_in: Any) -> None:
    phone.goto(PRODUCTS)
    phone.check("#stars-4")
    phone.wait_for_url("**stars=4**")
    expect(phone.locator("#results .card-title").first).to_be_visible()
    cards = phone.locator("#results .stars")
    assert cards.count() == phone.locator("#results .card-title").count() > 1
    product = phone.locator("#results .card-title a, #results a.card-title").first
    name = product.inner_text()
    product.click()
    expect(phone.locator("h1")).to_have_text(name)
    expect(phone.locator(".product-stars")).to_contain_text("OCOP, 4 stars")
    assert violations(phone) == []

    phone.click("text=Ask a question")
    fill(phone)
    # What is left out is said, and all else is still there.
    phone.click("text=Send the question")
    expect(phone.locator("#problems")).to_be_focused()
    expect(phone.locator("#problems li")).to_have_count(1)
    expect(phone.locator("#field-message")).to_have_value(QUESTION)
    assert violations(phone) == []
    phone.wait_for_timeout(3000)
    phone.check("#field-consent")
    phone.click("text=Send the question")
    phone.wait_for_url("**/thanks/")
    expect(phone.locator("h1")).to_have_text("Thank you")
    assert violations(phone) == []
    assert phone.context.cookies() == []

    staff = sign_in("bientap")
    staff.click("a[href$='/admin/enquiries/?state=new']")
    row = staff.locator("tr", has_text="Anna Meyer")
    expect(row).to_have_count(1)
    assert violations(staff) == []
    row.locator("a").first.click()
    expect(staff.locator("blockquote")).to_contain_text(QUESTION)
    assert violations(staff) == []
    staff.select_option("select[name=state]", "answered")
    staff.fill("textarea[name=answer]", "Đã gửi báo giá và lịch giao hàng.")
    staff.click("footer button[type=submit]")
    staff.wait_for_url("**/admin/enquiries/")
    staff.goto("/admin/enquiries/?state=answered")
    expect(staff.locator("tr", has_text="Anna Meyer")).to_have_count(1)
    assert staff.complaints == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_axe_finds_nothing_on_the_lists(screen: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(screen)
    for address in (PRODUCTS, "/vi/khoai-chau/ocop/doanh-nghiep/"):
        page.goto(address)
        assert violations(page) == [], address
    page.click("#results .card-title a, #results a.card-title")
    expect(page.locator(".product")).to_be_visible()
    assert violations(page) == []
    assert page.complaints == []


def test_a_question_is_sent_without_script(without_script: Page) -> None:
    without_script.goto(PRODUCTS + "dried-longan/")
    without_script.click("text=Ask a question")
    fill(without_script)
    without_script.check("#field-consent")
    without_script.wait_for_timeout(3000)
    without_script.click("text=Send the question")
    expect(without_script.locator("h1")).to_have_text("Thank you")
