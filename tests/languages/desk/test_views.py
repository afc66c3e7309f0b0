"""The desk over HTTP: what it shows and to whom, and what stands beside the texts."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from promo.editorial.models import ArticlePage
from promo.languages import desk, memory, originals, publishing
from promo.languages.models import GlossaryTerm, MemoryEntry, Translation, Unit
from promo.languages.people import add_translators
from promo.portals.models import Menu
from tests.languages.conftest import person, translate_all, translation_of
from tests.languages.desk.conftest import BOLD, address, opened, post, text

pytestmark = pytest.mark.django_db


def test_every_text_is_there_with_its_tags_as_chips(at_desk: Client, english: Translation) -> None:
    html = opened(at_desk, english)
    for unit in english.units.all():
        assert f'data-key="{unit.key}"' in html
    chips = 'Đất <i data-n="1" data-k="open" data-t="b"></i>lành<i data-n="1" data-k="close" data-t="b"></i> chim đậu.'
    assert chips in html
    assert html.index("Bến sông") < html.index("Người tài về.")


def test_texts_are_shown_as_texts(at_desk: Client, english: Translation) -> None:
    unit = text(english, "title")
    desk.save_unit(
        english, "title", target="</textarea><script>1</script>", state="draft", version=unit.version, user=None
    )
    Unit.objects.filter(pk=unit.pk).update(comment='"><script>2</script>')
    html = opened(at_desk, english)
    assert "<script>1" not in html
    assert "<script>2" not in html
    assert "&lt;script&gt;1" in html


def test_pictures_and_headings_stand_beside_the_texts(at_desk: Client, story: Any, english: Translation) -> None:
    from promo.core.models import PortalImage

    image = PortalImage.objects.create(title="Sông", file="original_images/song.jpg", width=8, height=8)
    crops = {"square": [[240, 240, "images/song.avif", "images/song.webp"]]}
    PortalImage.objects.filter(pk=image.pk).update(prepared={"of": image.signature, "crops": crops})
    story.body_vi = [{"type": "picture", "value": {"image": image.pk, "caption": "Bến Đa Hòa"}}]
    story.save_revision(clean=False).publish()
    html = opened(at_desk, translation_of(story))
    assert 'src="/media/images/song.webp"' in html
    assert "Bến Đa Hòa" in html


def test_an_outdated_text_shows_what_changed(
    at_desk: Client, story: Any, english: Translation, translator: Any
) -> None:
    translate_all(english, translator)
    story.title_vi = "Đền Hóa Dạ Trạch"
    story.save_revision(clean=False).publish()
    html = opened(at_desk, translation_of(story))
    assert 'data-s="outdated"' in html
    assert "removed:" in html
    assert "<del>" in html
    assert "Đa Hòa</del>" in html
    assert "Hóa Dạ Trạch</ins>" in html


def test_nothing_to_translate(client: Client, administrator: Any, province: Any) -> None:
    client.force_login(administrator)
    menu = Menu.objects.create(portal=province, place="header")
    html = opened(client, translation_of(menu))
    assert "There is nothing to translate yet" in html


def test_only_the_portals_own_translators_come_in(client: Client, commune: Any, english: Translation) -> None:
    stranger = person("nguoi-la", add_translators(commune, "Mễ Sở"))
    client.force_login(stranger)
    response = client.get(address(english))
    assert response.status_code == 403
    assert "This page belongs to a portal that you do not translate." in response.content.decode()
    for name in ("news", "help"):
        assert client.get(address(english, name)).status_code == 403
    assert client.get(address(english, "preview")).status_code == 403
    row = text(english, "title")
    assert (
        post(client, english, {"key": "title", "target": "x", "state": "draft", "version": row.version}).status_code
        == 403
    )
    assert post(client, english, {"key": "title", "comment": "x"}).status_code == 403
    for action in ("hand-in", "publish", "approve", "send-back", "withdraw", "machine", "assign", "cancel"):
        client.post(address(english, "action", action), {"translator": stranger.pk})
    row.refresh_from_db()
    english.refresh_from_db()
    assert (row.target, row.comment, english.translator_id, english.live) == ("", "", None, False)
    assert not english.workflow_in_progress


def test_signed_out_people_are_sent_to_sign_in(client: Client, english: Translation) -> None:
    assert "/login/" in client.get(address(english))["Location"]


def test_languages_that_are_not_there(at_desk: Client, english: Translation) -> None:
    for language in ("vi", "xx"):
        assert at_desk.get(reverse("translation_desk", args=[english.original_id, language])).status_code == 404


def test_a_language_that_came_later_is_there_at_once(at_desk: Client, english: Translation) -> None:
    Translation.objects.filter(original=english.original, language="lo").delete()
    assert at_desk.get(reverse("translation_desk", args=[english.original_id, "lo"])).status_code == 200


def test_news(at_desk: Client, english: Translation, editor: Any) -> None:
    token = at_desk.get(address(english, "news")).json()["token"]
    assert at_desk.get(address(english, "news"), {"since": token}).json() == {"token": token}
    row = text(english, "title")
    desk.save_unit(english, "title", target="Hers", state="draft", version=row.version, user=editor)
    answer = at_desk.get(address(english, "news"), {"since": token}).json()
    assert answer["token"] != token
    assert answer["stamps"][str(row.pk)] != f"{row.version}.0"
    rows = at_desk.get(address(english, "news"), {"units": str(row.pk)}).json()["units"]
    assert [(other["target"], other["by"]) for other in rows] == [("Hers", "bientap")]


@pytest.mark.parametrize("what", ["comment", "source", "hand-in"])
def test_news_of_every_kind(
    at_desk: Client, story: Any, english: Translation, translator: Any, reviewer: Any, what: str
) -> None:
    translate_all(english, translator)
    token = at_desk.get(address(english, "news")).json()["token"]
    if what == "comment":
        english.units.filter(key="title").update(comment="?")
    elif what == "source":
        story.title_vi = "Đền mới"
        story.save_revision(clean=False).publish()
    else:
        publishing.hand_in(english, translator)
    assert at_desk.get(address(english, "news"), {"since": token}).json()["token"] != token


def test_the_texts_of_another_translation_are_no_news(
    at_desk: Client, english: Translation, french: Translation
) -> None:
    other = text(french, "title")
    assert at_desk.get(address(english, "news"), {"units": str(other.pk)}).json()["units"] == []


def test_help_with_a_text(at_desk: Client, english: Translation) -> None:
    GlossaryTerm.objects.create(language="en", term="Đa Hòa", translation="Da Hoa", kind="place", note="No accents")
    memory.remember("en", [("Đền Đa Hòa", "Da Hoa temple"), ("Đất <1>lành</1> chim đậu", "Good <1>land</1>")])
    answer = at_desk.get(address(english, "help"), {"key": "title", "kind": "line"}).json()
    assert [(term["term"], term["translation"], term["note"]) for term in answer["terms"]] == [
        ("Đa Hòa", "Da Hoa", "No accents")
    ]
    assert answer["matches"] == [{"percent": 100, "target": "Da Hoa temple", "changes": ""}]
    match = at_desk.get(address(english, "help"), {"key": BOLD, "kind": "rich"}).json()["matches"][0]
    assert match["percent"] < 100
    assert match["target"] == "Good <1>land</1>"
    assert match["changes"].startswith("Đất lành chim đậu<ins>")
    assert at_desk.get(address(english, "help"), {"key": "nothing"}).status_code == 410


def test_quality_is_checked_with_each_save(at_desk: Client, english: Translation) -> None:
    row = text(english, "title")
    sent = {"key": "title", "target": "Da  Hoa", "state": "draft", "version": row.version, "kind": "line"}
    issues = post(at_desk, english, sent).json()["issues"]
    assert issues
    assert set(issues[0]) == {"severity", "message"}


def test_the_preview_shows_the_work(at_desk: Client, story: Any, english: Translation) -> None:
    row = text(english, "title")
    desk.save_unit(english, "title", target="Da Hoa temple", state="draft", version=row.version, user=None)
    response = at_desk.get(address(english, "preview"))
    html = response.content.decode()
    assert '<html lang="en"' in html
    assert "Da Hoa temple" in html
    assert "Người tài về." in html  # what is missing stands in Vietnamese
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert ArticlePage.objects.get(pk=story.pk).published_in("en") is None


def test_the_preview_of_a_record_is_a_list(client: Client, administrator: Any, province: Any) -> None:
    from promo.portals.models import Notice

    client.force_login(administrator)
    now = timezone.now()
    notice = Notice.objects.create(portal=province, text_vi="Bảo trì", starts=now, ends=now)
    html = client.get(address(translation_of(notice), "preview")).content.decode()
    assert "Bảo trì" in html
    assert '<html lang="en"' in html


def test_groups_and_memory_are_untouched_by_looking(at_desk: Client, english: Translation) -> None:
    before = (Group.objects.count(), MemoryEntry.objects.count(), originals.find(english.original.page).pk)
    opened(at_desk, english)
    assert before == (Group.objects.count(), MemoryEntry.objects.count(), english.original_id)
