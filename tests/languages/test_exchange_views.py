"""Export and import in the admin."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from promo.languages import desk
from promo.languages.exchange import archives, exporting, formats
from promo.languages.models import Translation, Unit
from tests.factories import ArticlePageFactory
from tests.languages.conftest import group_at, person, translate_all, translation_of

pytestmark = pytest.mark.django_db
S = Unit.State
EXPORT, IMPORT = "translation_export", "translation_import"


@pytest.fixture(autouse=True)
def _interface_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that messages can be named here as the code has them."""
    monkeypatch.setattr(UserProfile, "get_preferred_language", lambda profile: "en")


@pytest.fixture
def at_work(client: Client, translator: Any) -> Client:
    UserProfile.get_for_user(translator)
    client.force_login(translator)
    return client


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def export(client: Client, **data: Any) -> Any:
    return client.post(reverse(EXPORT), {"format": "xliff1", **data})


def upload(client: Client, raw: bytes, name: str = "a.xlf") -> Any:
    return client.post(reverse(IMPORT), {"file": SimpleUploadedFile(name, raw)})


def with_targets(translation: Translation, state: str = S.DRAFT, **targets: str) -> bytes:
    file = exporting.text_file(translation)
    units = tuple(replace(unit, target=targets[unit.key], state=state) for unit in file.units if unit.key in targets)
    return formats.FORMATS["xliff1"].write(replace(file, units=units))


# --- Export ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", formats.FORMATS)
def test_one_object_in_one_language_is_one_file(at_work: Client, story: Any, name: str) -> None:
    key = translation_of(story).original_id
    page = at_work.get(reverse(EXPORT), {"original": key, "language": "fr"})
    assert "Đền Đa Hòa" in page.text
    assert page.context["form"].initial["language"] == ["fr"]
    response = export(at_work, original=key, language="fr", format=name)
    extension = formats.FORMATS[name].extension
    assert f"%C4%90%E1%BB%81n%20%C4%90a%20H%C3%B2a%20%28fr%29.{extension}" in response["Content-Disposition"]
    (file,) = formats.read(response.content)
    assert (file.original, file.language) == (str(translation_of(story).original.key), "fr")


def test_several_languages_or_objects_are_packed(at_work: Client, story: Any, column_page: Any) -> None:
    other = ArticlePageFactory(parent=column_page, title="Bài khác")
    keys = [translation_of(page).original_id for page in (story, other)]
    response = export(at_work, original=keys[:1], language=["fr", "ja"])
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(body_of(response))) as archive:
        assert archive.namelist() == ["Đền Đa Hòa (fr).xlf", "Đền Đa Hòa (ja).xlf"]
    with zipfile.ZipFile(io.BytesIO(body_of(export(at_work, original=keys, language="fr")))) as archive:
        assert sorted(archive.namelist()) == ["Bài khác (fr).xlf", "Đền Đa Hòa (fr).xlf"]


def test_a_portal_or_what_the_board_shows(at_work: Client, story: Any, province: Any) -> None:
    asks = at_work.get(reverse(EXPORT))
    assert "Which portal?" in asks.text
    page = at_work.get(reverse(EXPORT), {"portal": province.pk})
    assert page.context["count"] >= 3
    with zipfile.ZipFile(io.BytesIO(body_of(export(at_work, portal=province.pk, language="fr")))) as archive:
        assert {"Đền Đa Hòa (fr).xlf", "Tin tức (fr).xlf"} <= set(archive.namelist())
    found = export(at_work, board=f"portal={province.pk}&q=Đa Hòa", language="fr")
    with zipfile.ZipFile(io.BytesIO(body_of(found))) as archive:
        assert archive.namelist() == ["Đền Đa Hòa (fr).xlf"]


def test_the_labels_are_in_the_language_of_who_asks(at_work: Client, story: Any, province: Any) -> None:
    """The archive is made after the view has returned."""
    raw = body_of(export(at_work, portal=province.pk, language="fr"))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert b'resname="Title"' in archive.read("Đền Đa Hòa (fr).xlf")


def test_nothing_to_export(at_work: Client, story: Any, translator: Any) -> None:
    translation = translation_of(story, "fr")
    page = export(at_work, original=translation.original_id)
    assert "Choose at least one language." in page.text
    translate_all(translation, translator)
    page = export(at_work, original=translation.original_id, language="fr", todo="on")
    assert "every text is reviewed" in page.text


def test_who_may_export(client: Client, story: Any, commune: Any, province: Any) -> None:
    stranger = person("khach", group_at(commune, "Xã", "add", "change"))
    client.force_login(stranger)
    key = translation_of(story).original_id
    # Wagtail answers with a message and the way home.
    assert client.get(reverse(EXPORT), {"original": key}).status_code == 302
    assert export(client, original=key, language="fr").status_code == 302
    assert client.get(reverse(EXPORT), {"portal": commune.pk}).status_code == 200
    nobody = person("ai-do")
    client.force_login(nobody)
    assert client.get(reverse(EXPORT)).status_code == 302
    assert client.get(reverse(IMPORT)).status_code == 302


# --- Import ------------------------------------------------------------------------------------


