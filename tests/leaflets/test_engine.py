"""The engine beside the rest of the program."""

from PIL import ImageFile

from promo.leaflets import engine


def test_pictures_that_are_cut_off_are_still_refused_at_upload() -> None:
    """Importing WeasyPrint makes Pillow lenient for the whole process."""
    assert engine.typesetter() is not None
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
