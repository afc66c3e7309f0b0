"""Rich text: what counts as empty."""

import re

# Draftail writes an empty paragraph, with a key and perhaps a break, for no text at all.
_EMPTY = re.compile(r"\A(?:\s|<p[^>]*>(?:\s|&nbsp;|<br\s*/?>)*</p>|<br\s*/?>)*\Z")


def normalise(html: str) -> str:
    """The empty string for rich text that shows nothing; anything else unchanged."""
    return "" if _EMPTY.match(html or "") else html
