"""The whole demonstration, seeded once for the tests of this folder; its pictures are one grey pixel each."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from promo.core.models import PortalImage
from promo.demo import seeding
from tests.shared import shared


def grey_pictures(keys: list[str]) -> Iterator[tuple[str, PortalImage]]:
    """In place of painting, which takes half a minute."""
    buffer = io.BytesIO()
    Image.new("RGB", (1, 1)).save(buffer, "JPEG")
    for key in keys:
        buffer.seek(0)
        yield key, PortalImage.objects.create(title=key, file=ImageFile(buffer, name=f"{key}.jpg"))


@shared
def demo() -> Any:
    """The seeded `Demo`; `steps` is what it yielded on the way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeding, "add_pictures", grey_pictures)
        made = seeding.Demo("testserver", 80)
        made.steps = list(made.run())  # type: ignore[attr-defined]
    return made
