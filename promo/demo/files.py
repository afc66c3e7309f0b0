"""The demonstration's content files."""

from pathlib import Path
from typing import Any

from promo.portals.content import load

CONTENT = Path(__file__).parent / "content"


def load_folder(name: str) -> dict[str, dict[str, Any]]:
    """All files of a folder by key (the file's name), in alphabetical order."""
    return {path.stem: load(path) for path in sorted((CONTENT / name).glob("*.toml"))}
