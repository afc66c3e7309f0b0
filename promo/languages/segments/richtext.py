"""Rich text as paragraphs to translate and the markup between them."""

import re
from dataclasses import dataclass

from promo.languages.segments import inline
from promo.languages.segments.segment import Tag

_MARKUP = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*?)(/?)>")
_BLOCK_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "div", "figure", "figcaption"),
    *("table", "thead", "tbody", "tr", "td", "th", "dl", "dt", "dd", "pre", "embed"),
}
_KEY = re.compile(r"data-block-key=[\"']([\w-]+)[\"']")


@dataclass(frozen=True)
class Paragraph:
    key: str  # Draftail's own key, else p0, p1 … by its number in the text
    element: str  # "p", "h2", "li"
    markup: str  # as it stands in the source
    text: str
    tags: tuple[Tag, ...]


def split(source: str) -> list[str | Paragraph]:
    """The text in order: markup that stays as it is, and paragraphs. Joined, it is the source again."""
    parts: list[str | Paragraph] = []
    stack: list[tuple[str, str]] = []
    used: set[str] = set()
    run_from = 0
    number = 0

    def finish(until: int) -> None:
        nonlocal number
        run = source[run_from:until]
        core = run.strip()
        if not core:
            if run:
                parts.append(run)
            return
        lead = run[: len(run) - len(run.lstrip())]
        tail = run[len(run.rstrip()) :]
        text, tags = inline.from_html(core)
        if not inline.plain(text).strip():
            # Nothing to say: a lone line break.
            parts.append(run)
            return
        element, key = stack[-1] if stack else ("", "")
        key = key or f"p{number}"
        number += 1
        unique, count = key, 1
        while unique in used:
            count += 1
            unique = f"{key}~{count}"
        used.add(unique)
        parts.extend([lead] if lead else [])
        parts.append(Paragraph(unique, element, core, text, tags))
        parts.extend([tail] if tail else [])

    for match in _MARKUP.finditer(source):
        if match[2].lower() not in _BLOCK_TAGS:
            continue
        finish(match.start())
        parts.append(match[0])
        run_from = match.end()
        name = match[2].lower()
        if match[1]:
            while stack and stack.pop()[0] != name:
                pass
        elif not match[4] and name not in ("hr", "embed"):
            key = _KEY.search(match[3])
            stack.append((name, key[1] if key else ""))
    finish(len(source))
    return parts


def join(parts: list[str | Paragraph], texts: dict[str, str]) -> str:
    """The text with the paragraphs of `texts` (key -> tagged text) in place of the source's."""
    made = ""
    for part in parts:
        if isinstance(part, str):
            made += part
        elif part.key not in texts or texts[part.key] == part.text:
            made += part.markup
        else:
            made += inline.to_html(texts[part.key], part.tags)
    return made
