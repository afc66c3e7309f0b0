"""From empty to live, and who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import PageLogEntry

from promo.editorial.models import ArticlePage
from promo.languages import desk, publishing
from promo.languages.models import MemoryEntry, Translation, Unit
from tests.languages.conftest import person, translate_all, translation_of

pytestmark = pytest.mark.django_db
S = Translation.State


def english(page: Any) -> dict[str, Any]:
    row = ArticlePage.objects.filter(pk=page.pk).values(
        "title_en", "introduction_en", "published_at_en", "local_slug_en"
    )
    found = dict(row.get())
    # The bodies as stored: `values` would hand out what StreamField makes of them.
    found["body"] = ArticlePage.objects.get(pk=page.pk).body_en.get_prep_value()
    return found


def test_a_new_page_waits_at_the_desk_in_every_language(story: Any) -> None:
    rows = translation_of(story).original.translations
    assert rows.count() == 6
    assert set(rows.values_list("state", flat=True)) == {S.MISSING}
    assert translation_of(story).words_todo == translation_of(story).original.words > 10


def test_from_empty_to_live(story: Any, translator: Any, reviewer: Any) -> None:
    translation = translation_of(story)
    with pytest.raises(ValidationError):
        publishing.hand_in(translation, translator)
    translate_all(translation, translator)
    assert translation.state == S.READY
    publishing.hand_in(translation, translator)
    assert translation_of(story).state == S.REVIEW
    assert english(story)["published_at_en"] is None
    publishing.approve(translation_of(story), reviewer)
    assert translation_of(story).state == S.LIVE
    public = english(story)
    assert public["title_en"] == "EN Đền Đa Hòa"
    assert public["local_slug_en"] == "en-den-da-hoa"
    assert public["published_at_en"]
    assert public["body"][0]["value"] == (
        '<h2 data-block-key="h1">EN Bến sông</h2><p data-block-key="p1">EN Đất <b>EN lành</b>EN  chim đậu.</p>'
    )
    assert public["body"][1]["value"]["attribution"] == "EN Tục ngữ"
    assert [block["id"] for block in public["body"]] == [block["id"] for block in story.body_vi.get_prep_value()]


def test_publishing_is_logged_remembered_indexed_and_shown(
    client: Any, story: Any, translator: Any, reviewer: Any
) -> None:
    before = client.get(ArticlePage.objects.get(pk=story.pk).url_in("en"))
    assert "EN Người tài về." not in before.content.decode() and before["X-Robots-Tag"] == "noindex"
    translation = translation_of(story)
    translate_all(translation, translator)
    publishing.publish_now(translation, reviewer)
    assert PageLogEntry.objects.filter(page=story.pk, action="languages.publish", user=reviewer).count() == 1
    assert MemoryEntry.objects.filter(language="en", source="Bến sông", target="EN Bến sông").exists()
    page = client.get(ArticlePage.objects.get(pk=story.pk).url_in("en"))
    assert "EN Người tài về." in page.content.decode()
    assert ArticlePage.objects.live_in("en").search("Tục ngữ").count() == 1


def test_nobody_publishes_his_own_translation(story: Any, reviewer: Any, editor: Any) -> None:
    translation = translation_of(story)
    translate_all(translation, reviewer)
    with pytest.raises(PublishPermissionError):
        publishing.publish_now(translation_of(story), reviewer)
    assert english(story)["published_at_en"] is None
    publishing.hand_in(translation_of(story), reviewer)
    with pytest.raises(PermissionDenied):
        publishing.approve(translation_of(story), reviewer)
    with pytest.raises(PermissionDenied):
        publishing.approve(translation_of(story), editor)
    assert translation_of(story).state == S.REVIEW


def test_not_even_an_administrator_does(story: Any, administrator: Any) -> None:
    translation = translation_of(story)
    translate_all(translation, administrator)
    with pytest.raises(PublishPermissionError):
        publishing.publish_now(translation, administrator)


def test_sent_back_with_a_word_why(story: Any, translator: Any, reviewer: Any) -> None:
    translation = translation_of(story)
    translate_all(translation, translator)
    publishing.hand_in(translation, translator)
    with pytest.raises(ValidationError):
        publishing.send_back(translation_of(story), reviewer, " ")
    publishing.send_back(translation_of(story), reviewer, "Tên đền phải giữ nguyên.")
    assert translation_of(story).state == S.READY
    publishing.hand_in(translation_of(story), translator)
    publishing.approve(translation_of(story), reviewer)
    assert translation_of(story).live


def test_what_was_approved_is_what_is_published(story: Any, translator: Any, reviewer: Any) -> None:
    """The translator goes on while the reviewer reads."""
    translation = translation_of(story)
    translate_all(translation, translator)
    publishing.hand_in(translation, translator)
    title = translation.units.get(key="title")
    desk.save_unit(
        translation, "title", target="Unfinished idea", state=Unit.State.DRAFT, version=title.version, user=translator
    )
    publishing.approve(translation_of(story), reviewer)
    assert english(story)["title_en"] == "EN Đền Đa Hòa"
    after = translation_of(story)
    assert after.has_unpublished_changes and after.state == S.WORK


def live_english(story: Any, translator: Any, reviewer: Any) -> Translation:
    translation = translation_of(story)
    translate_all(translation, translator)
    publishing.publish_now(translation, reviewer)
    return translation_of(story)


def half_done_rework(story: Any, translator: Any) -> None:
    translation = translation_of(story)
    for key, words in (("title", "A better title"), ("introduction", "A better beginning")):
        unit = translation.units.get(key=key)
        state = Unit.State.REVIEWED if key == "title" else Unit.State.DRAFT
        desk.save_unit(translation, key, target=words, state=state, version=unit.version, user=translator)


def edited(story: Any, **texts: Any) -> Any:
    page = ArticlePage.objects.get(pk=story.pk).get_latest_revision_as_object()
    for name, value in texts.items():
        setattr(page, name, value)
    return page


def test_urgent_vietnamese_while_english_is_half_reworked(story: Any, translator: Any, reviewer: Any) -> None:
    live_english(story, translator, reviewer)
    before = english(story)
    half_done_rework(story, translator)
    edited(story, title_vi="Đền Đa Hòa đóng cửa").save_revision(user=reviewer).publish(user=reviewer)
    assert ArticlePage.objects.get(pk=story.pk).title_vi == "Đền Đa Hòa đóng cửa"
    assert english(story) == before
    translation = translation_of(story)
    assert translation.state == S.OUTDATED
    title = translation.units.get(key="title")
    assert (title.state, title.previous_source, title.target) == ("outdated", "Đền Đa Hòa", "A better title")
    assert translation.units.get(key="introduction").target == "A better beginning"


def test_a_scheduled_revision_made_before_the_translation_was_renewed(
    story: Any, translator: Any, reviewer: Any
) -> None:
    live_english(story, translator, reviewer)
    page = edited(story, title_vi="Đền Đa Hòa mở hội", go_live_at=timezone.now() + timedelta(days=1))
    page.save_revision(user=reviewer).publish(user=reviewer)
    half_done_rework(story, translator)
    translation = translation_of(story)
    translate_all(translation, translator)
    publishing.publish_now(translation, reviewer)
    renewed = english(story)
    assert renewed["title_en"] == "A better title"
    from wagtail.models import Revision

    Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    for revision in Revision.objects.exclude(approved_go_live_at=None):
        revision.content["go_live_at"] = None
        revision.save(update_fields=["content"])
    call_command("publish_scheduled")
    assert ArticlePage.objects.get(pk=story.pk).title_vi == "Đền Đa Hòa mở hội"
    assert english(story) == renewed
    assert translation_of(story).state == S.OUTDATED


def test_a_restored_revision(story: Any, translator: Any, reviewer: Any) -> None:
    old = story.get_latest_revision()
    live_english(story, translator, reviewer)
    edited(story, title_vi="Tên mới").save_revision().publish()
    translation = translation_of(story)
    translate_all(translation, translator, prefix="NEW")
    publishing.publish_now(translation, reviewer)
    renewed = english(story)
    assert renewed["title_en"] == "NEW Tên mới"
    old.as_object().save_revision(user=reviewer, previous_revision=old).publish(user=reviewer)
    assert ArticlePage.objects.get(pk=story.pk).title_vi == "Đền Đa Hòa"
    assert english(story) == renewed


def test_back_to_the_text_it_was_translated_from(story: Any, translator: Any, reviewer: Any) -> None:
    live_english(story, translator, reviewer)
    edited(story, title_vi="Tên mới").save_revision().publish()
    assert translation_of(story).state == S.OUTDATED
    edited(story, title_vi="Đền Đa Hòa").save_revision().publish()
    assert translation_of(story).state == S.LIVE


def test_a_moved_block(story: Any, translator: Any, reviewer: Any) -> None:
    live_english(story, translator, reviewer)
    before = english(story)
    blocks = list(reversed(story.body_vi.get_prep_value()))
    edited(story, body_vi=ArticlePage._meta.get_field("body_vi").to_python(blocks)).save_revision().publish()
    assert english(story) == before
    translation = translation_of(story)
    assert (translation.state, translation.units_outdated, translation.words_todo) == (S.READY, 0, 0)
    publishing.publish_now(translation, reviewer)
    assert [block["id"] for block in english(story)["body"]] == [block["id"] for block in blocks]
    assert translation_of(story).state == S.LIVE


def test_a_small_correction_keeps_translations_valid(story: Any, translator: Any, reviewer: Any, editor: Any) -> None:
    live_english(story, translator, reviewer)
    before = english(story)
    edited(story, introduction_vi="Ba ngày hội bên sông Hồng!").save_revision().publish()
    assert translation_of(story).units_outdated == 1
    changed = Unit.objects.filter(translation__original__page=story.pk, state=Unit.State.OUTDATED)
    assert desk.accept_source(changed, editor) == 1
    assert translation_of(story).state == S.LIVE
    assert english(story) == before


def test_an_unopened_public_translation_learns_what_it_was_made_of(article: Any) -> None:
    """A starter page's English was published without the desk: the first change must not lose its source."""
    translation = translation_of(article)
    assert (translation.state, translation.units_total) == (S.LIVE, 0)
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Lễ hội mùa thu"
    page.save()
    translation = translation_of(article)
    title = translation.units.get(key="title")
    assert (title.state, title.previous_source, title.target) == ("outdated", "Lễ hội mùa xuân", "Spring festival")
    assert translation.state == S.OUTDATED


