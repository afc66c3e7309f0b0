"""The files made of each picture, once, at upload.

A role is a use in the design: it fixes the crop, the widths and the `sizes` a browser chooses by.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from PIL import Image
from wagtail.images.image_operations import FilterOperation

from promo.core import versions
from promo.core.languages import SOURCE, column

if TYPE_CHECKING:
    from promo.core.models import PortalImage

FORMATS = ("avif", "webp")
SHARE_SPEC = "fill-1200x630|format-jpeg|jpegquality-78"

# Crop: (width / height, widths in pixels). No ratio: the picture's own.
CROPS: dict[str, tuple[float | None, tuple[int, ...]]] = {
    "wide": (16 / 10, (640, 1080, 1600)),
    "card": (4 / 3, (320, 640, 960)),
    "square": (1.0, (240, 480)),
    "text": (None, (480, 960)),
    "portrait": (5 / 7, (360, 720)),
}


@dataclass(frozen=True)
class Role:
    crop: str
    sizes: str


ROLES = {
    "hero": Role("wide", "100vw"),
    "wide": Role("wide", "(min-width: 75rem) 72rem, 100vw"),
    "lead": Role("card", "(min-width: 60rem) 50vw, 100vw"),
    "card": Role("card", "(min-width: 60rem) 22rem, (min-width: 40rem) 45vw, 92vw"),
    "square": Role("square", "(min-width: 40rem) 15rem, 45vw"),
    "thumb": Role("square", "6rem"),
    "text": Role("text", "(min-width: 48rem) 44rem, 92vw"),
    "portrait": Role("portrait", "(min-width: 60rem) 22rem, 60vw"),
}


@dataclass(frozen=True)
class Picture:
    """A picture as a page shows it, in the language of its reader: a row of the table, not a model."""

    alt: str
    caption: str
    credit: str
    original: str
    width: int
    height: int
    prepared: dict[str, Any] | None

    @staticmethod
    def columns(language: str, prefix: str = "") -> list[str]:
        """The columns `from_row` takes, in its order; `prefix` reaches them over a relation ("image__")."""
        texts = [column(field, code) for field in ("description", "caption") for code in (language, SOURCE)]
        return [prefix + name for name in (*texts, "credit", "file", "width", "height", "prepared")]

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Picture | None":
        description, source_description, caption, source_caption, credit, file, width, height, prepared = row
        if not file:
            return None
        caption = caption or source_caption or ""
        return cls(description or source_description or caption, caption, credit, file, width, height, prepared)

    @property
    def default_alt_text(self) -> str:
        return self.alt

    @property
    def tone(self) -> str:
        return (self.prepared or {}).get("tone", "mist")

    @property
    def original_url(self) -> str:
        return default_storage.url(self.original)


# Names of the soft colours that stand in while a picture loads; the style sheet defines them.
TONES = {
    "sand": (214, 190, 150),
    "river": (90, 140, 140),
    "leaf": (95, 130, 75),
    "dusk": (120, 100, 130),
    "rose": (190, 110, 120),
    "straw": (222, 186, 92),
    "night": (45, 55, 75),
    "mist": (205, 210, 205),
}


class QuickAvifOperation(FilterOperation):
    """`quickavif` in a filter: AVIF at a speed at which files are 2 % larger and made ten times as fast."""

    SPEED = 9  # Pillow's is 6: ten seconds a picture

    def construct(self) -> None:
        pass

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> None:
        env["output-format"], env["output-format-options"] = "avif", ()
        # Pillow adds what is set on an image itself to what it is saved with.
        willow.image.encoderinfo = {"speed": self.SPEED}


def spec(crop: str, width: int, extension: str) -> str:
    ratio, _widths = CROPS[crop]
    size = f"fill-{width}x{round(width / ratio)}" if ratio else f"width-{width}"
    return f"{size}|{'quickavif' if extension == 'avif' else f'format-{extension}'}"


def prepare(image: "PortalImage") -> None:
    """Make all files of `image` and note them on its row. Does nothing where they are made already."""
    if (image.prepared or {}).get("of") == image.signature:
        return
    specs = {
        (crop, width, extension): spec(crop, width, extension)
        for crop, (_ratio, widths) in CROPS.items()
        for width in widths
        for extension in FORMATS
    }
    made = image.get_renditions(*specs.values(), SHARE_SPEC)
    crops: dict[str, list[list[Any]]] = {}
    for crop, (_ratio, widths) in CROPS.items():
        rows = {}
        for width in widths:
            avif, webp = (made[specs[crop, width, extension]] for extension in FORMATS)
            # A small original gives the same file for several widths: list it once.
            rows[webp.width] = [webp.width, webp.height, avif.file.name, webp.file.name]
        crops[crop] = [rows[width] for width in sorted(rows)]
    prepared = {"of": image.signature, "tone": _tone(image), "crops": crops, "share": made[SHARE_SPEC].file.name}
    type(image).objects.filter(pk=image.pk).update(prepared=prepared)
    image.prepared = prepared
    versions.bump()


def _tone(image: "PortalImage") -> str:
    with image.open_file() as file, Image.open(io.BytesIO(file.read())) as picture:
        average = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()
    return min(TONES, key=lambda tone: sum((a - b) ** 2 for a, b in zip(TONES[tone], average, strict=True)))


def share_url(image: "PortalImage | None") -> str:
    """Address of the 1200 × 630 JPEG of a picture; empty while there is none."""
    name = ((image.prepared if image else None) or {}).get("share")
    return default_storage.url(name) if name else ""


@lru_cache(maxsize=16384)
def _url(name: str) -> str:
    """Address of a stored file. Names are never reused for other bytes, so it is worked out once."""
    return default_storage.url(name)


def picture_html(
    image: "PortalImage | None", role: str, *, css_class: str = "", eager: bool = False, alt: str | None = None
) -> SafeString:
    """A <picture> with AVIF and WebP in the sizes of its role; the original while they are being made.

    The first large picture of a page is `eager`; all others load when they come near.
    """
    if image is None:
        return mark_safe("")
    use = ROLES[role]
    alt_text = conditional_escape(image.default_alt_text if alt is None else alt)
    loading = mark_safe('fetchpriority="high"' if eager else 'loading="lazy"')
    rows = ((image.prepared or {}).get("crops") or {}).get(use.crop)
    if not rows:
        return format_html(
            '<picture class="picture {}"><img src="{}" alt="{}" width="{}" height="{}" {} decoding="async"></picture>',
            css_class, image.original_url, alt_text, image.width, image.height, loading,
        )  # fmt: skip
    avif = ", ".join(f"{_url(row[2])} {row[0]}w" for row in rows)
    webp = ", ".join(f"{_url(row[3])} {row[0]}w" for row in rows)
    middle = rows[len(rows) // 2]
    return format_html(
        '<picture class="picture tone-{} {}"><source type="image/avif" srcset="{}" sizes="{}">'
        '<img src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}" {} decoding="async"></picture>',
        image.tone, css_class, avif, use.sizes, _url(middle[3]), webp, use.sizes, alt_text, middle[0], middle[1], loading,
    )  # fmt: skip
