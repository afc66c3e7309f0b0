"""The glossary: finding terms, files in and out, the admin."""

import csv
import io
import random
import re
from time import perf_counter
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation as interface
from lxml import etree

from promo.core.languages import TARGETS
from promo.languages import glossary, glossary_csv, glossary_files, glossary_tbx
from promo.languages.glossary import Terms, terms_in
from promo.languages.glossary_files import GlossaryFileError, seed_glossary
from promo.languages.models import GlossaryTerm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with interface.override("en"):
        yield


def make(term: str, translation: str = "x", language: str = "en", **more: Any) -> GlossaryTerm:
    return GlossaryTerm(language=language, term=term, translation=translation, **more)


def found(source: str, *terms: str) -> list[str]:
    return [term.term for term in terms_in(source, "en", [make(term) for term in terms])]


# --- Finding ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "terms", "expected"),
    [
        ("Xã Khoái Châu, tỉnh Hưng Yên", ("Hưng Yên", "Khoái Châu"), ["Khoái Châu", "Hưng Yên"]),
        ("ĐỀN ĐA HÒA", ("Đền Đa Hòa",), ["Đền Đa Hòa"]),
        ("Đền Đa Hoà", ("Đền Đa Hòa",), ["Đền Đa Hòa"]),
        ("Ủy ban, Uỷ ban", ("Uỷ ban",), ["Uỷ ban"]),
        ("Kho\u00e1i Cha\u0302u", ("Khoái Châu",), ["Khoái Châu"]),
        ("Khoái\u00a0Châu\n", ("Khoái Châu",), ["Khoái Châu"]),
        ("công nghệ và nghệ", ("nghệ",), ["nghệ"]),
        ("nghệm nghệ2", ("nghệ",), []),
        ("Bộ Ngoại giao họp", ("Bộ Ngoại", "Ngoại giao họp", "Bộ Ngoại giao"), ["Ngoại giao họp"]),
        (
            "Chủ tịch Ủy ban nhân dân",
            ("Ủy ban nhân dân", "Chủ tịch", "Chủ tịch Ủy ban nhân dân"),
            ["Chủ tịch Ủy ban nhân dân"],
        ),
        ("Thành phố Hồ Chí Minh và xã Chí Minh", ("Chí Minh", "Hồ Chí Minh"), ["Hồ Chí Minh", "Chí Minh"]),
        ("<1>Đền</1> Đa <2/>Hòa", ("Đền Đa Hòa",), []),
        ("<1>Đền</1> Đa<2/>Hòa", ("Đền Đa Hòa",), ["Đền Đa Hòa"]),
        ("Kế hoạch 151/KH-UBND của UBND huyện", ("UBND",), ["UBND"]),
        ("Kế hoạch 151/KH-UBND", ("UBND",), []),
        ("đuôi .gov.vn", (".gov.vn",), [".gov.vn"]),
        ("", ("x",), []),
        ("không có gì", (), []),
    ],
)
def test_terms_in(source: str, terms: tuple[str, ...], expected: list[str]) -> None:
    assert found(source, *terms) == expected


def test_all_rows_of_a_term_each_once():
    rows = [make("Mễ Sở", "Me So"), make("Mễ Sở", "Mễ Sở"), make("Mễ Sở", "Meso", rule="forbid")]
    assert terms_in("Mễ Sở và Mễ Sở", "en", rows) == rows


def test_two_thousand_terms_in_two_hundred_texts():
    generator = random.Random(1)
    syllables = [f"tiếng{number}" for number in range(400)]
    names = {" ".join(generator.choices(syllables, k=generator.randint(1, 4))) for _ in range(2200)}
    terms = Terms(make(name) for name in list(names)[:2000])
    texts = [" ".join(generator.choices(syllables, k=40)) for _ in range(200)]
    started = perf_counter()
    hits = sum(len(terms_in(text, "en", terms)) for text in texts)
    assert hits > 500
    assert perf_counter() - started < 5  # hundreds of times over where it is not flat; how fast is for the bench