def test_withdrawn_and_published_again(client: Any, story: Any, translator: Any, reviewer: Any) -> None:
    translation = live_english(story, translator, reviewer)
    publishing.withdraw(translation, reviewer)
    assert english(story)["published_at_en"] is None
    assert translation_of(story).state == S.READY
    assert "EN Đền" not in client.get("/en/").content.decode()
    publishing.publish_now(translation_of(story), reviewer)
    assert english(story)["published_at_en"]


def test_a_scheduled_translation(story: Any, translator: Any, reviewer: Any) -> None:
    translation = translation_of(story)
    translate_all(translation, translator)
    translation.go_live_at = timezone.now() + timedelta(hours=1)
    translation.save(update_fields=["go_live_at"])
    publishing.publish_now(translation, reviewer)
    assert english(story)["published_at_en"] is None
    revision = translation_of(story).latest_revision
    assert revision.approved_go_live_at
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")
    assert english(story)["title_en"] == "EN Đền Đa Hòa"
    assert translation_of(story).live


def test_deleting_the_page_takes_its_translations_along(story: Any, translator: Any, reviewer: Any) -> None:
    translation = live_english(story, translator, reviewer)
    revisions = translation.revisions.count()
    assert revisions
    story.delete()
    assert not Translation.objects.filter(pk=translation.pk).exists()
    assert not Unit.objects.filter(translation=translation.pk).exists()
    from wagtail.models import Revision

    assert not Revision.objects.for_instance(translation).exists()


