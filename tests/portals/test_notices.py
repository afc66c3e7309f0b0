"""Notices, above all of planned downtime."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from promo.core.publishing import publish_record_language
from promo.portals.models import Notice
from promo.portals.models.notices import working_days_after

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def add(portal: Any, text: str = "Cổng bảo trì", **fields: Any) -> Notice:
    now = timezone.now()
    return Notice.objects.create(
        **{
            "portal": portal,
            "text_vi": text,
            "starts": now - timedelta(hours=1),
            "ends": now + timedelta(days=1),
            **fields,
        }
    )


@pytest.mark.django_db
def test_shown_on_every_page_of_its_portal_while_it_lasts(
    client: Any, province: Any, commune: Any, article: Any
) -> None:
    now = timezone.now()
    add(province)
    add(province, "Chưa đến giờ", starts=now + timedelta(hours=1))
    add(province, "Đã qua", starts=now - timedelta(days=3), ends=now - timedelta(days=2))
    for address in ("/vi/", "/vi/tin-tuc/", "/vi/tin-tuc/le-hoi-mua-xuan/", "/vi/khong-co/"):
        html = client.get(address).content.decode()
        assert "Cổng bảo trì" in html, address
        assert "Chưa đến giờ" not in html
        assert "Đã qua" not in html
    assert "Cổng bảo trì" not in client.get("/vi/", HTTP_HOST="me-so.testserver").content.decode()


@pytest.mark.django_db
def test_its_time_comes_and_goes_without_a_publish(client: Any, province: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    add(province, "Sắp bảo trì", starts=now + timedelta(hours=1), ends=now + timedelta(hours=2))
    assert "Sắp bảo trì" not in client.get("/vi/").content.decode()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=90))
    assert "Sắp bảo trì" in client.get("/vi/").content.decode()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=3))
    assert "Sắp bảo trì" not in client.get("/vi/").content.decode()


@pytest.mark.django_db
def test_in_the_readers_language_or_vietnamese(client: Any, province: Any) -> None:
    notice = add(province)
    assert "Cổng bảo trì" in client.get("/en/").content.decode()
    publish_record_language(notice, "en", {"text": "Maintenance"})
    html = client.get("/en/").content.decode()
    assert "Maintenance" in html
    assert "Cổng bảo trì" not in html
    notice.delete()
    assert "Maintenance" not in client.get("/en/").content.decode()


@pytest.mark.django_db
def test_markup_is_text(client: Any, province: Any) -> None:
    add(province, "<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/vi/").content.decode()


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-02", 7, "2026-11-11"),  # Monday to the Wednesday after next
        ("2026-11-06", 1, "2026-11-09"),  # over a weekend
        ("2026-11-07", 1, "2026-11-09"),  # from a Saturday
        ("2026-11-02", 0, "2026-11-02"),
    ],
)
def test_working_days(start: str, days: int, end: str) -> None:
    begin = datetime.fromisoformat(start).replace(hour=9, tzinfo=HERE)
    assert working_days_after(begin, days).date().isoformat() == end


def notice(**fields: Any) -> Notice:
    start = datetime(2026, 11, 2, 9, tzinfo=HERE)
    return Notice(
        **{"text_vi": "Bảo trì", "kind": "downtime", "starts": start, "ends": start + timedelta(days=10), **fields}
    )


def test_downtime_is_announced_seven_working_days_ahead() -> None:
    notice(downtime_at=datetime(2026, 11, 11, 9, tzinfo=HERE)).clean()
    for fields in ({"downtime_at": datetime(2026, 11, 11, 8, tzinfo=HERE)}, {"downtime_at": None}):
        with pytest.raises(ValidationError) as refusal:
            notice(**fields).clean()
        assert list(refusal.value.message_dict) == ["downtime_at"]
    notice(kind="notice", downtime_at=None).clean()


def test_the_announcement_counts_weekdays_as_people_here_see_them() -> None:
    """From the database times come in UTC: Monday, six in the morning here, is Sunday there."""
    here = datetime(2026, 11, 2, 6, tzinfo=HERE)
    stored = here.astimezone(ZoneInfo("UTC"))
    assert working_days_after(stored, 7) == working_days_after(here, 7)


def test_it_ends_after_it_starts() -> None:
    start = datetime(2026, 11, 2, 9, tzinfo=HERE)
    with pytest.raises(ValidationError) as refusal:
        notice(kind="notice", ends=start).clean()
    assert list(refusal.value.message_dict) == ["ends"]
