"""Pictures as bytes of JPEG, cut to the place they fill: PDF takes those as they are and nothing else so small."""

import io
import logging
from typing import Any

from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

logger = logging.getLogger(__name__)

# Pixels of what is read: the sizes made at upload are far below, an original by an accident above.
MOST_PIXELS = 50_000_000
_FORMATS = ("WEBP", "JPEG", "PNG", "GIF")
_QUALITY = 82


def jpeg(image: Any, width: int, height: int, crop: str = "text") -> bytes | None:
    """`image` (a PortalImage) filling width × height pixels at most; None where it cannot be read.

    `crop` is the one of `core.pictures.CROPS` whose file is read: its shape should be near.
    """
    for name in _files(image, crop, width):
        try:
            with default_storage.open(name) as file, Image.open(io.BytesIO(file.read()), formats=_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    continue
                picture.draft("RGB", (width * 2, height * 2))
                return _fitted(picture, width, height)
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError) as error:
            logger.warning("Picture %s is left out of a leaflet: %s", name, error)
    return None


def _files(image: Any, crop: str, width: int) -> list[str]:
    """Files to read it from, best first: the smallest that is wide enough, a larger original in its stead if none is."""
    rows = ((image.prepared or {}).get("crops") or {}).get(crop) or []
    wide = [row[3] for row in rows if row[0] >= width]
    names = [*wide[:1], *([rows[-1][3]] if rows and not wide else [])]
    original = getattr(image, "original", None) or image.file.name
    return [*names, original]


def _fitted(picture: Image.Image, width: int, height: int) -> bytes:
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        rgba = picture.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, "#ffffff")
        picture = Image.alpha_composite(ground, rgba)
    picture = picture.convert("RGB")
    # Never enlarged: a small one is cut to the shape and left at its size.
    scale = min(1.0, picture.width / width, picture.height / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    fitted = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    fitted.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