def test_the_glossary_is_read_once_and_again_when_it_changes(django_assert_num_queries):
    term = make("Mễ Sở", "Me So")
    term.save()
    assert terms_in("Mễ Sở", "en") == [term]
    with django_assert_num_queries(0):
        for _ in range(3):
            terms_in("Mễ Sở", "en")
    assert terms_in("Mễ Sở", "fr") == []
    term.translation = "Mễ Sở"
    term.save()
    assert terms_in("Mễ Sở", "en")[0].translation == "Mễ Sở"
    glossary_files.apply(glossary_files.read("x.csv", "language,term,translation\nen,Hoàn Long,Hoan Long".encode()))
    assert len(terms_in("Mễ Sở, Hoàn Long", "en")) == 2
    term.delete()
    assert len(terms_in("Mễ Sở, Hoàn Long", "en")) == 1


# --- Files -----------------------------------------------------------------------------------


def table() -> set[tuple[str, ...]]:
    return set(GlossaryTerm.objects.values_list("language", "term", "translation", "note", "kind", "rule"))


AWKWARD = [
    ("en", "=1+1", "'=2", "-note", "term", "use"),
    ("fr", "@a", "+33", "'quoted'", "place", "use"),
    ("ja", 'Dấu "ngoặc", phẩy', "<b>&amp;</b>", "a; b", "relic", "use"),
    ("lo", "OCOP", "", "", "title", "keep"),
    ("ko", "Biển Đông", "남중국해", "…", "place", "forbid"),
    ("ko", "Biển Đông", "베트남 동해", "", "place", "use"),
    ("zh-hans", "Gia Lai", "Gia Lai", "", "place", "use"),
    ("en", "Gia Lai", "Gia Lai", "", "term", "use"),
]


@pytest.mark.parametrize("writer", [glossary_csv, glossary_tbx])
def test_round_trip(writer: Any) -> None:
    seed_glossary()
    names = ("language", "term", "translation", "note", "kind", "rule")
    GlossaryTerm.objects.bulk_create(
        [GlossaryTerm(**dict(zip(names, row, strict=True))) for row in AWKWARD], ignore_conflicts=True
    )
    before = table()
    made = writer.write(GlossaryTerm.objects.all())
    report = glossary_files.apply(glossary_files.read("terms", made))
    assert (report.new, report.changed, report.unchanged) == ([], [], len(before))
    GlossaryTerm.objects.all().delete()
    glossary_files.apply(glossary_files.read("terms", made))
    assert table() == before
    assert writer.write(GlossaryTerm.objects.order_by("language", "term", "translation", "rule")) == writer.write(
        GlossaryTerm.objects.order_by("language", "term", "translation", "rule")
    )


def test_csv_is_for_spreadsheets():
    make("=HYPERLINK(1)", "+x").save()
    raw = glossary_csv.write(GlossaryTerm.objects.all())
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0] == ["Ngôn ngữ", "Thuật ngữ tiếng Việt", "Bản dịch", "Ghi chú", "Loại", "Quy tắc"]
    assert rows[1][:3] == ["en", "'=HYPERLINK(1)", "'+x"]


@pytest.mark.parametrize(
    "text",
    [
        "language,term,translation\nen,Mễ Sở,Me So\n",
        "LANGUAGE;Term;Translation;Extra\nEnglish;Mễ Sở;Me So;1\n",
        "\ufeffNgôn ngữ;Thuật ngữ tiếng Việt;Bản dịch\r\nen-US;  Mễ   Sở ;Me So\r\n;;\r\n",
        "ngon ngu\tthuat ngu\tban dich\nEN\tMễ Sở\tMe So",
    ],
)
def test_headings_and_separators(text: str) -> None:
    (row,) = glossary_files.read("a.csv", text.encode())
    assert (row.language, row.term, row.translation, row.kind, row.rule) == ("en", "Mễ Sở", "Me So", None, None)