def test_moving_the_page_keeps_its_translations(story: Any, province: Any, translator: Any, reviewer: Any) -> None:
    from tests.factories import ArticleIndexPageFactory

    live_english(story, translator, reviewer)
    before = english(story)
    other = ArticleIndexPageFactory(parent=province, title="Văn hóa", en="Culture")
    ArticlePage.objects.get(pk=story.pk).move(other, pos="last-child")
    assert english(story) == before
    assert translation_of(story).state == S.LIVE


def test_unpublishing_the_page_hides_all_and_keeps_the_work(
    client: Any, story: Any, translator: Any, reviewer: Any
) -> None:
    live_english(story, translator, reviewer)
    url = ArticlePage.objects.get(pk=story.pk).url_in("en")
    ArticlePage.objects.get(pk=story.pk).unpublish()
    assert client.get(url).status_code == 404
    assert translation_of(story).units_done == translation_of(story).units_total > 0


@pytest.mark.parametrize("recursive", [False, True])
def test_a_copy_starts_in_vietnamese_with_drafts_at_the_desk(
    story: Any, column_page: Any, translator: Any, reviewer: Any, recursive: bool
) -> None:
    live_english(story, translator, reviewer)
    before = english(story)
    if recursive:
        column_page.refresh_from_db()
        column_page.copy(recursive=True, update_attrs={"slug": "tin-tuc-2", "title": "Tin tức 2"})
        copy = ArticlePage.objects.get(
            slug="den-da-hoa", path__startswith=type(column_page).objects.get(slug="tin-tuc-2").path
        )
    else:
        copy = ArticlePage.objects.get(pk=story.pk).copy(update_attrs={"slug": "den-2", "title": "Đền thứ hai"})
    assert english(copy)["title_en"] in (None, "") and english(copy)["published_at_en"] is None
    assert english(story) == before
    translation = translation_of(copy)
    quote = translation.units.get(key__endswith=".attribution")
    assert (quote.target, quote.state) == ("EN Tục ngữ", Unit.State.DRAFT)
    assert translation.units_done == 0


