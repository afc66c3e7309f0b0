"""Whether the addresses our pages point at still answer: one host at a time, slowly, and not more than needed."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from promo.core import fetching
from promo.core.fetching import FetchError
from promo.ocop.models import CheckedLink
from promo.ocop.models.links import LONGEST

# Between two questions to one host.
PAUSE = 1.0
RETRIES = 2
# What a shop answers that is there, and wants no programs.
FOR_PEOPLE = (401, 403, 429, 999)
# Worth asking once more, later.
_PASSING = (429, 500, 502, 503, 504)
_BYTES = 16 * 1024


@dataclass(frozen=True)
class Answer:
    """`status` is None where there was none; `problem` is empty where all is well."""

    status: int | None
    problem: str = ""
    failing: bool = False


def check(url: str, *, seconds: float = fetching.SECONDS, wait: Callable[[float], None] = time.sleep) -> Answer:
    """Ask once, and up to RETRIES times more where the trouble may pass."""
    answer = _ask(url, seconds)
    for attempt in range(RETRIES):
        if not (answer.status in _PASSING or (answer.status is None and answer.failing)):
            break
        wait(PAUSE * 2 ** (attempt + 1))
        answer = _ask(url, seconds)
    return answer


def _ask(url: str, seconds: float) -> Answer:
    try:
        found = fetching.get(url, method="HEAD", seconds=seconds)
        if not found.ok:
            # Many servers answer a HEAD wrongly that they would answer as a GET.
            found = fetching.get(url, seconds=seconds, max_bytes=_BYTES, cut=True)
    except FetchError as error:
        # What we refuse to ask will not change by asking again.
        return Answer(0 if error.refused else None, str(error), failing=True)
    if found.ok:
        return Answer(found.status)
    if found.status in FOR_PEOPLE:
        return Answer(
            found.status, _("It answers people only (%(status)d): open it and see.") % {"status": found.status}
        )
    if found.status in (404, 410):
        return Answer(found.status, _("There is no such page any more (%(status)d).") % {"status": found.status}, True)
    return Answer(found.status, _("It answers with an error (%(status)d).") % {"status": found.status}, True)


def check_all(
    links: Iterable[tuple[int, str]], *, seconds: float = fetching.SECONDS, wait: Callable[[float], None] = time.sleep
) -> Iterator[tuple[list[int], str, Answer]]:
    """(pages, address, answer) of each address, asked once however many pages have it; hosts one after the other."""
    pages: dict[str, list[int]] = {}
    for page, url in links:
        pages.setdefault(url, []).append(page)
    for _host, urls in groupby(sorted(pages, key=lambda url: (host_of(url), url)), key=host_of):
        for number, url in enumerate(urls):
            if number:
                wait(PAUSE)
            yield pages[url], url, check(url, seconds=seconds, wait=wait)


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@transaction.atomic
def keep(pages: list[int], url: str, answer: Answer) -> None:
    """Write the answer; since when a link fails stays until it answers again."""
    if len(url) > LONGEST:
        return
    now = timezone.now()
    since = dict(CheckedLink.objects.filter(url=url, page__in=pages).values_list("page_id", "failing_since"))
    for page in pages:
        CheckedLink.objects.update_or_create(
            page_id=page,
            url=url,
            defaults={
                "status": answer.status or None,
                "problem": answer.problem[:200],
                "checked_at": now,
                "failing_since": (since.get(page) or now) if answer.failing else None,
            },
        )


def forget_others(links: Iterable[tuple[int, str]], below: str = "") -> int:
    """Delete the rows of links that no page has any more."""
    present = set(links)
    gone = [
        pk
        for pk, page, url in CheckedLink.objects.filter(page__path__startswith=below).values_list("pk", "page", "url")
        if (page, url) not in present
    ]
    CheckedLink.objects.filter(pk__in=gone).delete()
    return len(gone)