HEAD = "language,term,translation,kind,rule\n"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        ((HEAD + "en,Mễ Sở,Me So,,").encode("utf-16"), "UTF-8"),
        ((HEAD + "en,a,b,,\nen,Đà Lạt,Dà,,").encode("cp1258", "replace"), "row 3"),
        (b"PK\x03\x04....", "Excel"),
        (b"term,translation\na,b", "Ngôn ngữ"),
        ((HEAD + "tlh,Mễ Sở,x,,").encode(), "row 2.*tlh"),
        ((HEAD + "zh-TW,Mễ Sở,x,,").encode(), "row 2.*zh-TW"),
        ((HEAD + "en,Mễ Sở,,,").encode(), "row 2.*translation"),
        ((HEAD + "en,,x,,").encode(), "row 2.*Vietnamese"),
        ((HEAD + "en,Mễ Sở,x,galaxy,").encode(), "row 2.*galaxy"),
        ((HEAD + "en,Mễ Sở,x,,maybe").encode(), "row 2.*maybe"),
        ((HEAD + "en,OCOP,x,,keep").encode(), "row 2.*never"),
        ((HEAD + "en,a,b,,\nen,a,b,place,").encode(), "row 3.*row 2"),
        ((HEAD + f"en,{'a' * 151},b,,").encode(), "150"),
        ((HEAD + "en").encode(), "row 2.*columns"),
        ((HEAD + 'en,"a,b').encode(), "CSV"),
        (b"language,language,term,translation\nen,en,a,b", "twice"),
        (HEAD.encode(), "no terms"),
        (b"<html/>", "TBX"),
        (b"<tbx><text>", "XML"),
    ],
)
def test_what_is_wrong_is_said(raw: bytes, says: str) -> None:
    with pytest.raises(GlossaryFileError) as caught:
        glossary_files.read("a.csv", raw)
    assert re.search(says, str(caught.value))
    assert not GlossaryTerm.objects.exists()


def test_many_problems_are_cut_short():
    with pytest.raises(GlossaryFileError) as caught:
        glossary_files.read("a.csv", (HEAD + "xx,a,b,,\n" * 400).encode())
    assert len(caught.value.problems) == glossary_files.MAX_PROBLEMS + 1


def test_entities_are_refused():
    bomb = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tbx><text><body>&b;</body></text></tbx>'
    leak = '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx><text><body>&a;</body></text></tbx>'
    for text in (bomb, leak):
        with pytest.raises(GlossaryFileError, match="entities"):
            glossary_files.read("a.tbx", text.encode())


def test_tbx_says_what_the_standard_calls_it():
    make("Khoái Châu", "Khoai Chau", kind="place", note="commune").save()
    make("Biển Đông", "South China Sea", kind="place", rule="forbid").save()
    root = etree.fromstring(glossary_tbx.write(GlossaryTerm.objects.order_by("pk")))
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    statuses = root.xpath("//*[local-name()='termNote'][@type='administrativeStatus']/text()")
    assert statuses == ["preferredTerm-admn-sts", "deprecatedTerm-admn-sts"]
    assert root.xpath("//*[local-name()='descrip'][@type='subjectField']/text()") == ["place", "place"]


def test_the_old_edition_and_the_other_style_are_read():
    old = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
    <martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="c1">
      <langSet xml:lang="vi"><tig><term>Mễ Sở</term></tig></langSet>
      <langSet xml:lang="zh-CN"><tig><term>米所</term><note>乡</note></tig></langSet>
      <langSet xml:lang="en-GB"><ntig><termGrp><term>Me So</term></termGrp></ntig></langSet>
    </termEntry></body></text></martif>"""
    rows = glossary_files.read("a.tbx", old.encode())
    assert [(row.language, row.translation, row.note) for row in rows] == [
        ("zh-hans", "米所", "乡"),
        ("en", "Me So", None),
    ]
    dct = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" type="TBX-Min" style="dct"
      xml:lang="vi"><text><body><conceptEntry><min:subjectField>place</min:subjectField>
      <langSec xml:lang="vi"><termSec><term>Trường Sa</term></termSec></langSec>
      <langSec xml:lang="en"><termSec><term>Nansha</term>
        <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
      </conceptEntry></body></text></tbx>"""
    (row,) = glossary_files.read("a.tbx", dct.encode())
    assert (row.rule, row.kind) == ("forbid", "place")


