"""Fetching an address that somebody has typed in, without being led into our own network.

A name is resolved once, every address it has is checked, and the connection goes to the address that was checked:
a name that answers differently the second time (DNS rebinding) gains nothing. Redirects are followed by hand with the
same check. Size and time are limited as a whole, however slowly the other side drips. Proxies of the environment are
not used: they would resolve the name themselves.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _
from requests.certs import where
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, SSLError
from urllib3.exceptions import TimeoutError as Urllib3Timeout
from urllib3.util import Url, parse_url

AGENT = "DatLanh/1.0 (portal; checks what its editors point at)"
PORTS = {"http": 80, "https": 443}
SECONDS = 15.0
MAX_BYTES = 2 * 1024 * 1024
MAX_REDIRECTS = 5
MAX_LENGTH = 2000
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 16 * 1024
# Addresses that carry an IPv4 address: what counts is that one.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# A network's own translation to IPv4: where it leads nobody outside knows.
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchError(Exception):
    """Why nothing was fetched, in the active language. `refused`: we did not even ask."""

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


@dataclass(frozen=True)
class Fetched:
    """The last answer. `url` is where redirects have led; header names are in lower case."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes = b""
    # Whether there was more than `max_bytes`, which was not read.
    cut: bool = False
    passed: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


def get(
    url: str,
    *,
    method: str = "GET",
    seconds: float = SECONDS,
    max_bytes: int = MAX_BYTES,
    cut: bool = False,
    headers: dict[str, str] | None = None,
    max_redirects: int = MAX_REDIRECTS,
) -> Fetched:
    """Fetch `url` (http or https). Raises FetchError.

    `seconds` and `max_bytes` are for everything together, redirects included. A longer body is an error, or with
    `cut` is read no further.
    """
    deadline = time.monotonic() + seconds
    passed: list[str] = []
    while True:
        target = _parsed(url)
        try:
            with _asking(target, method, headers or {}, deadline) as response:
                location = response.headers.get("Location")
                if response.status in _REDIRECTS and location:
                    if len(passed) >= max_redirects:
                        raise FetchError(_("It redirects again and again."))
                    passed.append(url)
                    url = urljoin(target.url, location)
                    if response.status == 303 and method != "HEAD":
                        method = "GET"
                    continue
                body, was_cut = _body(response, method, max_bytes, deadline, cut=cut)
                found = {name.lower(): value for name, value in response.headers.items()}
                return Fetched(target.url, response.status, found, body, was_cut, tuple(passed))
        except FetchError:
            raise
        except (Urllib3Timeout, TimeoutError) as error:
            raise _too_slow() from error
        except (SSLError, OSError, HTTPError, ValueError) as error:
            if time.monotonic() >= deadline:
                raise _too_slow() from error
            raise FetchError(_reason(error)) from error


# --- What may be asked -------------------------------------------------------------------------


def _parsed(url: str) -> Url:
    """The address in parts, host and path encoded. Raises FetchError for what we do not ask."""
    if len(url) > MAX_LENGTH:
        raise FetchError(_("The address is too long."), refused=True)
    try:
        if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url) or "\\" in url:
            raise LocationParseError(url)
        target = parse_url(url)
    except LocationParseError as error:
        raise FetchError(_("This is not a web address."), refused=True) from error
    if target.scheme not in PORTS:
        raise FetchError(_("Only addresses with http:// or https:// are fetched."), refused=True)
    if not target.host:
        raise FetchError(_("This is not a web address."), refused=True)
    if target.auth is not None:
        raise FetchError(_("An address with a user name or password is not fetched."), refused=True)
    return target


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host, each allowed. Raises FetchError where one is not, or there is none."""
    name = host.strip("[]").rstrip(".")
    try:
        rows = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(_("There is no host “%(host)s”.") % {"host": name[:100]}) from error
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    for address in found:
        # Only tests name such pairs: a server of their own on this machine.
        if (address, port) in getattr(settings, "FETCH_ALSO_ALLOWED", ()):
            continue
        if port not in PORTS.values():
            raise FetchError(_("Only the ports 80 and 443 are asked."), refused=True)
        if not is_public(address):
            raise FetchError(
                _("“%(host)s” lies in a private network and is not asked.") % {"host": name[:100]}, refused=True
            )
    return found


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, and so does the one it may carry."""
    try:
        ip: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local or ip in _LOCAL_NAT64:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


