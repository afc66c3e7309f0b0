"""Every address of the installation, as its resolver and its pages know them, and what an answer says."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import URLPattern, get_resolver

_NAMED = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?(\w+)>")
# Of one address with a query, as filters make thousands of them.
_MOST_QUERIES = 3
_ELSEWHERE = ("/admin", "/static", "/media", "/theme")


def addresses(start: str = "") -> Iterator[str]:
    """Routes like "admin/pages/<int:page_id>/edit/" that begin so, with the signs of regular expressions left in."""

    def below(resolver: Any, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield route
            else:
                yield from below(pattern, route)

    return (route for route in dict.fromkeys(below(get_resolver(), "")) if route.startswith(start))


def names_in(route: str) -> set[str]:
    return {found[1] or found[2] for found in _NAMED.finditer(route)}


def filled(route: str, words: dict[str, Any]) -> str:
    """The route as an address. Raises KeyError where a name has no value."""
    path = _NAMED.sub(lambda found: str(words[found[1] or found[2]]), route)
    return "/" + path.replace("^", "").replace("$", "").replace("\\", "")


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def text_of(response: Any) -> str:
    """All that an answer says, its headers too; of workbooks what is inside."""
    data = body_of(response)
    parts = [repr(response.headers), *(cookie.OutputString() for cookie in response.cookies.values())]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts += [archive.read(name).decode(errors="replace") for name in archive.namelist()]
    else:
        parts.append(data.decode(errors="replace"))
    return "\n".join(parts)


def said(text: str, words: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """What is around those of the words, and of the figures that begin with these digits, that stand in the text."""
    patterns = [re.escape(word) for word in words]
    # 7193.41, 7.193,41, 7 193,219; 20.87193.
    patterns += [
        rf"{one[0]}[.,\s\u00a0\u202f]?{one[1:]}[.,]?(?:41|219)|(?:20[.,]8|105[.,]9){one}|\b{one[:3]}[.,]4\b"
        for one in numbers
    ]
    matches = (re.search(pattern, text, re.IGNORECASE) for pattern in patterns)
    return [text[max(0, match.start() - 60) : match.end() + 60] for match in matches if match]


def crawled(host: str, start: Iterable[str], left_out: str = "") -> Iterator[tuple[str, Any, str]]:
    """(address, answer, what it says) of all that links lead to on the host, for somebody who is not signed in.

    `left_out`: a beginning of addresses that are not followed.
    """
    client = Client(HTTP_HOST=host)
    todo, queries = dict.fromkeys(start), Counter[str]()
    seen: set[str] = set()
    while todo:
        url = next(iter(todo))
        del todo[url]
        path, _mark, query = url.partition("?")
        queries[path] += bool(query)
        if url in seen or queries[path] > _MOST_QUERIES or (left_out and path.startswith(left_out)):
            continue
        seen.add(url)
        response = client.get(url)
        text = text_of(response)
        yield url, response, text
        found = [response.headers["Location"]] if "Location" in response.headers else []
        if "html" in response.headers.get("Content-Type", ""):
            for node in BeautifulSoup(text, "lxml").find_all(True):
                found += [node[name] for name in ("href", "src", "action", "data-url") if name in node.attrs]
        todo |= dict.fromkeys(_paths(found, f"http://{host}{url}", host))


def _paths(found: list[str], base: str, host: str) -> Iterator[str]:
    for address in found:
        parts = urlsplit(urljoin(base, address))
        if (parts.scheme, parts.netloc) == ("http", host) and not parts.path.startswith(_ELSEWHERE):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
