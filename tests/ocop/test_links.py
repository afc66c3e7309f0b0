"""Whether shops and websites still answer, and who is told."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from promo.core.fetching import Fetched, FetchError
from promo.core.outward import outward_links
from promo.ocop import links
from promo.ocop.models import CheckedLink
from promo.ocop.reports import ending_products, kept_links, waiting
from tests.enquiries.conftest import officer
from tests.factories import ProductIndexPageFactory, ProductPageFactory
from tests.ocop.conftest import certify

SHOP = "https://cho-phien.example.vn/nhan-long"
SITE = "https://htx.example.vn/"


@pytest.fixture
def web(monkeypatch: Any) -> dict[str, Any]:
    """What addresses answer: a status, or an error; and what was asked of them."""
    answers: dict[str, Any] = {"asked": []}

    def get(url: str, *, method: str = "GET", **kwargs: Any) -> Fetched:
        answers["asked"].append((method, url))
        found = answers.get(url, 200)
        found = found.pop(0) if isinstance(found, list) and len(found) > 1 else found
        found = found[0] if isinstance(found, list) else found
        if isinstance(found, Exception):
            raise found
        return Fetched(url, found, {})

    monkeypatch.setattr(links.fetching, "get", get)
    monkeypatch.setattr(links, "PAUSE", 0)
    return answers


@pytest.mark.parametrize(
    ("found", "status", "failing", "asked"),
    [
        (200, 200, False, 1),
        ([405, 200], 200, False, 2),
        (403, 403, False, 2),
        (404, 404, True, 2),
        (410, 410, True, 2),
        (500, 500, True, 6),
        ([503, 503, 200], 200, False, 3),
        (FetchError("no answer"), None, True, 3),
        (FetchError("private", refused=True), 0, True, 1),
    ],
)
def test_what_an_answer_means(web: Any, found: Any, status: Any, failing: bool, asked: int) -> None:
    web[SHOP] = found
    answer = links.check(SHOP, wait=lambda seconds: None)
    assert (answer.status, answer.failing) == (status, failing)
    assert bool(answer.problem) is (failing or status == 403)
    assert len(web["asked"]) == asked


def test_each_address_once_and_one_host_at_a_time(web: Any) -> None:
    waits: list[float] = []
    rows = [
        (1, "https://b.example/1"),
        (2, "https://a.example/"),
        (3, "https://b.example/1"),
        (3, "https://b.example/2"),
    ]
    found = [(pages, url) for pages, url, _answer in links.check_all(rows, wait=waits.append)]
    assert found == [([2], "https://a.example/"), ([1, 3], "https://b.example/1"), ([3], "https://b.example/2")]
    assert len(waits) == 1


@pytest.mark.django_db
def test_the_command_reports_and_remembers(longan: Any, maker: Any, web: Any, tmp_path: Any, capsys: Any) -> None:
    assert set(outward_links()) == {(longan.pk, SHOP), (maker.pk, SITE)}
    web[SHOP] = 404
    report = tmp_path / "links.csv"
    with pytest.raises(SystemExit) as ended:
        call_command("check_links", "--output", str(report))
    assert ended.value.code == 1
    assert "2 links: 1 fail" in capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(report.read_text("utf-8-sig"))))
    assert [(row["title"], row["address"], row["status"]) for row in rows] == [
        ("Nhãn lồng", SHOP, "404"),
        ("Hợp tác xã Nhãn lồng", SITE, "200"),
    ]
    row = CheckedLink.objects.get(url=SHOP)
    since = timezone.now() - timedelta(days=3)
    CheckedLink.objects.filter(pk=row.pk).update(failing_since=since)
    with pytest.raises(SystemExit):
        call_command("check_links")
    row.refresh_from_db()
    assert row.failing_since == since
    # It answers again, and a link that is gone from its page is gone from the report.
    web[SHOP] = 200
    maker.website = ""
    maker.save()
    call_command("check_links")
    row.refresh_from_db()
    assert (row.failing_since, row.problem, row.status) == (None, "", 200)
    assert CheckedLink.objects.count() == 1


@pytest.mark.django_db
def test_a_dry_run_writes_nothing_and_drafts_are_not_asked(longan: Any, maker: Any, web: Any) -> None:
    longan.unpublish()
    call_command("check_links", "--dry-run")
    assert [url for _method, url in web["asked"]] == [SITE]
    assert not CheckedLink.objects.exists()


# --- Reports -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_two_officers_see_their_own_certificates_and_links(client: Any, longan: Any, commune: Any, web: Any) -> None:
    index = ProductIndexPageFactory(parent=commune, title="Sản phẩm", slug="san-pham")
    turmeric = ProductPageFactory(
        parent=index, title="Nghệ", links=[("link", {"label": "Chợ", "url": "https://nghe.example.vn/"})]
    )
    today = timezone.localdate()
    certify(longan, 4, issued=today - timedelta(days=1100))
    certify(turmeric, 3, issued=today - timedelta(days=1040))
    web[SHOP] = web["https://nghe.example.vn/"] = 404
    with pytest.raises(SystemExit):
        call_command("check_links", verbosity=0)
    of_commune = officer(commune, "xa")
    assert [one.title for one in ending_products(of_commune)] == ["Nghệ"]
    assert [one.url for one in kept_links(of_commune)] == ["https://nghe.example.vn/"]
    assert waiting(of_commune) == {"ended": 0, "soon": 1, "links": 1}
    client.force_login(of_commune)
    for url in ("/admin/reports/ocop-certificates/", "/admin/reports/links/"):
        page = client.get(url).content.decode()
        assert "Nghệ" in page
        assert "Nhãn lồng" not in page
        assert "Nghệ" in client.get(url, {"export": "csv"}).getvalue().decode()
    assert "/admin/reports/links/?state=failing" in client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_what_ends_within_90_days(longan: Any, products: Any, administrator: Any) -> None:
    today = timezone.localdate()
    for title, days in (("past", -1), ("today", 0), ("soon", 90), ("later", 91)):
        product = ProductPageFactory(parent=products, title=title)
        certify(product, 3, issued=today - timedelta(days=400), expires_on=today + timedelta(days=days))
    assert [one.title_vi for one in ending_products(administrator)] == ["past", "today", "soon"]
    assert waiting(administrator) == {"ended": 1, "soon": 2, "links": 0}
