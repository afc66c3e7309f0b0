"""Addresses that somebody typed in, fetched without being led into our own network."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import translation

from promo.core import fetching
from promo.core.fetching import FetchError, get, is_public

PUBLIC = "93.184.216.34"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Host"]))  # type: ignore[attr-defined]
        name, _slash, rest = self.path.strip("/").partition("/")
        if name == "to":
            self.send_response(302)
            self.send_header("Location", self.server.targets[rest])  # type: ignore[attr-defined]
            self.end_headers()
        elif name == "loop":
            self.send_response(302)
            self.send_header("Location", "/loop/")
            self.end_headers()
        elif name == "long":
            self.answer(b"x" * 100_000)
        elif name == "drip":
            self.send_response(200)
            self.end_headers()
            try:
                for _number in range(100):
                    self.wfile.write(b".")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass
        else:
            self.answer(b"hello", int(name) if name.isdecimal() else 200)

    def do_HEAD(self) -> None:
        self.do_GET()

    def answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(running: Any, settings: Any) -> Any:
    running.asked, running.targets = [], {}
    running.port = running.server_address[1]
    settings.FETCH_ALSO_ALLOWED = [("127.0.0.1", running.port)]
    running.url = f"http://127.0.0.1:{running.port}/"
    return running


@pytest.fixture
def names(monkeypatch: Any) -> dict[str, list[str]]:
    """Names a resolver of our own answers, one answer a question; every other question fails the test."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def resolve(host: str, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host in known:
            address = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
            return [
                (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
                for one in address.split()
            ]
        kwargs["flags"] = socket.AI_NUMERICHOST
        return real(host, port, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return known


def refused(url: str) -> bool:
    with translation.override("en"), pytest.raises(FetchError) as found:
        get(url, seconds=2)
    return found.value.refused


# --- What is fetched -----------------------------------------------------------------------------


def test_a_page_and_where_redirects_lead(server: Any) -> None:
    found = get(server.url)
    assert (found.status, found.body, found.ok) == (200, b"hello", True)
    server.targets["far"] = "/404/"
    found = get(server.url + "to/far")
    assert (found.status, found.url, found.ok) == (404, server.url + "404/", False)
    assert found.passed == (server.url + "to/far",)
    assert get(server.url, method="HEAD").body == b""


def test_an_address_with_letters_of_any_script(server: Any) -> None:
    assert get(server.url + "nhãn-lồng/?q=ổi").ok
    assert server.asked[-1][0] == "/nh%C3%A3n-l%E1%BB%93ng/?q=%E1%BB%95i"


def test_size_and_time_are_limited_as_a_whole(server: Any) -> None:
    with pytest.raises(FetchError):
        get(server.url + "long", max_bytes=1000)
    found = get(server.url + "long", max_bytes=1000, cut=True)
    assert (len(found.body), found.cut) == (1000, True)
    began = time.monotonic()
    with pytest.raises(FetchError):
        get(server.url + "drip", seconds=0.4)
    assert time.monotonic() - began < 2
    with pytest.raises(FetchError):
        get(server.url + "loop/")
    assert len(server.asked) == 4 + fetching.MAX_REDIRECTS


# --- What is not asked ---------------------------------------------------------------------------

INSIDE = """
0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 192.0.2.1 192.168.1.1 198.18.0.1
224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1
64:ff9b:1::a00:1 2002:7f00:1:: 2002:a00:1:: 2001:0:4136:e378:8000:63bf:80ff:fffe 2001:db8::1 fc00::1 fd12:3456::1
fe80::1 fe80::1%eth0 fec0::1 ff02::1 100::1
"""
OUTSIDE = [PUBLIC, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]


def test_which_addresses_are_public() -> None:
    assert [address for address in INSIDE.split() if is_public(address)] == []
    assert [address for address in OUTSIDE if not is_public(address)] == []
    assert not is_public("no address")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/latest/meta-data/",
        "http://localhost./",
        "http://93.184.216.34:22/",
        "http://93.184.216.34:8080/",
        "https://93.184.216.34:6379/",
        "ftp://93.184.216.34/",
        "file:///etc/passwd",
        "gopher://93.184.216.34/",
        "//93.184.216.34/",
        "http://user:secret@93.184.216.34/",
        "http://93.184.216.34@127.0.0.1/",
        "http://127.0.0.1\\@93.184.216.34/",
        "http://93.184.216.34/\r\nHost: x",
        "http://93.184.216.34/ x",
        "http:///",
        "",
        "http://93.184.216.34/" + "x" * 2000,
    ],
)
def test_what_is_refused(url: str, names: Any) -> None:
    names["localhost"] = ["127.0.0.1"]
    assert refused(url)


def test_a_name_is_refused_if_one_of_its_addresses_is_ours(names: Any) -> None:
    names["shop.example"] = [f"{PUBLIC} 10.0.0.1"]
    assert refused("http://shop.example/")
    names["six.example"] = ["::ffff:127.0.0.1"]
    assert refused("http://six.example/")


def test_redirects_do_not_lead_inside(server: Any, names: Any) -> None:
    names["inside.example"] = ["192.168.0.10"]
    inside = ["http://inside.example/", "http://127.0.0.1:22/", "http://169.254.169.254/", "file:///etc/passwd"]
    for number, target in enumerate(inside):
        server.targets[str(number)] = target
        assert refused(f"{server.url}to/{number}"), target
    assert len(server.asked) == len(inside)


def test_a_name_that_answers_differently_the_second_time_gains_nothing(
    server: Any, names: Any, monkeypatch: Any
) -> None:
    """DNS rebinding: checked is what is connected to, and nothing is resolved in between."""
    names["rebind.example"] = [PUBLIC, "127.0.0.1"]
    reached = []

    def connect(address: Any, *args: Any, **kwargs: Any) -> Any:
        reached.append(address)
        raise OSError("not in a test")

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    assert not refused("http://rebind.example/")
    assert reached == [(PUBLIC, 80)]
    assert refused("http://rebind.example/")
    assert reached == [(PUBLIC, 80)]


def test_the_name_goes_into_the_request_and_the_proxy_is_not_asked(server: Any, names: Any, monkeypatch: Any) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    names["shop.example"] = ["127.0.0.1"]
    assert get(f"http://shop.example:{server.port}/", headers={"Host": "other.example"}).ok
    assert server.asked == [("/", f"shop.example:{server.port}")]


def test_the_certificate_must_be_the_names(monkeypatch: Any) -> None:
    found = fetching._connection("https", "shop.example", PUBLIC, 443, 1)
    assert (found.host, found.server_hostname, found.assert_hostname) == (PUBLIC, "shop.example", "shop.example")
    assert found.cert_reqs == "CERT_REQUIRED"
    found.end()


def test_a_host_that_is_not_there(names: Any, monkeypatch: Any) -> None:
    with translation.override("en"), pytest.raises(FetchError) as found:
        get("http://nowhere.example/", seconds=2)
    assert "nowhere.example" in str(found.value)
    assert not found.value.refused