def test_two_people_change_two_texts(story: Any, translator: Any, editor: Any) -> None:
    mine = desk.worksheet(translation_of(story))
    theirs = desk.worksheet(translation_of(story))
    desk.save_unit(
        translation_of(story), "title", target="Mine", state="draft", version=mine[0].version, user=translator
    )
    done = desk.save_unit(
        translation_of(story), "introduction", target="Theirs", state="draft", version=theirs[1].version, user=editor
    )
    assert not done.conflict
    lost = desk.save_unit(
        translation_of(story), "title", target="Overwritten", state="draft", version=theirs[0].version, user=editor
    )
    assert lost.conflict and lost.unit.target == "Mine"
    targets = [unit.target for unit in desk.worksheet(translation_of(story))][:2]
    assert targets == ["Mine", "Theirs"]


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("title", " "),
        ("title", "x" * 256),
        ("title", "a\x00b"),
        (f"body#{'0b7e2c1a-0000-4000-8000-000000000001'}#p1", "no tags"),
        (f"body#{'0b7e2c1a-0000-4000-8000-000000000001'}#h1", "a <1>tag</1> where there is none"),
        (f"body#{'0b7e2c1a-0000-4000-8000-000000000001'}#p1", "<1>a</1><1>b</1>"),
    ],
)
def test_what_cannot_be_confirmed(story: Any, translator: Any, key: str, target: str) -> None:
    unit = {unit.key: unit for unit in desk.worksheet(translation_of(story))}[key]
    with pytest.raises(ValidationError):
        desk.save_unit(
            translation_of(story), key, target=target, state="reviewed", version=unit.version, user=translator
        )
    assert translation_of(story).units.get(key=key).target == ""


def test_a_machines_text_is_never_public_unreviewed(story: Any, translator: Any, reviewer: Any) -> None:
    translation = translation_of(story)
    targets = {unit.key: unit.source for unit in desk.worksheet(translation)}
    desk.apply_targets(translation, targets, state=Unit.State.MACHINE, user=None)
    assert set(translation.units.values_list("state", flat=True)) == {"machine"}
    with pytest.raises(ValidationError):
        publishing.publish_now(translation_of(story), reviewer)
    # Typed state "machine" by a person is a draft, not a way around.
    unit = translation.units.get(key="title")
    saved = desk.save_unit(translation, "title", target="X", state="machine", version=unit.version, user=translator)
    assert saved.unit.state == Unit.State.MACHINE
    assert publishing.missing_units(translation_of(story))


