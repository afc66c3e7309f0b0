"""LibreTranslate's HTTP API (https://docs.libretranslate.com): one's own server, or theirs."""

import json
from time import monotonic
from typing import Any

import requests
from django.utils.translation import gettext as _
from urllib3.exceptions import HTTPError, ReadTimeoutError

from promo.core.languages import NAMES
from promo.languages.machine.engines import BATCH, MachineError

_CONNECT_SECONDS = 5
_MAX_BYTES = 4 * 1024 * 1024
# What languages are called there; the first that the server knows.
_CODES = {"zh-hans": ("zh-Hans", "zh-CN", "zh")}


class LibreTranslate:
    name = "LibreTranslate"

    def __init__(self, url: str, key: str = "", timeout: float = 20) -> None:
        self._url = url.rstrip("/")
        self._key = key
        self._timeout = timeout
        self._known: dict[str, set[str]] | None = None

    def translate(self, texts: list[str], source: str, target: str, markup: bool = False) -> list[str]:
        to = self._code(source, target)
        done: list[str] = []
        for start in range(0, len(texts), BATCH):
            done += self._batch(texts[start : start + BATCH], source, to, "html" if markup else "text")
        return done

    def _batch(self, texts: list[str], source: str, target: str, kind: str) -> list[str]:
        body: dict[str, Any] = {"q": texts, "source": source, "target": target, "format": kind}
        if self._key:
            body["api_key"] = self._key
        status, answer = self._ask("POST", "/translate", body)
        if status == 400 and "limit" in _reason(answer).lower():
            # Too much at once, or one text alone is too long for this server.
            if len(texts) == 1:
                return [""]
            middle = len(texts) // 2
            return self._batch(texts[:middle], source, target, kind) + self._batch(texts[middle:], source, target, kind)
        self._refuse(status, answer)
        made = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(made, list) or len(made) != len(texts) or not all(isinstance(text, str) for text in made):
            raise MachineError(_("The machine translation service gave an answer that makes no sense."))
        return made

    def _code(self, source: str, target: str) -> str:
        """What the server calls `target`. Raises MachineError if it cannot translate into it."""
        if self._known is None:
            self._known = self._languages()
        candidates = _CODES.get(target, (target, target.split("-")[0]))
        if not self._known:
            # An old server that does not say what it knows.
            return candidates[-1]
        known = self._known.get(source, set())
        for code in candidates:
            if code in known:
                return code
        raise MachineError(
            _("The machine translation service does not translate into this language: %(language)s.")
            % {"language": NAMES.get(target, target)}
        )

    def _languages(self) -> dict[str, set[str]]:
        """Language -> those it is translated into."""
        status, answer = self._ask("GET", "/languages")
        if status == 404:
            return {}
        self._refuse(status, answer)
        try:
            everything = {entry["code"] for entry in answer}
            return {entry["code"]: set(entry.get("targets") or everything) for entry in answer}
        except (TypeError, KeyError, AttributeError) as error:
            raise MachineError(_("The machine translation service gave an answer that makes no sense.")) from error

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
        """(status, what the JSON says). Follows no redirect: texts go to the server that is set up, only."""
        until = monotonic() + _CONNECT_SECONDS + self._timeout
        try:
            with requests.request(
                method,
                self._url + path,
                json=body,
                timeout=(_CONNECT_SECONDS, self._timeout),
                allow_redirects=False,
                stream=True,
            ) as response:
                raw = _read(response, until)
        except (requests.Timeout, ReadTimeoutError) as error:
            raise MachineError(_("The machine translation service does not answer in time.")) from error
        except (requests.RequestException, HTTPError, ValueError) as error:
            raise MachineError(_("The machine translation service cannot be reached.")) from error
        try:
            return response.status_code, json.loads(raw)
        except ValueError:
            return response.status_code, None

    @staticmethod
    def _refuse(status: int, answer: Any) -> None:
        if status == 200:
            return
        said = _reason(answer)
        if status in (401, 403):
            message = _("The machine translation service refuses the key that is set up.")
        elif status == 429:
            message = _("The machine translation service is asked too often: try again in some minutes.")
        elif status < 400:
            message = _("The machine translation service sends elsewhere: its address is not set up rightly.")
        else:
            message = _("The machine translation service reports an error (%(status)d).") % {"status": status}
        raise MachineError(f"{message} {said[:200]}".strip())


def _read(response: requests.Response, until: float) -> bytes:
    """The body, within bounds of size and time: a server may send a byte a second for ever."""
    raw = b""
    # What has come so far, without waiting for a chunk to be full.
    while chunk := response.raw.read1(64 * 1024, decode_content=True):
        raw += chunk
        if len(raw) > _MAX_BYTES:
            raise MachineError(_("The machine translation service gave an answer that is too large."))
        if monotonic() > until:
            raise requests.Timeout
    return raw


def _reason(answer: Any) -> str:
    """What the server says went wrong, in its own words."""
    return str(answer.get("error", "")) if isinstance(answer, dict) else ""
