"""The letters of leaflets: ours for Latin and Vietnamese, the machine's for Chinese, Japanese, Korean and Lao.

Be Vietnam Pro lies in `core/static/fonts`. The others are Debian's `fonts-noto-cjk` and `fonts-noto-core`, found by
fontconfig; any other font of the machine that has the language's letters stands in for them. All are embedded, and
only the letters a leaflet uses.
"""

import io
import logging
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

OWN = "Portal"
WEIGHTS = (400, 600, 800)
_SUBSETS = ("latin", "vietnamese")

# Family as the style sheet names it, and the language as fontconfig asks for it.
SYSTEM = {
    "zh-hans": ("Noto Sans CJK SC", "zh-cn"),
    "ja": ("Noto Sans CJK JP", "ja"),
    "ko": ("Noto Sans CJK KR", "ko"),
    "lo": ("Noto Sans Lao", "lo"),
}


def families(language: str) -> str:
    """The value of `font-family` for texts in `language`."""
    names = [OWN, *([SYSTEM[language][0]] if language in SYSTEM else [])]
    return ", ".join([*(f'"{name}"' for name in names), "sans-serif"])


def faces(scheme: str) -> str:
    """@font-face rules; `scheme` is what the addresses of files begin with."""
    return "\n".join(
        f'@font-face{{font-family:"{OWN}";font-weight:{weight};src:url("{scheme}font-{weight}.ttf")}}'
        for weight in WEIGHTS
    )


@lru_cache(maxsize=1)
def own_files() -> dict[str, bytes]:
    """Our fonts by the name in `faces`, each made of the two files that browsers load one by one.

    Of two fonts each would set its own letters, and the gap between "ư" and "đ" would be nobody's.
    """
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    found = {}
    for weight in WEIGHTS:
        halves = []
        for subset in _SUBSETS:
            font = TTFont(io.BytesIO(static_file(f"fonts/be-vietnam-pro-{subset}-{weight}.woff2")))
            font.flavor = None
            half = io.BytesIO()
            font.save(half)
            half.seek(0)
            halves.append(half)
        whole = io.BytesIO()
        Merger().merge(halves).save(whole)
        found[f"font-{weight}.ttf"] = whole.getvalue()
    return found


def static_file(name: str) -> bytes:
    """A file of ours: from the sources, or from where `collectstatic` has put it."""
    path = finders.find(name)
    if path:
        return Path(path).read_bytes()
    with staticfiles_storage.open(name) as file:
        return file.read()


@lru_cache(maxsize=16)
def missing(language: str) -> bool:
    """Whether this machine has no font with the letters of `language`."""
    if language not in SYSTEM:
        return False
    program = shutil.which("fc-list")
    if program is None:
        # Debian's Pango brings it. Without it nobody can say, and empty boxes are worse than no leaflet.
        return True
    asked = subprocess.run(
        [program, f":lang={SYSTEM[language][1]}", "family"], capture_output=True, text=True, timeout=20, check=False
    )
    return not asked.stdout.strip()
