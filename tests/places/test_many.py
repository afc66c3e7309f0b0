"""Ten thousand places: map, list, files and what is near cost as many queries as with a few, and the file stays small."""

import gzip
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.core import versions
from promo.places.near import near
from tests.places.many import fill

MAP, LIST = "/vi/ban-do/", "/vi/diem-den/"
# Never from the page cache: it knows no filters.
URLS = (
    f"{MAP}?layer=destinations",
    f"{MAP}?q=den",
    f"{MAP}embed.html?q=a",
    f"{MAP}popup.html?place=%(temple)s&v=1",
    f"{MAP}map.geojson?layer=destinations",
    f"{LIST}?kind=temple",
    f"{LIST}?q=den",
)


def queries(client: Any, url: str) -> int:
    client.get(url)
    versions.forget_for_this_request()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.django_db
def test_ten_thousand_cost_no_more_than_a_few(client: Any, map_page: Any, temple: Any, province: Any) -> None:
    urls = [url % {"temple": temple.pk} if "%(" in url else url for url in URLS]
    # Many enough for a second page, which has a pager and is short in no way.
    fill(temple, 60)
    few = [queries(client, url) for url in urls]
    assert max(few) <= 12, few
    fill(temple, 10_000)
    with CaptureQueriesContext(connection) as captured:
        versions.bump()
        near((20.86, 105.9), "vi", province)
    assert len(captured) <= 6
    assert [queries(client, url) for url in urls] == few
    response = client.get(f"{MAP}map.geojson")
    features = response.json()["features"]
    assert len(features) > 10_000
    sent = json.dumps({**response.json(), "features": features[:5000]}, ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(sent.encode(), 6)) <= 250 * 1024
    assert client.get(f"{MAP}map.geojson", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
