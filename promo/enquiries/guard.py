"""What keeps robots out of the form without a cookie, without anybody else and without remembering a visitor."""

import hashlib
import hmac
import ipaddress
import re
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

_SALT = "promo.enquiries.form"
# Nobody fills the form in faster; who keeps it open longer gets a new one, with what was typed.
LEAST_SECONDS = 3
MOST_SECONDS = 12 * 60 * 60
# Questions from one address; from one that hides many people (a proxy that does not say whose they are) ten times that.
PER_HOUR = 6
PER_DAY = 20
_SHARED = 10
MOST_LINKS = 2
_LINK = re.compile(r"https?:|www\.|\[url|\[link|<a\s|</a>|href\s*=", re.IGNORECASE)


# --- The token -----------------------------------------------------------------------------------


def new_token(key: str) -> str:
    """For one form about one page, good for one sending."""
    return signing.dumps([key, secrets.token_urlsafe(9)], salt=_SALT)


def token_state(token: str, key: str) -> str:
    """ "fresh" (made too short a time ago), "old", "wrong" or "good"."""
    try:
        page, _nonce = signing.loads(token, salt=_SALT, max_age=MOST_SECONDS)
    except signing.SignatureExpired:
        return "old"
    except (signing.BadSignature, ValueError, TypeError):
        return "wrong"
    if page != key:
        return "wrong"
    try:
        signing.loads(token, salt=_SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return "good"
    return "fresh"


def use_token(token: str, content: str) -> str:
    """Mark it as used: "first", "again" with the same content (a double click), or "other"."""
    key = f"enquiry-token:{_digest(token)}"
    mark = _digest(content)
    if cache.add(key, mark, MOST_SECONDS):
        return "first"
    return "again" if cache.get(key) == mark else "other"


def release_token(token: str) -> None:
    """What was sent with it could not be kept: the same form may be sent once more."""
    cache.delete(f"enquiry-token:{_digest(token)}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]


# --- Where it comes from -------------------------------------------------------------------------


def is_ours(request: HttpRequest) -> bool:
    """Whether the form was on this host, as far as the browser says."""
    host = request.get_host().lower()
    for name in ("Origin", "Referer"):
        value = request.headers.get(name, "")
        if value and value != "null":
            try:
                return urlsplit(value).netloc.lower() == host
            except ValueError:
                return False
    return True


def may_ask(request: HttpRequest) -> bool:
    """Count a question; false if there were too many from this address.

    The cache holds a digest under a salt that is made anew each day and kept nowhere else: it says nothing about who
    asked, and tomorrow not even that it was the same one.
    """
    address = client_address(request)
    times = 1 if _is_one_visitor(address) else _SHARED
    digest = hmac.new(_salt_of_the_day(), _network(address).encode(), hashlib.sha256).hexdigest()[:32]
    hour = timezone.now().strftime("%Y%m%d%H")
    counts = [
        _count(f"enquiries-hour:{hour}:{digest}", 60 * 60) <= PER_HOUR * times,
        _count(f"enquiries-day:{hour[:8]}:{digest}", 24 * 60 * 60) <= PER_DAY * times,
    ]
    return all(counts)


def client_address(request: HttpRequest) -> str:
    """The visitor's address: of CLIENT_ADDRESS_HEADER, which the proxy overwrites, where one is set."""
    header = settings.CLIENT_ADDRESS_HEADER
    value = request.headers.get(header, "") if header else ""
    # Of a list the last one, which our own proxy added.
    return value.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _is_one_visitor(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def _network(address: str) -> str:
    """An IPv6 visitor has a whole network of 2^64 addresses."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.version == 6:
        return str(ipaddress.ip_network(f"{ip}/64", strict=False))
    return str(ip)


def _salt_of_the_day() -> bytes:
    key = f"enquiries-salt:{timezone.now():%Y%m%d}"
    cache.add(key, secrets.token_bytes(32), 25 * 60 * 60)
    return cache.get(key) or settings.SECRET_KEY.encode()


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # expired between the two lines
        return 1


# --- What it says --------------------------------------------------------------------------------


def links_in(text: str) -> int:
    return len(_LINK.findall(text))