# --- Asking ------------------------------------------------------------------------------------


class _Endable:
    """A connection that somebody else can end: a second handle on its socket, which outlives TLS taking the first."""

    line: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        sock: socket.socket = super()._new_conn()  # type: ignore[misc]
        self.line = sock.dup()
        return sock

    def hang_up(self) -> None:
        if self.line is not None:
            with suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Close both handles. Not in `close`, which is called as soon as an answer has begun that ends the connection."""
        self.close()  # type: ignore[attr-defined]
        if self.line is not None:
            self.line.close()
            self.line = None


class _Plain(_Endable, HTTPConnection):
    pass


class _Secure(_Endable, HTTPSConnection):
    pass


@contextmanager
def _asking(target: Url, method: str, headers: dict[str, str], deadline: float) -> Iterator[HTTPResponse]:
    host, scheme = str(target.host), str(target.scheme)
    port = target.port or PORTS[scheme]
    with _connected(scheme, host, port, deadline) as connection:
        connection.request(
            method,
            target.request_uri,
            headers={
                "User-Agent": AGENT,
                "Accept": "*/*",
                # Nothing to unpack, nothing that could grow.
                "Accept-Encoding": "identity",
                **headers,
                "Host": host if port == PORTS[scheme] else f"{host}:{port}",
            },
            preload_content=False,
            decode_content=True,
        )
        response = connection.getresponse()
        try:
            yield response
        finally:
            response.close()


@contextmanager
def _connected(scheme: str, host: str, port: int, deadline: float) -> Iterator[_Plain | _Secure]:
    """A connection to the first address of the host that answers; at the deadline it ends."""
    last: Exception | None = None
    for address in addresses_of(host, port):
        connection = _connection(scheme, host, address, port, _left(deadline))
        # The time limit of a socket begins anew with each byte: this ends the whole.
        watch = threading.Timer(_left(deadline), connection.hang_up)
        watch.daemon = True
        watch.start()
        try:
            try:
                connection.connect()
            except (OSError, HTTPError) as error:
                last = error
                continue
            yield connection
            return
        finally:
            watch.cancel()
            connection.end()
    raise last or FetchError(_("There is no host “%(host)s”.") % {"host": host[:100]})


def _connection(scheme: str, host: str, address: str, port: int, seconds: float) -> _Plain | _Secure:
    if scheme == "http":
        return _Plain(address, port, timeout=seconds)
    # The certificate must be the name's, although the connection goes to a number.
    name = host.strip("[]")
    return _Secure(
        address,
        port,
        timeout=seconds,
        server_hostname=name,
        assert_hostname=name,
        cert_reqs="CERT_REQUIRED",
        ca_certs=where(),
    )


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow()
    return left


def _body(response: HTTPResponse, method: str, max_bytes: int, deadline: float, *, cut: bool) -> tuple[bytes, bool]:
    if method == "HEAD":
        return b"", False
    pieces, size = [], 0
    for piece in response.stream(_CHUNK, decode_content=True):
        _left(deadline)
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            if cut:
                return b"".join(pieces)[:max_bytes], True
            raise FetchError(_("It is larger than %(size)d KB.") % {"size": max_bytes // 1024})
    # A connection that was ended by the time limit looks like a body that is complete.
    _left(deadline)
    return b"".join(pieces), False


def _too_slow() -> FetchError:
    return FetchError(_("It did not answer in time."))


def _reason(error: Exception) -> str:
    if isinstance(error, SSLError) or "CERTIFICATE" in str(error).upper():
        return _("Its certificate is not valid for this host.")
    return _("The connection failed.")