def test_look_then_import(at_work: Client, story: Any, translator: Any) -> None:
    translation = translation_of(story)
    raw = with_targets(translation, title="The temple", introduction="Three days")
    report = upload(at_work, raw)
    assert "The temple" in report.text
    assert "Import 2 texts" in report.text
    assert translation.units.exclude(target="").count() == 0
    done = at_work.post(reverse(IMPORT), {"apply": report.context["key"]}, follow=True)
    assert done.redirect_chain[-1][0] == translation.desk_url
    assert "2 texts imported" in done.text
    assert translation.units.get(key="title").target == "The temple"
    # The file was kept for one click.
    again = at_work.post(reverse(IMPORT), {"apply": report.context["key"]}, follow=True)
    assert "no longer there" in again.text
    same = upload(at_work, raw)
    assert "has nothing that the desk does not have" in same.text
    assert not same.context["key"]


def test_what_is_final_counts_as_reviewed_if_one_says_so(at_work: Client, story: Any) -> None:
    translation = translation_of(story)
    report = upload(at_work, with_targets(translation, S.REVIEWED, title="The temple"))
    assert "final counts as reviewed" in report.text
    at_work.post(reverse(IMPORT), {"apply": report.context["key"], "reviewed": "on"})
    assert translation.units.get(key="title").state == S.REVIEWED


def test_final_texts_that_are_there_already(at_work: Client, story: Any) -> None:
    translation = translation_of(story)
    raw = with_targets(translation, S.REVIEWED, title="The temple")
    at_work.post(reverse(IMPORT), {"apply": upload(at_work, raw).context["key"]})
    report = upload(at_work, raw)
    assert "Count 1 final text as reviewed" in report.text
    assert 'name="reviewed" value="on"' in report.text


def test_the_kept_file_is_its_owners(at_work: Client, client: Client, story: Any, editor: Any) -> None:
    report = upload(at_work, with_targets(translation_of(story), title="The temple"))
    UserProfile.get_for_user(editor)
    client.force_login(editor)
    answer = client.post(reverse(IMPORT), {"apply": report.context["key"]}, follow=True)
    assert "no longer there" in answer.text
    assert translation_of(story).units.exclude(target="").count() == 0


def test_what_has_changed_between_report_and_click_is_left_out(at_work: Client, story: Any, reviewer: Any) -> None:
    translation = translation_of(story)
    report = upload(at_work, with_targets(translation, title="From the file"))
    unit = desk.worksheet(translation)[0]
    desk.save_unit(translation, "title", target="At the desk", state=S.DRAFT, version=unit.version, user=reviewer)
    done = at_work.post(reverse(IMPORT), {"apply": report.context["key"]}, follow=True)
    assert "Nothing was imported" in done.text
    assert translation.units.get(key="title").target == "At the desk"


def test_problems_are_shown_first_and_in_words(at_work: Client, story: Any, column_page: Any) -> None:
    other = ArticlePageFactory(parent=column_page, title="Bài khác")
    good = with_targets(translation_of(story), title="The temple")
    bad = with_targets(translation_of(other), title="Other").replace(b'id="title"', b'id="titel"')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.xlf", good)
        archive.writestr("b.xlf", bad)
        archive.writestr("c.xlf", b"<xliff")
    report = upload(at_work, out.getvalue(), "all.zip")
    assert [section.tone for section in report.context["sections"]] == ["refused", "refused", "good"]
    assert "breaks off" in report.text
    assert "No text of the original has this id (titel)" in report.text
    done = at_work.post(reverse(IMPORT), {"apply": report.context["key"]}, follow=True)
    assert "1 text imported" in done.text
    assert "b.xlf" in done.text
    assert translation_of(story).units.get(key="title").target == "The temple"


def test_a_useless_upload(at_work: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Choose a file first." in at_work.post(reverse(IMPORT), {}).text
    assert "The file is empty." in upload(at_work, b"").text
    assert "no XLIFF, PO or XLSX" in upload(at_work, b"Hello").text
    assert "archive is damaged" in upload(at_work, b"PK\x03\x04xx", "a.zip").text
    monkeypatch.setattr("promo.languages.views.exchange_import.UPLOAD", archives.Limits(3, 3, 3))
    assert "larger than" in upload(at_work, b"Hello").text


def test_markup_in_a_file_stays_text(at_work: Client, story: Any) -> None:
    report = upload(at_work, with_targets(translation_of(story), title="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in report.text
    assert "&lt;script&gt;alert(1)" in report.text


def test_other_portals_titles_do_not_leak(client: Client, story: Any, commune: Any) -> None:
    stranger = person("khach", group_at(commune, "Xã", "add", "change"))
    UserProfile.get_for_user(stranger)
    client.force_login(stranger)
    report = upload(client, with_targets(translation_of(story), introduction="Stolen"), "a.xlf")
    assert "unknown here" in report.text
    assert "Đền Đa Hòa" not in report.text
    assert not report.context["key"]


def test_the_report_of_many_objects_does_not_ask_more_of_each(at_work: Client, story: Any, column_page: Any) -> None:
    pages = [story, *(ArticlePageFactory(parent=column_page, title=f"Bài {number}") for number in range(12))]
    files = [with_targets(translation_of(page), title="x") for page in pages]
    costs = []
    for count in (1, 13):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for number, raw in enumerate(files[:count]):
                archive.writestr(f"{number}.xlf", raw)
        with CaptureQueriesContext(connection) as queries:
            assert upload(at_work, out.getvalue(), "a.zip").status_code == 200
        costs.append(len(queries))
    assert (costs[1] - costs[0]) / 12 <= 25
