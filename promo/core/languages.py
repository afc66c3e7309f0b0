"""The public languages, and which of them this thread of work is speaking.

Two different things are called "the language" in Wagtail: the one the interface speaks (Django's
active language: an administrator's may be English) and the one the public page is in. Addresses
follow the second, which `public_language` carries.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.utils import translation
from modeltranslation.utils import build_localized_fieldname

SOURCE: str = settings.SOURCE_LANGUAGE
NAMES: dict[str, str] = dict(settings.LANGUAGES)
CODES: tuple[str, ...] = tuple(NAMES)
TARGETS: tuple[str, ...] = tuple(code for code in CODES if code != SOURCE)

_public_language: ContextVar[str] = ContextVar("public_language", default=SOURCE)


def column(field: str, language: str) -> str:
    """Name of the column that holds `field` in `language`: ("title", "zh-hans") -> "title_zh_hans"."""
    return build_localized_fieldname(field, language)


def language_tag(code: str) -> str:
    """As standards write it, in hreflang, lang and exchange files: "zh-hans" -> "zh-Hans"."""
    first, *rest = code.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def columns(field: str, languages: tuple[str, ...] = CODES) -> list[str]:
    return [column(field, language) for language in languages]


def public_language() -> str:
    """The language of the public page being made; Vietnamese in the admin and in commands."""
    return _public_language.get()


def shown_language(request: Any) -> str:
    """The language of the page's own texts: Vietnamese where a missing translation is stood in for."""
    return getattr(request, "shown_language", None) or public_language()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make public pages, their links and their interface strings in `language`."""
    token = _public_language.set(language)
    try:
        with translation.override(language):
            yield
    finally:
        _public_language.reset(token)


def in_source() -> translation.override:
    """Read and write bare translated attributes (`page.title`) as Vietnamese.

    modeltranslation points them at the active language, which in the admin is the language of the
    interface: an administrator working in English would otherwise write Vietnamese into `title_en`.
    """
    return translation.override(SOURCE)


def preferred(accept_language: str, offered: list[str]) -> str:
    """The first of `offered` that a browser's Accept-Language header asks for, else the first offered.

    Chinese is matched by script: zh, zh-CN and zh-Hans all read zh-hans.
    """
    for tag, _quality in translation.trans_real.parse_accept_lang_header(accept_language.lower()):
        candidates = [code for code in offered if code == tag or tag.split("-")[0] == code.split("-")[0]]
        if candidates:
            return candidates[0]
    return offered[0]