def test_import_updates_and_leaves_the_rest():
    make("Mễ Sở", "Me So").save()
    make("Hoàn Long", "Hoan Long").save()
    raw = "language,term,translation,kind,note\nen,Mễ Sở,Me So,place,commune\nen,Mễ Sở,Mễ Sở,place,\n".encode()
    report = glossary_files.apply(glossary_files.read("a.csv", raw))
    assert (len(report.new), len(report.changed), report.unchanged) == (1, 1, 0)
    assert GlossaryTerm.objects.get(translation="Me So").kind == "place"
    assert GlossaryTerm.objects.filter(term="Hoàn Long").exists()


@pytest.mark.parametrize(
    "raw",
    [
        "language,term,translation\nen,Mễ Sở,Me So\n",
        "language,term,translation,kind,rule\nen,Mễ Sở,Me So,,\n",
        "<tbx><text><body><conceptEntry><langSec xml:lang='vi'><termSec><term>Mễ Sở</term></termSec></langSec>"
        "<langSec xml:lang='en'><termSec><term>Me So</term></termSec></langSec></conceptEntry></body></text></tbx>",
    ],
)
def test_what_a_file_does_not_say_stays(raw: str) -> None:
    make("Mễ Sở", "Me So", kind="place", rule="forbid", note="commune").save()
    report = glossary_files.apply(glossary_files.read("a", raw.encode()))
    assert (report.new, report.changed, report.unchanged) == ([], [], 1)
    GlossaryTerm.objects.all().delete()
    glossary_files.apply(glossary_files.read("a", raw.encode()))
    term = GlossaryTerm.objects.get()
    assert (term.kind, term.rule, term.note) == ("term", "use", "")


# --- What comes with the product --------------------------------------------------------------


def test_the_seed():
    seed_glossary()
    before = table()
    report = seed_glossary()
    assert (report.new, report.changed) == ([], [])
    assert table() == before
    for language in TARGETS:
        mine = GlossaryTerm.objects.filter(language=language)
        assert mine.values("term").distinct().count() >= 60
        assert mine.filter(rule="forbid").values("term").distinct().count() == 3
    for term in GlossaryTerm.objects.all():
        term.full_clean(validate_unique=False, validate_constraints=False)
    circular = GlossaryTerm.objects.filter(language="en", kind="title", note__contains="03/2009/TT-BNG")
    assert circular.filter(term="Ủy ban nhân dân", translation="People's Committee").exists()


def test_command(tmp_path, capsys):
    path = tmp_path / "terms.csv"
    path.write_text("language,term,translation\nen,Mễ Sở,Me So\n", encoding="utf-8")
    call_command("import_glossary", str(path), "--dry-run")
    assert not GlossaryTerm.objects.exists()
    call_command("import_glossary", str(path))
    assert GlossaryTerm.objects.get().translation == "Me So"
    call_command("import_glossary")
    assert GlossaryTerm.objects.count() > 400
    path.write_text("language,term,translation\nxx,Mễ Sở,Me So\n", encoding="utf-8")
    with pytest.raises(CommandError, match="row 2"):
        call_command("import_glossary", str(path))
    with pytest.raises(CommandError):
        call_command("import_glossary", str(tmp_path / "nothing.csv"))


# --- The admin -------------------------------------------------------------------------------


@pytest.fixture
def staff(client: Any, administrator: Any, province: Any) -> Any:
    client.force_login(administrator)
    return client


