"""QR codes as SVG."""

from functools import lru_cache

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Modules of white around the code, which readers need to find it.
QUIET = 4


@lru_cache(maxsize=512)
def qr(address: str, label: str) -> SafeString:
    """The code of an address; a quarter of it may be worn off in a pocket."""
    if not address:
        return mark_safe("")
    code = segno.make(address, error="q", micro=False, boost_error=False)
    size = code.symbol_size(border=0)[0]
    path = "".join(
        f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(code.matrix) for x, length in _runs(bytes(row))
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" aria-label="{}" viewBox="{} {} {} {}">'
        '<path fill="#000" d="{}"/></svg>',
        label, -QUIET, -QUIET, size + 2 * QUIET, size + 2 * QUIET, path,
    )  # fmt: skip


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Dark stretches of a row: (first column, length)."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
