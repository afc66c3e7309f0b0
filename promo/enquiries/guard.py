"""What keeps robots out of the form without a cookie, without anybody else and without remembering a visitor."""

import hashlib
import re
import secrets
from urllib.parse import urlsplit

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from promo.core import quotas

_SALT = "promo.enquiries.form"
# Nobody fills the form in faster; who keeps it open longer gets a new one, with what was typed.
LEAST_SECONDS = 3
MOST_SECONDS = 12 * 60 * 60
# Questions from one address.
PER_HOUR = 6
PER_DAY = 20
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
    """Count a question; false if there were too many from this address."""
    return quotas.within(request, "enquiries", {quotas.HOUR: PER_HOUR, quotas.DAY: PER_DAY})


# --- What it says --------------------------------------------------------------------------------


def links_in(text: str) -> int:
    return len(_LINK.findall(text))
