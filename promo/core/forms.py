"""The form every picture comes in by."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from PIL import Image, UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from promo.core.uploads import foreign_content


class PictureField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        if data and hasattr(data, "seek"):
            self._refuse_bombs(data)
        try:
            return super().to_python(data)
        except OSError as error:
            # Cut short in copying: Wagtail looks at the pixels and does not expect to find too few.
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def _refuse_bombs(self, data: Any) -> None:
        """By the size in the file's header: Wagtail would unpack all pixels first, and count them then."""
        data.seek(0)
        try:
            with Image.open(data) as picture:
                pixels = picture.width * picture.height
        except Image.DecompressionBombError:
            pixels = 2 * (Image.MAX_IMAGE_PIXELS or 0) + 1
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            return
        finally:
            data.seek(0)
        if self.max_image_pixels is not None and pixels > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )


class PortalImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget, max_length=field.max_length
            )

    def clean_file(self) -> Any:
        """Refuse a picture that is something else besides: a page, a script, an archive."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            file.seek(0)
            found = foreign_content(file.read())
            file.seek(0)
            if found:
                raise ValidationError(
                    gettext(
                        "This file holds more than a picture (%(found)s). Save it anew in a picture editor and upload that."
                    )
                    % {"found": found},
                    code="foreign_content",
                )
        return file