def upload(text: str, name: str = "terms.csv") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, text.encode())}


def test_import_looks_first_and_writes_then(staff):
    make("Mễ Sở", "Me So").save()
    url = reverse("glossary_import")
    assert staff.get(url).status_code == 200
    response = staff.post(url, upload("language,term,translation,kind\nen,Mễ Sở,Me So,place\nfr,Mễ Sở,Me So,place"))
    assert response.status_code == 200
    assert GlossaryTerm.objects.count() == 1
    key = response.context["key"]
    response = staff.post(url, {"confirm": key})
    assert response.status_code == 302
    assert {term.kind for term in GlossaryTerm.objects.all()} == {"place"}
    assert GlossaryTerm.objects.count() == 2
    # The second click finds the file gone, and says so.
    assert staff.post(url, {"confirm": key}).url == url


def test_import_reports_what_is_wrong(staff):
    response = staff.post(reverse("glossary_import"), upload("language,term,translation\nxx,<b>,b"))
    assert "xx" in response.content.decode()
    assert not GlossaryTerm.objects.exists()


def test_export(staff):
    make("Mễ Sở", "Me So").save()
    make("Mễ Sở", "米所", language="zh-hans").save()
    url = reverse("glossary_export")
    assert staff.get(url).status_code == 200
    response = staff.get(url, {"format": "csv", "language": "en"})
    assert "bang-thuat-ngu-en.csv" in response["Content-Disposition"]
    assert "米所" not in response.content.decode()
    assert "米所" in staff.get(url, {"format": "tbx"}).content.decode()
    assert staff.get(url, {"format": "exe"}).status_code == 200


def test_who_may(client, django_user_model, province):
    reader = django_user_model.objects.create_user("reader", password="x")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    for name in ("glossary_import", "glossary_export"):
        assert client.get(reverse(name)).status_code in (302, 403)
    response = client.post(reverse("glossary_import"), upload("language,term,translation\nen,a,b"))
    assert response.status_code in (302, 403)
    reader.user_permissions.add(Permission.objects.get(codename="view_glossaryterm"))
    client.force_login(type(reader).objects.get(pk=reader.pk))
    assert client.get(reverse("glossary_export")).status_code == 200
    assert client.get(reverse("glossary_import")).status_code in (302, 403)


def test_list_search_and_form(staff):
    seed_glossary()
    from promo.languages.glossary_views import list_url

    page = staff.get(list_url()).content.decode()
    assert reverse("glossary_import") in page
    assert reverse("glossary_export") in page
    found = staff.get(list_url(), {"q": "Khoái Châu", "language": "ja"}).content.decode()
    assert "コアイチャウ" in found
    assert "快州" not in found
    add = reverse("wagtailsnippets_languages_glossaryterm:add")
    data = {
        "language": "en",
        "kind": "place",
        "rule": "use",
        "term": " Xã\u00a0 A\u0300 ",
        "translation": "A",
        "note": "",
    }
    assert staff.post(add, data).status_code == 302
    assert GlossaryTerm.objects.filter(term="Xã À").exists()
    again = staff.post(add, {**data, "rule": "keep"})
    assert again.status_code == 200


def test_list_costs_the_same_for_more_terms(staff, django_assert_max_num_queries):
    seed_glossary()
    from promo.languages.glossary_views import list_url

    staff.get(list_url())
    with django_assert_max_num_queries(25):
        staff.get(list_url())


def test_languages_as_files_name_them():
    named = {"en": "en", "EN_us": "en", "English": "en", "zh": "zh-hans", "zh-CN": "zh-hans", "zh-Hans": "zh-hans"}
    named |= {"简体中文": "zh-hans", "zh-TW": "", "vi": "", "xx": "", "": "", "ja-JP": "ja"}
    assert {name: glossary_files.language_code(name) for name in named} == named
    assert glossary.composed("a\u0301") == "á"
