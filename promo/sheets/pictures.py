"""Pictures from a ZIP file, found by the names that cells have."""

import hashlib
import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from promo.core import archives
from promo.core.archives import MB, FileError, Limits
from promo.core.text import fold
from promo.core.uploads import foreign_content

LIMITS = Limits(file_bytes=20 * MB, total_bytes=500 * MB, files=3000)
# Of the ZIP file itself, as it is uploaded.
UPLOAD_BYTES = 300 * MB
_ENDINGS = ("avif", "gif", "jpeg", "jpg", "png", "webp")


def key_of(name: str) -> str:
    """ "Ảnh/Nhãn lồng.JPG" -> "nhan long.jpg": the file's own name, without case, marks and folders."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return " ".join(fold(unicodedata.normalize("NFC", last)).split())


class Pictures:
    """The pictures of one archive; none without one. Raises FileError for an archive that is not sound."""

    def __init__(self, source: Any = None) -> None:
        self._archive: zipfile.ZipFile | None = None
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        self._checked: dict[str, str] = {}
        self.others: list[str] = []
        if source is None:
            return
        self._archive = archives.opened(source)
        for member in archives.members_of(self._archive, LIMITS):
            name = key_of(self._name(member))
            if name.rpartition(".")[2] in _ENDINGS:
                self._members.setdefault(name, []).append(member)
            else:
                self.others.append(member.filename)
        if not self._members:
            raise FileError(_("There is no picture in the ZIP file. Put JPG, PNG, WebP, AVIF or GIF files into it."))

    @staticmethod
    def _name(member: zipfile.ZipInfo) -> str:
        """Old packers write names in the computer's own alphabet; zipfile takes them for that of MS-DOS."""
        if member.flag_bits & 0x800:
            return member.filename
        raw = member.filename.encode("cp437", "replace")
        for encoding in ("utf-8", "cp1258"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
        return member.filename

    def __bool__(self) -> bool:
        return self._archive is not None

    def __len__(self) -> int:
        return sum(len(members) for members in self._members.values())

    def find(self, name: str) -> str:
        """The key of the picture of this name; without its ending, any kind is right. Empty: not there."""
        wanted = key_of(name)
        if wanted in self._members:
            return wanted
        if wanted.rpartition(".")[2] in _ENDINGS:
            return ""
        found = [key for key in self._members if key.rpartition(".")[0] == wanted]
        return found[0] if len(found) == 1 else ""

    def problem(self, key: str) -> str:
        """Why a picture cannot be taken; looked at once."""
        if key not in self._checked:
            self._checked[key] = self._look(key)
        return self._checked[key]

    def _look(self, key: str) -> str:
        if len(self._members[key]) > 1:
            return _("The ZIP file has several pictures called “%(name)s”. Give each a name of its own.") % {
                "name": key
            }
        try:
            upload = self.upload(key)
            get_image_form(get_image_model())().fields["file"].clean(upload, None)
            upload.seek(0)
            found = foreign_content(upload.read())
        except FileError as error:
            return str(error)
        except ValidationError as error:
            return _("“%(name)s” cannot be taken: %(problem)s") % {"name": key, "problem": " ".join(error.messages)}
        if found:
            return _("“%(name)s” holds more than a picture (%(found)s). Save it anew in a picture editor.") % {
                "name": key,
                "found": found,
            }
        return ""

    def read(self, key: str) -> bytes:
        assert self._archive is not None  # noqa: S101  a key comes from `find`
        return archives.content(self._archive, self._members[key][0])

    def upload(self, key: str) -> SimpleUploadedFile:
        return SimpleUploadedFile(key, self.read(key))

    def digest(self, key: str) -> str:
        """As Wagtail keeps it in `file_hash`."""
        return hashlib.sha1(self.read(key), usedforsecurity=False).hexdigest()
