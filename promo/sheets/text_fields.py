"""Longer texts: rich text and a page's body out of a plain cell, and lists of addresses."""

import html
import re
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from promo.sheets import parsing
from promo.sheets.fields import to_url
from promo.sheets.kinds import CellError, SheetField
from promo.sheets.known import Known

_END_OF_BLOCK = re.compile(r"</(?:p|h[1-6]|li|ul|ol|blockquote)>|<br\s*/?>", re.IGNORECASE)


def plain_text(markup: str) -> str:
    """Rich text without its markup, a line a paragraph."""
    text = html.unescape(strip_tags(_END_OF_BLOCK.sub("\n", markup or "")))
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n") if line.strip())


def _lines(cell: Any) -> str:
    lines = (" ".join(line.split()) for line in parsing.plain(cell).split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(frozen=True, kw_only=True)
class RichField(SheetField):
    """Rich text. A cell that says the same leaves the markup alone."""

    translated: bool = True
    width: int = 50

    def read(self, cell: Any, known: Known) -> str:
        return _lines(cell)

    def now(self, page: Any) -> str:
        return plain_text(getattr(page, self.target) or "")

    def put(self, page: Any, value: str, known: Known) -> None:
        setattr(page, self.target, paragraphs(value))

    def cell(self, page: Any, language: str) -> str:
        return plain_text(super().cell(page, language) or "")

    def explanation(self) -> str:
        return str(self.help) or _("Plain text; a new line is a new paragraph.")


@dataclass(frozen=True, kw_only=True)
class StoryField(RichField):
    """A page's body, where it is plain paragraphs: what somebody has laid out is not for a spreadsheet."""

    def _blocks(self, page: Any, name: str) -> list[dict[str, Any]]:
        return list(getattr(page, name).raw_data or ())

    def now(self, page: Any) -> str:
        return self._text(page, self.target)

    def _text(self, page: Any, name: str) -> str:
        texts = (plain_text(block["value"]) for block in self._blocks(page, name) if block["type"] == "text")
        return "\n".join(text for text in texts if text)

    def settle(self, page: Any, value: str, known: Known) -> str:
        if value != self.now(page) and any(block["type"] != "text" for block in self._blocks(page, self.target)):
            raise CellError(
                _(
                    "This page's text has pictures or other parts. Change it on the page itself, and leave the cell empty."
                )
            )
        return value

    def put(self, page: Any, value: str, known: Known) -> None:
        blocks = self._blocks(page, self.target)
        # The same block as before: its translations belong to it.
        key = next((block.get("id") for block in blocks), None) or str(uuid.uuid4())
        body = [{"type": "text", "value": paragraphs(value), "id": key}] if value else []
        setattr(page, self.target, body)

    def cell(self, page: Any, language: str) -> str:
        return self._text(page, self.attribute_in(language)) or self._text(page, self.target)


@dataclass(frozen=True, kw_only=True)
class LinksField(SheetField):
    """Addresses of shops, one a line; each is called by its host."""

    width: int = 34

    def read(self, cell: Any, known: Known) -> tuple[str, ...]:
        parts = re.split(r"[\s;]+", parsing.plain(cell))
        return tuple(dict.fromkeys(to_url(part.strip(",")) for part in parts if part.strip(",")))

    def now(self, page: Any) -> tuple[str, ...]:
        return tuple(block["value"]["url"] for block in getattr(page, self.target).raw_data or ())

    def put(self, page: Any, value: tuple[str, ...], known: Known) -> None:
        before = {block["value"]["url"]: block for block in getattr(page, self.target).raw_data or ()}
        setattr(page, self.target, [before.get(url) or _block(url) for url in value])

    def nothing(self) -> tuple[str, ...]:
        return ()

    def words(self, value: Any, known: Known) -> str:
        return "\n".join(value)

    def cell(self, page: Any, language: str) -> str:
        return "\n".join(self.now(page))

    def explanation(self) -> str:
        return _("Web addresses, one a line.")


def _block(url: str) -> dict[str, Any]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return {"type": "link", "value": {"label": host[:60], "url": url}, "id": str(uuid.uuid4())}
