"""What search engines read, with a reader of theirs, held to the documented requirements of Google's rich results."""

from datetime import date, time
from typing import Any

import extruct
import pytest

from promo.core.models import PortalImage
from promo.core.publishing import publish_languages
from promo.tourism.models import EventPage
from tests.factories import DestinationPageFactory, DishPageFactory, EventPageFactory, VenuePageFactory
from tests.tourism.conftest import shared_today
from tests.tourism.dates import change
from tests.tourism.samples import HERE, entries_of, fill, indexes_of

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 3, 17)
EVENT = "/vi/le-hoi/le-hoi-da-hoa/"


def nodes(client: Any, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response.status_code == 200, address
    found = extruct.extract(response.content.decode(), syntaxes=["json-ld"], errors="strict")["json-ld"]
    assert [graph["@context"] for graph in found] == ["https://schema.org"]
    return found[0]["@graph"]


def of_type(client: Any, address: str, *types: str) -> dict[str, Any]:
    def is_of(node: dict[str, Any]) -> bool:
        own = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        return bool(set(own) & set(types))

    (found,) = [node for node in nodes(client, address) if is_of(node)]
    return found


@shared_today
def picture() -> Any:
    from wagtail.images.tests.utils import get_test_image_file

    return PortalImage.objects.create(title="Hội", description_vi="Hội", file=get_test_image_file())


@shared_today
def full_event(festival: Any, picture: Any) -> Any:
    festival.image = picture
    festival.introduction_vi = "Ba ngày hội bên sông Hồng."
    festival.organiser_vi = "UBND xã Mễ Sở"
    festival.website = "https://example.org/hoi"
    festival.address_vi = "Xã Mễ Sở, tỉnh Hưng Yên"
    festival.ticket_vi = "Miễn phí"
    festival.latitude, festival.longitude = HERE["latitude"], HERE["longitude"]
    festival.save()
    return festival


def test_an_event_is_complete_with_its_computed_next_date(client: Any, full_event: Any) -> None:
    """Required: name, startDate, location with address. Recommended: all else here."""
    node = of_type(client, EVENT, "Festival")
    assert node["name"] == "Lễ hội Đa Hòa"
    assert (node["startDate"], node["endDate"]) == ("2027-03-17", "2027-03-19")
    assert node["location"]["@type"] == "Place" and node["location"]["name"]
    assert node["location"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Xã Mễ Sở, tỉnh Hưng Yên",
        "addressCountry": "VN",
    }
    assert node["location"]["geo"]["latitude"] == HERE["latitude"]
    assert node["eventStatus"] == "https://schema.org/EventScheduled"
    assert node["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert node["description"] == "Ba ngày hội bên sông Hồng."
    assert all(url.startswith("http://testserver/") for url in node["image"]) and node["image"]
    assert node["organizer"] == {
        "@type": "Organization",
        "name": "UBND xã Mễ Sở",
        "url": "https://example.org/hoi",
    }
    assert node["isAccessibleForFree"] is True
    assert (node["offers"]["price"], node["offers"]["priceCurrency"]) == (0, "VND")
    assert node["offers"]["url"] == node["url"] == f"http://testserver{EVENT}"


def test_an_event_with_nothing_filled_in_still_has_what_is_required(client: Any, festival: Any) -> None:
    node = of_type(client, EVENT, "Festival")
    assert node["location"]["name"] and node["location"]["address"]["addressLocality"] == "Hưng Yên"
    assert (
        node["organizer"]["@type"] == "GovernmentOrganization" and node["organizer"]["url"] == "http://testserver/vi/"
    )
    assert "isAccessibleForFree" not in node and "offers" not in node
    assert "" not in node.values() and None not in node.values()


def test_hours_carry_the_zone(client: Any, festival: Any) -> None:
    EventPage.objects.filter(pk=festival.pk).update(last_day=10, start_time=time(8), end_time=time(11, 30))
    EventPage.objects.get(pk=festival.pk).save()
    node = of_type(client, EVENT, "Festival")
    assert (node["startDate"], node["endDate"]) == ("2027-03-17T08:00:00+07:00", "2027-03-17T11:30:00+07:00")


def test_moved_and_cancelled(client: Any, full_event: Any) -> None:
    change(full_event, NEXT_YEAR, "moved", starts_on=date(2027, 4, 1))
    node = of_type(client, EVENT, "Festival")
    assert node["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (node["startDate"], node["previousStartDate"]) == ("2027-04-01", "2027-03-17")
    change(full_event, NEXT_YEAR, "cancelled")
    found = [node for node in nodes(client, EVENT) if node["@type"] == "Festival"]
    states = {node["startDate"]: node["eventStatus"].rpartition("/")[2] for node in found}
    assert states == {"2028-03-05": "EventScheduled", "2027-03-17": "EventCancelled"}
    assert len({node["@id"] for node in found}) == 2


def test_kinds_of_events_have_types_of_their_own(client: Any, calendar: Any) -> None:
    types = {"fair": "ExhibitionEvent", "culture": "Event", "meeting": "BusinessEvent"}
    for kind, expected in types.items():
        EventPageFactory(parent=calendar, title=kind, slug=kind, kind=kind, rhythm="once", starts_on=NEXT_YEAR)
        assert of_type(client, f"/vi/le-hoi/{kind}/", expected)["startDate"] == "2027-03-17"


def test_a_destination(client: Any, temple: Any, picture: Any) -> None:
    DestinationPageFactory(
        parent=temple.get_parent(),
        title="Chùa Hiến",
        slug="chua-hien",
        kind="temple",
        rank="special",
        decision_number="1",
        step_free=True,
        ticket_vi="Không thu vé",
        phone="0221 000 0001",
        image=picture,
        address_vi="Phường Hồng Châu",
        **HERE,
    )
    node = of_type(client, "/vi/diem-den/chua-hien/", "TouristAttraction")
    assert {"TouristAttraction", "PlaceOfWorship", "LandmarksOrHistoricalBuildings"} == set(node["@type"])
    assert node["name"] == "Chùa Hiến" and node["image"] and node["telephone"] == "02210000001"
    assert node["address"]["streetAddress"] == "Phường Hồng Châu"
    assert node["geo"] == {"@type": "GeoCoordinates", **HERE}
    assert node["isAccessibleForFree"] is True and node["amenityFeature"][0]["value"] is True
    assert "publisher" not in node


def test_a_recipe_only_where_there_are_ingredients_steps_and_a_picture(
    client: Any, province: Any, picture: Any
) -> None:
    parent = indexes_of(province)["dishes"]
    recipe = {"ingredients_vi": "500 g nhãn\n- 100 g hạt sen", "steps_vi": "1. Hấp sen.\n2) Nhồi sen vào nhãn."}
    for slug, fields in (
        ("che", {**recipe, "image": picture}),
        ("khong-anh", recipe),
        ("khong-buoc", {"ingredients_vi": "500 g nhãn", "image": picture}),
        ("nghe", {**recipe, "image": picture, "kind": "craft"}),
    ):
        DishPageFactory(parent=parent, title=slug, slug=slug, **fields)
    node = of_type(client, "/vi/am-thuc/che/", "Recipe")
    # Required: image, name. Recommended: the others.
    assert node["name"] == "che" and node["image"]
    assert node["author"]["name"] == "Hưng Yên" and node["datePublished"]
    assert node["recipeIngredient"] == ["500 g nhãn", "100 g hạt sen"]
    steps = node["recipeInstructions"]
    assert [step["text"] for step in steps] == ["Hấp sen.", "Nhồi sen vào nhãn."]
    assert [step["@type"] for step in steps] == ["HowToStep"] * 2
    html = client.get("/vi/am-thuc/che/").content.decode()
    for step in steps:
        assert f'id="{step["url"].partition("#")[2]}"' in html
    for slug in ("khong-anh", "khong-buoc", "nghe"):
        assert not [node for node in nodes(client, f"/vi/am-thuc/{slug}/") if node["@type"] == "Recipe"], slug
        assert of_type(client, f"/vi/am-thuc/{slug}/", "DefinedTerm")["name"] == slug


def test_places_to_eat_and_to_stay(client: Any, province: Any) -> None:
    parent = indexes_of(province)["venues"]
    VenuePageFactory(parent=parent, title="Quán", slug="quan", kind="eat", price_band=1, address_vi="Bến Đê")
    VenuePageFactory(parent=parent, title="Nhà", slug="nha", kind="stay", address_vi="Bến Đê")
    restaurant = of_type(client, "/vi/an-o/quan/", "Restaurant")
    assert restaurant["priceRange"] and restaurant["address"]["streetAddress"] == "Bến Đê"
    assert "priceRange" not in of_type(client, "/vi/an-o/nha/", "LodgingBusiness")


def test_a_route_lists_its_stops_and_every_page_its_breadcrumbs(client: Any, province: Any) -> None:
    entries = entries_of(indexes_of(province), full=True)
    fill(entries["route"], [entries["destination"], entries["venue"]])
    trip = of_type(client, "/vi/hanh-trinh/mot-ngay/", "TouristTrip")
    items = trip["itinerary"]["itemListElement"]
    assert [item["position"] for item in items] == [1, 2]
    assert items[0]["item"]["url"] == "http://testserver/vi/diem-den/den/" and items[0]["item"]["geo"]
    for address in ("diem-den/den/", "am-thuc/che-sen/", "an-o/nha/", "hanh-trinh/mot-ngay/", "le-hoi/hoi/"):
        crumbs = of_type(client, f"/vi/{address}", "BreadcrumbList")["itemListElement"]
        assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1)) and len(crumbs) >= 2
        assert all(crumb["name"] and crumb["item"].startswith("http://testserver/vi/") for crumb in crumbs)
        assert crumbs[-1]["item"] == f"http://testserver/vi/{address}"


@pytest.mark.parametrize("code", ["vi", "en"])
def test_lists_and_the_calendar_are_item_lists(client: Any, temple: Any, festival: Any, code: str) -> None:
    publish_languages(temple.get_parent(), {"en": {"title": "Places"}})
    addresses = {"vi": ("/vi/diem-den/", "/vi/le-hoi/"), "en": ("/en/places/", "/en/festivals/")}
    for address in addresses[code]:
        found = of_type(client, address, "ItemList")
        (item,) = found["itemListElement"]
        assert (found["numberOfItems"], item["position"]) == (1, 1)
        assert item["name"] and item["url"].startswith(f"http://testserver/{code}/")
        assert client.get(item["url"].removeprefix("http://testserver")).status_code == 200
