"""How many leaflets one visitor may have made in an hour, without knowing who that is."""

import hashlib
import hmac
import ipaddress
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

# Finished ones are handed out without limit. An address that hides many people (a proxy's) may have ten times as many.
PER_HOUR = 40
_SHARED = 10


def may_make(request: HttpRequest) -> bool:
    """Count a leaflet; false if there were too many. The cache holds a digest under a salt of the day, nothing else."""
    header = settings.CLIENT_ADDRESS_HEADER
    value = request.headers.get(header, "") if header else ""
    address = value.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        network, is_one = address, False
    else:
        # Whoever has one IPv6 address has 2^64 of them.
        network = str(ipaddress.ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else str(ip)
        is_one = ip.is_global
    digest = hmac.new(_salt(), network.encode(), hashlib.sha256).hexdigest()[:32]
    key = f"leaflets:{timezone.now():%Y%m%d%H}:{digest}"
    cache.add(key, 0, 60 * 60)
    try:
        count = cache.incr(key)
    except ValueError:  # expired between the two lines
        count = 1
    return count <= PER_HOUR * (1 if is_one else _SHARED)


def _salt() -> bytes:
    key = f"leaflets-salt:{timezone.now():%Y%m%d}"
    cache.add(key, secrets.token_bytes(32), 25 * 60 * 60)
    return cache.get(key) or settings.SECRET_KEY.encode()
