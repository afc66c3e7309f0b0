"""A unit by itself: its order, its dates, its writing, its place in the admin."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from promo.core import versions
from promo.core.languages import CODES, speaking
from promo.core.publishing import publish_record_language
from promo.core.translated import translated_fields
from promo.localities.models import AdministrativeUnit, Succession

pytestmark = pytest.mark.django_db


def make(name, code=None, **values):
    values = {"kind": "commune", "full_name_vi": f"Xã {name}", **values}
    return AdministrativeUnit.objects.create(code=code or name, name_vi=name, **values)


def names(language, field="name_vi"):
    return list(AdministrativeUnit.objects.alphabetical(language).values_list(field, flat=True))


def test_vietnamese_order_is_the_alphabets_on_any_database():
    order = ["An", "Àn", "Ảnh", "Ăn", "Ân", "Ba", "Da", "Đa", "Đà", "Đã", "Đá", "E", "Ê", "Ô", "Ơ", "U", "Ư", "Zá"]
    for name in reversed(order):
        make(name)
    assert names("vi") == order
    assert [unit.name_vi for unit in AdministrativeUnit.objects.all()] == order


def test_other_languages_order_by_the_name_their_readers_see():
    make("Đa", name_en="Beta")
    make("Da", name_en="Gamma")
    make("Zá", name_en="Alpha")
    assert names("en") == names("ja") == ["Zá", "Đa", "Da"]
    assert names("vi") == ["Da", "Đa", "Zá"]


def test_sort_names_follow_every_writer_of_a_name():
    unit = make("An", name_en="An")
    stale = AdministrativeUnit.objects.get(pk=unit.pk)
    publish_record_language(unit, "en", {"name": "Zed"})
    assert AdministrativeUnit.objects.get(pk=unit.pk).sort_name_en == "zed"
    stale.name_vi = "Bình"
    with translation.override("en"):
        stale.save()
    unit.refresh_from_db()
    assert (unit.name_vi, unit.name_en, unit.sort_name_en, unit.sort_name_fr) == ("Bình", "Zed", "zed", "zed")
    assert unit.sort_name_vi == make("Bình", code="other").sort_name_vi


def test_sort_names_are_not_offered_for_translation():
    assert translated_fields(AdministrativeUnit) == ["full_name", "name"]
    assert all(getattr(make(code, code=code), f"sort_name_{code.replace('-', '_')}") for code in CODES)


def test_dates_of_validity_count_in():
    first, last = datetime.date(2025, 7, 1), datetime.date(2027, 12, 31)
    unit = make("An", valid_from=first, valid_until=last)
    always = make("Bình")
    day = datetime.timedelta(days=1)
    for on, expected in ((first - day, False), (first, True), (last, True), (last + day, False)):
        assert (unit in AdministrativeUnit.objects.in_force(on)) is unit.is_in_force(on) is expected
        assert always in AdministrativeUnit.objects.in_force(on)
    assert list(AdministrativeUnit.objects.former(last + day)) == [unit]
    assert not AdministrativeUnit.objects.former(last).exists()


def test_a_unit_cannot_end_before_it_begins_nor_be_part_of_itself():
    unit = make("An", valid_from=datetime.date(2025, 7, 1), parent=make("Cha"))
    unit.valid_until = datetime.date(2025, 6, 30)
    with pytest.raises(ValidationError) as refused:
        unit.full_clean()
    assert list(refused.value.message_dict) == ["valid_until"]
    with pytest.raises(IntegrityError), transaction.atomic():
        unit.save()
    unit.valid_until = None
    unit.parent.parent = unit
    with pytest.raises(ValidationError) as caught:
        unit.parent.full_clean()
    assert "parent" in caught.value.message_dict


def test_successions_are_once_a_pair_and_never_to_oneself():
    old, new = make("An"), make("Bình")
    Succession.objects.create(predecessor=old, successor=new, on=datetime.date(2025, 7, 1))
    for pair in ((old, new), (old, old)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Succession.objects.create(predecessor=pair[0], successor=pair[1], on=datetime.date(2026, 7, 1))
    assert (old.successors_list, new.predecessors_list, new.successors_list) == ([new], [old], [])
    with speaking("en"):
        assert old.successors_list == [new]


def test_a_change_makes_the_caches_forget():
    before = versions.current()
    unit = make("An")
    created = versions.current()
    Succession.objects.create(predecessor=unit, successor=make("Bình"), on=datetime.date(2025, 7, 1))
    assert len({before, created, versions.current()}) == 3


@pytest.fixture
def admin(client, settings):
    settings.EXTRA_HOSTS = ["testserver"]
    client.force_login(get_user_model().objects.create_superuser("admin", "a@example.vn", "x"))
    return client


def admin_url(name, *args):
    return reverse(AdministrativeUnit.snippet_viewset.get_url_name(name), args=args)


def test_the_form_is_vietnamese_and_keeps_the_other_languages_and_the_outline(admin):
    ring = [[106.0, 20.0], [106.1, 20.0], [106.1, 20.1], [106.0, 20.0]]
    unit = make("An", name_en="An", boundary={"type": "Polygon", "coordinates": [ring]})
    page = admin.get(admin_url("edit", unit.pk)).content.decode()
    assert 'name="name_vi"' in page
    assert 'name="name_en"' not in page
    assert 'name="boundary"' not in page
    data = {"name_vi": "Bình", "full_name_vi": "Xã Bình", "kind": "commune", "code": "An", "latitude": "20.5"}
    assert admin.post(admin_url("edit", unit.pk), {**data, "name_vi": ""}).status_code == 200
    assert admin.post(admin_url("edit", unit.pk), data).status_code == 302
    unit.refresh_from_db()
    assert (unit.name_vi, unit.name_en, unit.latitude, unit.sort_name_en) == ("Bình", "An", 20.5, "an")
    assert unit.boundary["coordinates"] == [ring]


def test_the_list_is_searched_and_filtered_and_its_queries_do_not_grow(admin, django_assert_max_num_queries):
    province = make("Thử", kind="province")
    make("Khoái Châu", parent=province, name_en="Khoai Chau")
    url = admin_url("list")
    assert "Xã Khoái Châu" in admin.get(url, {"q": "khoai"}).content.decode()
    assert "Xã Khoái Châu" not in admin.get(url, {"q": "khác"}).content.decode()
    assert "Xã Khoái Châu" in admin.get(url, {"parent": province.pk, "kind": "commune"}).content.decode()
    admin.get(url)
    with CaptureQueriesContext(connection) as few:
        admin.get(url)
    for number in range(10):
        make(f"Xã {number}", parent=make(f"Tỉnh {number}", kind="province"))
    with django_assert_max_num_queries(len(few)):
        assert "Tỉnh 9" in admin.get(url).content.decode()


def test_the_chooser_finds_names_without_marks_and_tells_namesakes_apart(admin):
    for province in ("Thử", "Nghiệm"):
        parent = make(province, kind="province", full_name_vi=f"Tỉnh {province}")
        make("Đồng Tiến", code=f"x{province}", parent=parent, name_en="Dong Tien")
    url = reverse(AdministrativeUnit.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    page = admin.get(url, {"q": "đồng tiến"}).content.decode()
    assert page.count("Xã Đồng Tiến") == 2
    assert "Tỉnh Thử" in page
    assert "Tỉnh Nghiệm" in page
    assert "Xã Đồng Tiến" not in admin.get(url, {"q": "khác"}).content.decode()