def test_written_out_links_lead_to_the_readers_language(
    story: Any, province: Any, translator: Any, reviewer: Any
) -> None:
    from tests.factories import SectionPageFactory

    target = SectionPageFactory(parent=province, title="Đầu tư", slug="dau-tu", en="Invest")
    block = {
        "type": "text",
        "value": '<p>Xem <a href="/vi/dau-tu/">đầu tư</a> và <a href="https://example.org/vi/x/">nơi khác</a>.</p>',
        "id": "0b7e2c1a-0000-4000-8000-000000000009",
    }
    page = ArticlePage.objects.get(pk=story.pk)
    page.body_vi = ArticlePage._meta.get_field("body_vi").to_python([block])
    page.save()
    translation = translation_of(story)
    translate_all(translation, translator)
    publishing.publish_now(translation, reviewer)
    made = english(story)["body"][0]["value"]
    assert f'<a linktype="page" id="{target.pk}">' in made
    assert '<a href="https://example.org/vi/x/">' in made


def test_an_outsider_may_nothing(story: Any, commune: Any) -> None:
    from promo.languages import access
    from tests.languages.conftest import group_at

    stranger = person("xa", group_at(commune, "Xã", "add", "change", "publish"))
    original = translation_of(story).original
    assert not access.may_translate(stranger, original)
    assert not access.may_publish(stranger, original)
    assert not access.visible_originals(stranger, commune).filter(pk=original.pk).exists()


def test_a_word_that_a_language_does_without(db: Any, administrator: Any, translator: Any) -> None:
    from promo.core.models import Figure
    from tests.factories import FigureFactory

    figure = FigureFactory(unit_vi="xã")
    translation = translation_of(figure, "ja")
    translate_all_but_unit = {"label": "面積", "source": "文書一号"}
    desk.apply_targets(translation, translate_all_but_unit, state=Unit.State.REVIEWED, user=translator)
    with pytest.raises(ValidationError):
        publishing.publish_now(translation, administrator)
    unit = translation.units.get(key="unit")
    desk.save_unit(translation, "unit", target="", state="reviewed", version=unit.version, user=translator)
    publishing.publish_now(translation, administrator)
    assert Figure.objects.filter(pk=figure.pk).values_list("label_ja", "unit_ja").get() == ("面積", "")


def test_what_was_public_before_anybody_opened_the_desk_is_remembered(article: Any) -> None:
    desk.worksheet(translation_of(article))
    assert MemoryEntry.objects.filter(language="en", source="Lễ hội mùa xuân", target="Spring festival").exists()


def test_a_small_correction_cannot_wave_a_lost_link_through(
    story: Any, translator: Any, reviewer: Any, editor: Any
) -> None:
    live_english(story, translator, reviewer)
    blocks = story.body_vi.get_prep_value()
    blocks[0]["value"] = blocks[0]["value"].replace("<b>lành</b>", "lành")
    edited(story, body_vi=ArticlePage._meta.get_field("body_vi").to_python(blocks)).save_revision().publish()
    changed = Unit.objects.filter(translation__original__page=story.pk, state=Unit.State.OUTDATED)
    assert changed.count() == 1
    assert desk.accept_source(changed, editor) == 0
    assert translation_of(story).state == S.OUTDATED


def test_who_called_a_change_small_is_in_the_history(story: Any, translator: Any, reviewer: Any, editor: Any) -> None:
    live_english(story, translator, reviewer)
    edited(story, title_vi="Đền Đa Hoà").save_revision().publish()
    desk.accept_source(Unit.objects.filter(state=Unit.State.OUTDATED), editor)
    entry = PageLogEntry.objects.get(page=story.pk, action="languages.accept")
    assert (entry.user, entry.data["language"]) == (editor, "en")


def test_copying_costs_the_same_in_every_language(story: Any, translator: Any, reviewer: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from promo.languages import copies

    def cost(slug: str) -> int:
        page = ArticlePage.objects.get(pk=story.pk)
        copy = page.copy(update_attrs={"slug": slug, "title": slug})
        with CaptureQueriesContext(connection) as queries:
            copies.copy_drafts(page, copy)
        return len(queries)

    live_english(story, translator, reviewer)
    one = cost("ban-sao-1")
    for language in ("fr", "ja", "ko"):
        translate_all(translation_of(story, language), translator)
    assert cost("ban-sao-2") == one
