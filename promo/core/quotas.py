"""How often one visitor may have something made or sent, without knowing who that is."""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

# Seconds.
TEN_MINUTES, HOUR, DAY = 10 * 60, 60 * 60, 24 * 60 * 60
# An address that hides many people, such as a proxy's, may do it ten times as often.
SHARED = 10


def within(request: HttpRequest, name: str, limits: Mapping[int, int]) -> bool:
    """Count one more `name` of this visitor; false if that is over one of the `limits` (seconds: how many).

    The cache holds a digest under a salt that is made anew each day and kept nowhere else: it says nothing about who
    asked, and tomorrow not even that it was the same one.
    """
    network, is_one = _network(client_address(request))
    digest = hmac.new(_salt(), network.encode(), hashlib.sha256).hexdigest()[:32]
    now = int(timezone.now().timestamp())
    # All are counted, also where the first is over already.
    counts = [
        _count(f"quota:{name}:{seconds}:{now // seconds}:{digest}", seconds) <= most * (1 if is_one else SHARED)
        for seconds, most in limits.items()
    ]
    return all(counts)


def client_address(request: HttpRequest) -> str:
    """The visitor's address: of CLIENT_ADDRESS_HEADER, which the proxy overwrites, where one is set."""
    header = settings.CLIENT_ADDRESS_HEADER
    value = request.headers.get(header, "") if header else ""
    # Of a list the last one, which our own proxy added.
    return value.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _network(address: str) -> tuple[str, bool]:
    """(what to count by, whether it is one visitor's own). Whoever has one IPv6 address has 2^64 of them."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address, False
    if ip.version == 6:
        return str(ipaddress.ip_network(f"{ip}/64", strict=False)), ip.is_global
    return str(ip), ip.is_global


def _salt() -> bytes:
    key = f"quota-salt:{timezone.now():%Y%m%d}"
    cache.add(key, secrets.token_bytes(32), 25 * 60 * 60)
    return cache.get(key) or settings.SECRET_KEY.encode()


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # expired between the two lines
        return 1
