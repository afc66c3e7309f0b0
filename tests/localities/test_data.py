"""What comes with the product, imported."""

import datetime

import pytest

from promo.core.languages import speaking
from promo.core.publishing import publish_record_language
from promo.localities.importing import former_code, import_units
from promo.localities.models import AdministrativeUnit, Kind, Succession

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

AFTER = datetime.date(2026, 11, 1)
KHOAI_CHAU = former_code("Hưng Yên", "Khoái Châu")


def unit(code):
    return AdministrativeUnit.objects.get(code=code)


def test_the_units_in_force_are_those_of_the_register():
    units = AdministrativeUnit.objects.in_force(AFTER)
    top = units.filter(kind__in=(Kind.PROVINCE, Kind.CITY))
    assert units.count() == 3355
    assert top.count() == 34
    assert not top.exclude(parent=None).exists()
    assert units.exclude(parent=None).count() == 3321
    assert not units.exclude(parent=None).exclude(parent__in=top).exists()


def test_before_the_reform_only_former_units_were_in_force():
    units = AdministrativeUnit.objects.in_force(datetime.date(2025, 6, 30))
    assert set(units) == set(AdministrativeUnit.objects.former(AFTER))
    assert {one.kind for one in units} == {Kind.DISTRICT, Kind.COMMUNE, Kind.TOWN}
    assert units.filter(kind=Kind.DISTRICT).count() == 4


def test_a_former_district_lies_in_todays_province_and_became_its_communes_successors():
    district = unit(KHOAI_CHAU)
    assert district.code == "cu-hung-yen-khoai-chau-huyen"
    assert (district.full_name_vi, district.full_name_en) == ("Huyện Khoái Châu", "Khoai Chau District")
    assert district.parent.name_vi == "Hưng Yên"
    assert district.valid_until == datetime.date(2025, 6, 30)
    assert not district.is_in_force(AFTER)
    assert [one.name_vi for one in district.successors_list] == [
        "Châu Ninh",
        "Chí Minh",
        "Hoàn Long",
        "Khoái Châu",
        "Mễ Sở",
        "Triệu Việt Vương",
        "Việt Tiến",
    ]
    assert AdministrativeUnit.objects.children_of(district).count() == 20
    assert unit(former_code("Bắc Giang", "Tân Yên")).parent.name_vi == "Bắc Ninh"


def test_a_commune_knows_what_it_was_made_of():
    assert [one.full_name_vi for one in unit("12205").predecessors_list] == [
        "Xã Đông Kết",
        "Huyện Khoái Châu",
        "Thị trấn Khoái Châu",
        "Xã Liên Khê",
        "Xã Phùng Hưng",
    ]
    assert set(Succession.objects.values_list("on", flat=True)) == {datetime.date(2025, 7, 1)}
    township = unit(former_code("Hưng Yên", "Khoái Châu", Kind.TOWN, "Khoái Châu"))
    assert township.full_name_en == "Khoai Chau Township"
    assert township.parent == unit(KHOAI_CHAU)


def test_the_archipelagos_bear_their_vietnamese_names_in_every_language():
    for code, vietnamese, english in (("20333", "Hoàng Sa", "Hoang Sa"), ("22736", "Trường Sa", "Truong Sa")):
        zone = unit(code)
        assert (zone.name_vi, zone.name_en, zone.full_name_en) == (vietnamese, english, f"{english} Special Zone")
    words = "Paracel", "Spratly", "administrative region"
    assert not any(AdministrativeUnit.objects.filter(full_name_en__icontains=word).exists() for word in words)


def test_importing_again_changes_nothing(django_assert_max_num_queries):
    before = list(AdministrativeUnit.objects.order_by("pk").values())
    with django_assert_max_num_queries(12):
        result = import_units()
    assert (result.created, result.updated, result.unchanged, result.successions) == (0, 0, len(before), 0)
    assert list(AdministrativeUnit.objects.order_by("pk").values()) == before


def test_importing_again_keeps_approved_english_and_restores_the_register():
    AdministrativeUnit.objects.filter(code="12205").update(
        name_en="Khoái Châu Town", name_vi="Khoái Chấu", kind="ward", parent=unit("01"), boundary=None
    )
    publish_record_language(unit("12223"), "en", {"name": "The King's Commune"})
    assert import_units().updated == 1
    restored = unit("12205")
    assert (restored.name_vi, restored.name_en, restored.kind) == ("Khoái Châu", "Khoai Chau", "commune")
    assert restored.parent.code == "33"
    assert restored.boundary
    assert unit("12223").name_en == "The King's Commune"


def test_names_for_readers_of_other_languages_lose_their_marks():
    commune = unit("12205")
    assert commune.public_full_name == "Xã Khoái Châu"
    for language in ("en", "ja", "lo"):
        with speaking(language):
            assert (commune.public_name, commune.public_full_name) == ("Khoai Chau", "Khoai Chau Commune")
    commune.name_ja, commune.name_en = "コアイチャウ", ""
    with speaking("ja"):
        assert commune.public_name == "コアイチャウ"
    with speaking("fr"):
        assert commune.public_name == "Khoái Châu"


def test_lists_with_successions_take_the_same_queries_however_long(django_assert_num_queries):
    for size in (2, 20):
        units = AdministrativeUnit.objects.filter(predecessors__isnull=False).distinct().order_by("code")
        with django_assert_num_queries(3):
            read = list(units.without_boundaries().with_successions()[:size])
            assert all(one.predecessors_list for one in read)
            assert not any(one.successors_list for one in read)
