"""The demonstration's illustrations: painted, stored, and made in all sizes."""

import io
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from promo.core.languages import CODES, SOURCE, column
from promo.core.models import PortalImage
from promo.core.pictures import prepare
from promo.demo.files import CONTENT
from promo.portals.content import load

CREDIT = "Đất Lành"
LICENCE = "CC BY 4.0"


def picture_texts() -> dict[str, dict[str, Any]]:
    return load(CONTENT / "pictures.toml")


def add_pictures(keys: list[str]) -> Iterator[tuple[str, PortalImage]]:
    """Paint and store each picture that is not there yet; yields (key, picture) as each is ready."""
    from promo.demo.artwork import SCENES, paint

    texts = picture_texts()
    titles = {key: texts[key]["title"][SOURCE] for key in keys}
    stored = {image.title: image for image in PortalImage.objects.filter(title__in=titles.values())}
    # Painting on one processor while the sizes of the picture before are made on another. New processes, not copies
    # of this one: its connections to the database are its own.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as painters:
        paintings = {key: painters.submit(paint, key) for key in keys if titles[key] not in stored}
        for key in keys:
            image = stored.get(titles[key])
            if image is None:
                image = _store(key, paintings.pop(key).result(), SCENES[key].focal, texts[key])
            prepare(image)
            yield key, image


def _store(key: str, painted: Image.Image, focal: tuple[float, float], texts: dict[str, Any]) -> PortalImage:
    buffer = io.BytesIO()
    painted.save(buffer, "JPEG", quality=90)
    width, height = painted.size
    image = PortalImage(
        title=texts["title"][SOURCE],
        file=ImageFile(buffer, name=f"{key}.jpg"),
        credit=CREDIT,
        licence=LICENCE,
        focal_point_x=round(focal[0] * width),
        focal_point_y=round(focal[1] * height),
        focal_point_width=width // 3,
        focal_point_height=height // 3,
    )
    for field in ("description", "caption"):
        for code in CODES:
            setattr(image, column(field, code), texts[field].get(code, ""))
    image.file_size = len(buffer.getvalue())
    image.save()
    return image
