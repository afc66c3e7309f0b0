"""The map's page: the list and its filters, the same without script, the frame, the code of it."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test.utils import override_settings

from promo.core.languages import CODES
from promo.core.publishing import withdraw_language
from promo.places import layers
from promo.places.models import Place
from promo.places.signals import row_of
from tests.factories import DestinationIndexPageFactory, DestinationPageFactory, MapPageFactory, ProfilePageFactory
from tests.places.conftest import square
from tests.places.many import fill

VI, EN = "/vi/ban-do/", "/en/map/"

pytestmark = pytest.mark.django_db


def shown(client: Any, url: str = VI, **query: Any) -> dict[str, Any]:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.context["listing"]


def titles(listing: dict[str, Any]) -> list[str]:
    return [item["title"] for item in listing["items"]]


def counts(options: list[dict[str, Any]]) -> dict[str, int]:
    return {str(option["value"]): option["count"] for option in options}


def test_it_opens_in_each_language(client: Any, map_page: Any) -> None:
    for language in CODES:
        response = client.get(map_page.url_in(language).split("testserver")[-1])
        assert response.status_code == 200 and not response.cookies
        total = {"vi": 5, "en": 4}.get(language, 0)
        assert response.context["listing"]["total"] == total, language
        # Without a place there is no map to load.
        assert (b"data-map " in response.content) == bool(total)


def test_the_list_is_the_map_without_a_map(client: Any, map_page: Any, places: Any, route: Any) -> None:
    response = client.get(VI)
    listing = response.context["listing"]
    assert titles(listing) == ["Đền Đa Hòa", "Vườn nhãn", "Nhà trưng bày", "Nhà nghỉ Ven Sông"]
    assert [line.title for line in listing["routes"]] == ["Một ngày ven sông"]
    html = response.content.decode()
    assert '<figure class="small-map">' in html and 'action="/vi/ban-do/"' in html
    assert counts(listing["layers"]) == {"destinations": 3, "venues": 1, "routes": 1}


def test_only_what_is_public_in_the_language(client: Any, map_page: Any, places: Any) -> None:
    assert titles(shown(client, EN)) == ["Da Hoa temple", "Longan garden", "Riverside inn"]
    withdraw_language(places["garden"], "en")
    assert titles(shown(client, EN)) == ["Da Hoa temple", "Riverside inn"]
    places["temple"].unpublish()
    assert titles(shown(client, EN)) == ["Riverside inn"]
    assert titles(shown(client)) == ["Vườn nhãn", "Nhà trưng bày", "Nhà nghỉ Ven Sông"]


def test_other_portals_have_their_own(client: Any, places: Any, map_page: Any, commune: Any) -> None:
    MapPageFactory(parent=commune, title="Bản đồ xã", slug="ban-do")
    index = DestinationIndexPageFactory(parent=commune, title="Điểm đến", slug="diem-den")
    DestinationPageFactory(parent=index, title="Đình làng", latitude=20.86, longitude=105.9)
    assert "Đình làng" not in titles(shown(client))
    response = client.get("/vi/ban-do/", headers={"host": "me-so.testserver"})
    assert titles(response.context["listing"]) == ["Đình làng"]


def test_filters_by_layer_kind_and_commune(client: Any, map_page: Any, places: Any, communes: Any, route: Any) -> None:
    assert titles(shown(client, layer="venues")) == ["Nhà nghỉ Ven Sông"]
    assert len(titles(shown(client, layer=["venues", "destinations"]))) == 4
    garden = shown(client, kind="destinations.garden")
    assert titles(garden) == ["Vườn nhãn"] and garden["routes"] == []
    assert titles(shown(client, commune=communes[0].pk)) == ["Đền Đa Hòa", "Vườn nhãn"]
    only_routes = shown(client, layer="routes")
    assert titles(only_routes) == [] and len(only_routes["routes"]) == 1 and only_routes["suggestions"] == []


def test_counts_say_what_each_option_would_leave(client: Any, map_page: Any, places: Any, communes: Any) -> None:
    listing = shown(client, layer="destinations", commune=communes[0].pk)
    assert counts(listing["layers"]) == {"destinations": 2, "venues": 0, "routes": 0}
    assert counts(listing["kinds"][0]["options"]) == {
        "destinations.temple": 1, "destinations.garden": 1, "destinations.museum": 0,
    }  # fmt: skip
    assert counts(listing["communes"]) == {str(communes[1].pk): 1, str(communes[0].pk): 2}
    for option in listing["communes"]:
        chosen = shown(client, layer="destinations", commune=option["value"])
        assert len(titles(chosen)) == option["count"]


def test_the_search_finds_with_and_without_marks(client: Any, map_page: Any, places: Any) -> None:
    for words in ("đa hòa", "da hoa", "HÒA  ĐỀN", "Da Hoa temple", "thon da hoa"):
        assert titles(shown(client, q=words)) == ["Đền Đa Hòa"], words


def test_an_empty_result_says_how_to_get_out_of_it(client: Any, map_page: Any, places: Any, communes: Any) -> None:
    listing = shown(client, layer="venues", commune=communes[1].pk)
    assert listing["count"] == 0
    urls = {row["url"] for row in listing["suggestions"]}
    assert urls == {f"{VI}?commune={communes[1].pk}", f"{VI}?layer=venues"}
    for row in listing["suggestions"]:
        assert client.get(row["url"]).context["listing"]["count"] > 0


UNKNOWN = (
    "layer=%00&kind=x.y&commune=99999999999999999999",
    "layer=nope&kind=destinations&commune=-1",
    "commune=²&q=%00%00",
    "kind=destinations.nope&commune=1e9",
    "commune=999999999",
    "commune=" + "9" * 300,
)


def test_what_the_query_does_not_know_is_left_out(client: Any, map_page: Any, places: Any) -> None:
    for query in UNKNOWN:
        response = client.get(f"{VI}?{query}")
        assert response.status_code == 200, query
        assert len(titles(response.context["listing"])) == 4, query
        assert not response.context["listing"]["active"], query
        assert client.get(f"{VI}map.geojson?{query}").status_code == 200, query


def test_hostile_words_find_nothing_and_break_nothing(client: Any, map_page: Any, places: Any) -> None:
    for words in ("'; DROP TABLE places_place; --", "%", "_", "<script>alert(1)</script>", "x" * 5000):
        response = client.get(VI, {"q": words})
        assert response.status_code == 200 and titles(response.context["listing"]) == []
        assert b"<script>alert" not in response.content


def test_a_page_that_is_not_there(client: Any, map_page: Any, places: Any) -> None:
    for page in ("0", "-1", "2", "abc", "01", "9" * 40):
        assert client.get(VI, {"page": page}).status_code == 404, page


def test_pages_of_the_list_keep_the_filters(client: Any, map_page: Any, temple: Any) -> None:
    fill(temple, 60)
    listing = shown(client, layer="destinations", page="2")
    assert len(titles(listing)) == 24 and listing["items"][0]["number"] == 25
    assert listing["paginator"]["previous_url"] == f"{VI}?layer=destinations"
    assert listing["paginator"]["next_url"] == f"{VI}?layer=destinations&page=3"


def test_filtered_views_are_no_pages_for_search_engines(client: Any, map_page: Any, places: Any) -> None:
    assert b'content="noindex"' not in client.get(VI).content
    assert b'content="noindex"' in client.get(VI, {"layer": "venues"}).content


def test_titles_are_text(client: Any, map_page: Any, temple: Any) -> None:
    temple.title_vi = '</script><img src=x onerror="alert(1)">'
    temple.save()
    for name in ("", "embed.html"):
        html = client.get(f"{VI}{name}").content.decode()
        assert "<img src=x" not in html
    assert client.get(f"{VI}map.geojson").json()["features"][0]["properties"]["title"] == temple.title_vi


def test_the_frame_may_stand_on_any_page_and_nothing_else_may(client: Any, map_page: Any, places: Any) -> None:
    frame = client.get(f"{VI}embed.html?layer=venues&onload=x")
    assert frame.status_code == 200 and not frame.cookies
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "script-src 'self'" in frame["Content-Security-Policy"]
    html = frame.content.decode()
    assert "<header" not in html and 'href="http://testserver/vi/ban-do/?layer=venues"' in html
    page = client.get(VI)
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]


def test_the_code_to_copy_names_the_frame_with_its_filters(client: Any, map_page: Any, places: Any) -> None:
    code = client.get(f"{VI}?layer=venues&layer=destinations").context["embed_code"]
    assert 'src="http://testserver/vi/ban-do/embed.html?layer=destinations&amp;layer=venues"' in code
    assert code.startswith("<iframe") and code.endswith("</iframe>")


def test_the_popup_has_what_the_card_has(client: Any, map_page: Any, temple: Any, commune: Any) -> None:
    temple.introduction_vi = "Bên sông <b>Hồng</b>"
    temple.save()
    response = client.get(f"{VI}popup.html?place={temple.pk}")
    assert "Bên sông &lt;b&gt;Hồng&lt;/b&gt;" in response.content.decode()
    for key in ("", "x", "999999", "²", str(map_page.pk)):
        assert client.get(f"{VI}popup.html?place={key}").status_code == 404
    other = MapPageFactory(parent=commune, title="Bản đồ", slug="ban-do")
    assert other.live
    foreign = client.get(f"/vi/ban-do/popup.html?place={temple.pk}", headers={"host": "me-so.testserver"})
    assert foreign.status_code == 404


@override_settings(MAP_TILES_URL="https://{s}.tiles.example/{z}/{x}/{y}.png", MAP_TILES_CREDIT="<i>Tiles</i> example")
def test_tiles_are_asked_for_only_where_they_are_configured(client: Any, map_page: Any, places: Any) -> None:
    response = client.get(VI)
    assert response.context["settings"]["tiles"].startswith("https://{s}.tiles")
    assert "&lt;i&gt;Tiles&lt;/i&gt; example" in response.content.decode()


def test_no_third_party_without_tiles(client: Any, map_page: Any, places: Any) -> None:
    response = client.get(VI)
    assert response.context["settings"]["tiles"] == "" and response.context["tiles_credit"] == ""


def test_places_made_anew(temple: Any, capsys: Any) -> None:
    kept = row_of(temple)
    Place.objects.filter(pk=temple.pk).update(kind="stale", words="")
    Place.objects.create(page_id=temple.get_parent().pk, layer="destinations", latitude=1, longitude=1)
    call_command("rebuild_places", "--dry-run")
    assert capsys.readouterr().out.strip() == "0 added, 1 changed, 1 removed"
    assert Place.objects.get(pk=temple.pk).kind == "stale"
    call_command("rebuild_places")
    place = Place.objects.get(pk=temple.pk)
    assert (place.kind, place.words) == (kept.kind, kept.words)
    Place.objects.all().delete()
    call_command("rebuild_places")
    assert "4 added, 0 changed, 0 removed" in capsys.readouterr().out
    assert Place.objects.filter(pk=temple.pk).exists()


def test_portals_of_the_area_are_links_beside_the_map(client: Any, map_page: Any, commune: Any) -> None:
    commune.unit.boundary = square(105.87, 20.8)
    commune.unit.save()
    ProfilePageFactory(parent=commune, title="Xã Mễ Sở hôm nay", slug="gioi-thieu")
    response = client.get(VI)
    (unit,) = response.context["portals"]
    assert unit["url"] == "/vi/me-so/"
    assert unit["profile"] == {"title": "Xã Mễ Sở hôm nay", "url": "/vi/me-so/gioi-thieu/"}
    assert b'<a href="/vi/me-so/gioi-thieu/">' in response.content


def test_a_layer_is_a_few_declarations(
    client: Any, map_page: Any, temple: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another app brings: a layer with kinds; its dots come by themselves, with filters and counts."""
    monkeypatch.setattr(layers, "_layers", dict(layers._layers))
    layers.register(layers.Layer("sites", "building sites", "site", (("park", "parks"), ("land", "land")), 90))
    monkeypatch.setattr(type(temple), "map_layer", "sites")
    monkeypatch.setattr(type(temple), "map_kind", "land")
    temple.save()
    listing = shown(client, layer="sites")
    assert titles(listing) == [temple.title_vi]
    assert listing["items"][0]["kind_label"] == "Land"
    assert counts(listing["layers"])["sites"] == 1
    assert counts(listing["kinds"][0]["options"]) == {"sites.land": 1}
    assert shown(client, kind="sites.land")["count"] == 1 and shown(client, kind="sites.park")["count"] == 0
    assert client.get(VI).context["settings"]["layers"]["sites"] == {
        "label": "Building sites", "icon": "site", "square": False, "outlined": False,
        "kinds": {"park": "Parks", "land": "Land"},
    }  # fmt: skip
    (feature,) = client.get(f"{VI}map.geojson?layer=sites").json()["features"]
    assert (feature["properties"]["layer"], feature["properties"]["kind"]) == ("sites", "land")
    # Without the app its dots are not shown, and nothing breaks.
    del layers._layers["sites"]
    assert temple.title_vi not in titles(shown(client)) and client.get(f"{VI}map.geojson").status_code == 200
