import pytest
from django.core.exceptions import ValidationError

from promo.core.publishing import publish_language
from promo.places.models import Place


def place(page):
    return Place.objects.filter(page_id=page.pk).first()


def test_a_page_with_coordinates_has_a_dot(temple):
    dot = place(temple)
    assert (dot.layer, dot.kind, dot.position) == ("destinations", "temple", (20.86, 105.9))
    assert "den da hoa" in dot.words and "thon da hoa" in dot.words


def test_a_title_in_another_language_is_a_word_to_be_found_by(temple):
    publish_language(temple, "fr", {"title": "Temple de Đa Hòa, la forêt"})
    publish_language(temple, "ja", {"title": "ダーホア神社"})
    assert "temple de da hoa, la foret" in place(temple).words
    assert "ダーホア神社" in place(temple).words


def test_without_coordinates_the_dot_goes(temple):
    temple.latitude = temple.longitude = None
    temple.save()
    assert place(temple) is None
    temple.delete()


def test_a_draft_moves_no_dot(temple):
    temple.latitude = 20.87
    revision = temple.save_revision()
    assert place(temple).latitude == 20.86
    revision.publish()
    assert place(temple).latitude == 20.87


def test_the_dot_goes_with_the_page(temple):
    key = temple.pk
    temple.delete()
    assert not Place.objects.filter(page_id=key).exists()


@pytest.mark.parametrize("latitude, longitude, field", [(20.86, None, "longitude"), (None, 105.9, "latitude")])
def test_one_coordinate_is_none(temple, latitude, longitude, field):
    temple.latitude, temple.longitude = latitude, longitude
    with pytest.raises(ValidationError) as refused:
        temple.full_clean()
    assert field in refused.value.message_dict


def test_swapped_coordinates_are_refused_at_their_field(temple):
    temple.latitude, temple.longitude = 105.9, 20.86
    with pytest.raises(ValidationError) as refused:
        temple.full_clean()
    assert "latitude" in refused.value.message_dict
