"""Pictures: what may come in, the files made of each, and how a page shows them."""

import io
import random
import struct
import zipfile
import zlib
from typing import Any

import lxml.html
import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from PIL import Image, PngImagePlugin
from wagtail.models import Collection

from promo.core import pictures
from promo.core.languages import speaking
from promo.core.models import PortalImage, PortalRendition
from promo.core.pictures import CROPS, FORMATS, ROLES, prepare, share_url
from promo.core.publishing import publish_record_language
from promo.core.uploads import end_of_picture, foreign_content

HTML = b"<!doctype html><html><body><script>alert(document.domain)</script></body></html>"


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
    """A small picture with some grain, so that its coded data has every kind of byte."""
    grain = random.Random(7)
    picture = Image.new("RGB", size)
    picture.putdata([(grain.randrange(256), grain.randrange(256), 90) for _pixel in range(size[0] * size[1])])
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def editors_notes() -> PngImagePlugin.PngInfo:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", '<?xpacket begin="" ?><x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
    return notes


def archive() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("index.html", "hello")
    return target.getvalue()


@pytest.fixture(autouse=True)
def _a_host(settings: Any) -> None:
    settings.EXTRA_HOSTS = ["testserver"]


@pytest.fixture
def image(db: Any, settings: Any, tmp_path: Any) -> PortalImage:
    settings.MEDIA_ROOT = tmp_path
    return PortalImage.objects.create(
        title="DSC_0001", description_vi="Cổng đền lúc bình minh",
        file=ImageFile(io.BytesIO(picture_bytes(size=(420, 315), quality=40)), name="den.jpg"),
    )  # fmt: skip


# --- What is made of a picture -----------------------------------------------------------------


def test_every_file_of_every_role_is_made_and_noted(image: PortalImage) -> None:
    prepare(image)
    image.refresh_from_db()
    crops = image.prepared["crops"]
    assert set(crops) == set(CROPS) == {role.crop for role in ROLES.values()}
    assert FORMATS == ("avif", "webp")
    for crop, rows in crops.items():
        ratio, widths = CROPS[crop]
        assert 1 <= len(rows) <= len(widths)
        assert [row[0] for row in rows] == sorted({row[0] for row in rows})
        for width, height, *files in rows:
            for name, kind in zip(files, ("AVIF", "WEBP"), strict=True):
                with PortalImage._meta.get_field("file").storage.open(name) as file, Image.open(file) as made:
                    assert made.format == kind
                    assert made.size == (width, height)
            if ratio:
                assert width / height == pytest.approx(ratio, rel=0.02)
    assert max(row[0] for row in crops["wide"]) <= 420, "never larger than the original"
    with PortalImage._meta.get_field("file").storage.open(image.prepared["share"]) as file, Image.open(file) as made:
        assert made.format == "JPEG"
        assert made.width / made.height == pytest.approx(1200 / 630, rel=0.02)
    assert share_url(image).endswith(".jpg")
    assert image.tone in pictures.TONES


def test_preparing_twice_costs_nothing(image: PortalImage) -> None:
    prepare(image)
    with CaptureQueriesContext(connection) as queries:
        prepare(PortalImage.objects.get(pk=image.pk))
    assert len(queries) == 1, "only the read"


def test_a_new_focal_point_makes_new_files(image: PortalImage) -> None:
    prepare(image)
    before = image.prepared["crops"]["square"]
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 100, 100, 50, 50
    image.save()
    prepare(image)
    assert image.prepared["crops"]["square"] != before


def test_an_upload_puts_the_work_on_the_queue(
    english_admin: Any, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        assert upload(english_admin, "cho.jpg", picture_bytes()).status_code == 302
    made = PortalImage.objects.get()
    assert made.description_vi == "Mô tả"
    assert set(made.prepared["crops"]) == set(CROPS)
    # And editing its text does not make them again.
    count = PortalRendition.objects.count()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        made.title = "Tên khác"
        made.save()
    assert PortalRendition.objects.count() == count
    assert not [callback for callback in callbacks if "prepare" in callback.__qualname__]


def test_a_picture_deleted_before_its_turn_is_passed_over(image: PortalImage) -> None:
    from promo.core.tasks import prepare_picture

    pk = image.pk
    image.delete()
    prepare_picture.func(pk)


# --- How a page shows it -----------------------------------------------------------------------


def tag(image: Any, role: str = "card", options: str = "") -> Any:
    html = Template("{% load pictures %}{% picture image '" + role + "' " + options + " %}").render(
        Context({"image": image})
    )
    return lxml.html.fromstring(html) if html else None


def img(element: Any) -> Any:
    # Wherever the parser put it: to one of them <source> is no empty element.
    return next(element.iter("img"))


def test_the_tag_offers_sizes_formats_and_room(image: PortalImage) -> None:
    prepare(image)
    element = tag(image, "card", "class='round'")
    assert "round" in element.get("class")
    assert f"tone-{image.tone}" in element.get("class")
    (source,) = element.iter("source")
    assert source.get("type") == "image/avif"
    assert source.get("sizes") == ROLES["card"].sizes
    shown = img(element)
    for candidates, extension in ((source.get("srcset"), ".avif"), (shown.get("srcset"), ".webp")):
        rows = [candidate.strip().split(" ") for candidate in candidates.split(",")]
        assert [int(width.rstrip("w")) for _url, width in rows] == [row[0] for row in image.prepared["crops"]["card"]]
        assert all(url.endswith(extension) for url, _width in rows)
    assert shown.get("loading") == "lazy"
    assert shown.get("fetchpriority") is None
    assert int(shown.get("width")) / int(shown.get("height")) == pytest.approx(4 / 3, rel=0.02)


def test_the_first_picture_is_not_lazy(image: PortalImage) -> None:
    prepare(image)
    for candidate in (image, PortalImage(file=image.file, width=10, height=10)):
        shown = img(tag(candidate, "hero", "eager=True"))
        assert shown.get("loading") is None
        assert shown.get("fetchpriority") == "high"


def test_readers_hear_the_alternative_text_in_their_language(image: PortalImage) -> None:
    prepare(image)
    publish_record_language(image, "ja", {"description": "夜明けの寺の門"})
    with speaking("ja"):
        assert img(tag(image)).get("alt") == "夜明けの寺の門"
    with speaking("vi"):
        assert img(tag(image)).get("alt") == "Cổng đền lúc bình minh"
        assert img(tag(image, "card", "alt=''")).get("alt") == ""


def test_the_files_title_is_never_read_out(db: Any) -> None:
    bare = PortalImage(title="DSC_0001", file="original_images/a.jpg", width=10, height=10)
    for code in ("vi", "en", "lo"):
        with speaking(code):
            assert img(tag(bare)).get("alt") == ""


def test_attributes_are_escaped(db: Any) -> None:
    bare = PortalImage(
        title="x", description_vi='"><script>alert(1)</script>', file="original_images/a.jpg", width=10, height=10
    )
    html = str(pictures.picture_html(bare, "card"))
    assert "<script" not in html
    assert img(lxml.html.fromstring(html)).get("alt") == '"><script>alert(1)</script>'


def test_before_they_are_made_the_original_stands_in(image: PortalImage) -> None:
    image.prepared = None
    with CaptureQueriesContext(connection) as queries:
        shown = img(tag(image))
    assert len(queries) == 0
    assert shown.get("src") == image.file.url
    assert (shown.get("width"), shown.get("height")) == ("420", "315")
    assert not PortalRendition.objects.exists(), "no visitor's request makes a file"
    assert tag(None) is None
    assert share_url(None) == ""


def test_ten_pictures_cost_no_query_and_make_no_file(image: PortalImage) -> None:
    prepare(image)
    found = list(PortalImage.objects.all()) * 10
    renditions = PortalRendition.objects.count()
    with CaptureQueriesContext(connection) as queries:
        for picture in found:
            for role in ROLES:
                tag(picture, role)
    assert len(queries) == 0
    assert PortalRendition.objects.count() == renditions


# --- What may come in --------------------------------------------------------------------------


def upload(client: Any, name: str, content: bytes, content_type: str = "image/jpeg") -> Any:
    return client.post(
        reverse("wagtailimages:add"),
        {
            "title": "Thử",
            "description_vi": "Mô tả",
            "file": SimpleUploadedFile(name, content, content_type=content_type),
            "collection": Collection.get_first_root_node().pk,
            "tags": "",
            "focal_point_x": "", "focal_point_y": "", "focal_point_width": "", "focal_point_height": "",
        },
    )  # fmt: skip


def bomb() -> bytes:
    """60 megapixels of nothing in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    width, height = 10_000, 6_000
    rows = zlib.compress((b"\0" + b"\0" * (width // 8)) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


GIF = picture_bytes("GIF")
HOSTILE = {
    "svg": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "svg called png": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "page called jpg": ("a.jpg", HTML),
    "jpeg with a page behind": ("a.jpg", picture_bytes() + HTML),
    "jpeg with an archive behind": ("a.jpg", picture_bytes() + archive()),
    "jpeg with an archive behind padding": ("a.jpg", picture_bytes() + b"\0" * 100 + archive()),
    "jpeg with a program behind": ("a.jpg", picture_bytes() + b"<?php system($_GET['c']); ?>"),
    "jpeg with a script in its comment": ("a.jpg", picture_bytes(comment=b"<script>alert(1)</script>")),
    "jpeg with a second one and an archive": ("a.jpg", picture_bytes() + picture_bytes() + archive()),
    "gif with a script behind": ("a.gif", GIF + b"*/=1;alert(document.domain)//"),
    "gif with a page in its comment": ("a.gif", picture_bytes("GIF", comment=HTML)),
    "png with a page behind": ("a.png", picture_bytes("PNG") + HTML),
    "webp with an archive behind": ("a.webp", picture_bytes("WEBP") + archive()),
    "avif with an archive behind": ("a.avif", picture_bytes("AVIF") + archive()),
    "png called jpg": ("a.jpg", picture_bytes("PNG")),
    "no picture's name": ("a.exe", picture_bytes()),
    "two names": ("a.jpg.php", picture_bytes()),
    "bomb": ("a.png", bomb()),
    "cut short": ("a.png", picture_bytes("PNG")[:60]),
    "empty": ("a.jpg", b""),
    "jpeg with noise for its picture": ("a.jpg", picture_bytes()[:200]),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_a_message(english_admin: Any, settings: Any, tmp_path: Any, name: str) -> None:
    settings.MEDIA_ROOT = tmp_path
    response = upload(english_admin, *HOSTILE[name])
    assert response.status_code == 200
    assert response.context["form"].errors["file"], name
    assert not PortalImage.objects.exists()
    assert not list(tmp_path.rglob("*.*")), "nothing was kept"


@pytest.mark.django_db
def test_a_bomb_is_refused_before_it_goes_off(english_admin: Any, monkeypatch: Any) -> None:
    """Its size is read from the header: unpacking 60 megapixels is what it wants."""
    from PIL import ImageFile

    loaded: list[tuple[int, int]] = []
    load = ImageFile.ImageFile.load
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: (loaded.append(self.size), load(self))[1])
    assert upload(english_admin, *HOSTILE["bomb"]).status_code == 200
    assert (10_000, 6_000) not in loaded


@pytest.mark.django_db
def test_the_messages_say_what_is_wrong(english_admin: Any) -> None:
    def message(name: str) -> str:
        with translation.override("en"):
            return str(upload(english_admin, *HOSTILE[name]).context["form"].errors["file"])

    assert "Not a supported image format" in message("svg")
    assert "60000000" in message("bomb").replace(",", "").replace(".", "")
    assert "more than a picture" in message("jpeg with an archive behind")
    assert "parts of a web page" in message("jpeg with a page behind")
    assert "does not match" in message("png called jpg")


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


XMP = (
    b'http://ns.adobe.com/xap/1.0/\0<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta><?xpacket end="w"?>'
)
HONEST = {
    "jpeg": ("a.jpg", picture_bytes()),
    "jpeg in capitals": ("A.JPG", picture_bytes()),
    "progressive jpeg": ("a.jpeg", picture_bytes(progressive=True, size=(200, 150))),
    "jpeg of an editor": ("a.jpg", with_segment(picture_bytes(), 0xE1, XMP)),
    "jpeg with a thumbnail in its notes": (
        "a.jpg",
        with_segment(picture_bytes(), 0xE1, b"Exif\0\0" + picture_bytes(size=(8, 8))),
    ),
    "jpeg with a second picture": ("a.jpg", picture_bytes() + picture_bytes(size=(16, 16))),
    "jpeg with a padded second picture": (
        "a.jpg",
        picture_bytes() + b"\0" * 37 + picture_bytes(size=(16, 16)) + b"\0\0",
    ),
    "jpeg with padding": ("a.jpg", picture_bytes() + b"\0" * 4096),
    "jpeg with a line's end": ("a.jpg", picture_bytes() + b"\r\n"),
    "jpeg with a short film": (
        "a.jpg",
        picture_bytes() + b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(range(256)) * 8,
    ),
    "jpeg of a Samsung": (
        "a.jpg",
        picture_bytes() + b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1712345678901SEFH\x6b\0\0\0\x01\0\0\0SEFT",
    ),
    "jpeg without its end": ("a.jpg", picture_bytes(quality=95)[:-2]),
    "png": ("a.png", picture_bytes("PNG")),
    "png of an editor": ("a.png", picture_bytes("PNG", pnginfo=editors_notes())),
    "gif": ("a.gif", GIF),
    "webp": ("a.webp", picture_bytes("WEBP")),
    "avif": ("a.avif", picture_bytes("AVIF")),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_pictures_hold_nothing_foreign(name: str) -> None:
    assert foreign_content(HONEST[name][1]) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["jpeg", "jpeg in capitals", "jpeg of an editor", "jpeg of a Samsung", "png", "gif", "webp", "avif"]
)
def test_accepted(english_admin: Any, settings: Any, tmp_path: Any, name: str) -> None:
    settings.MEDIA_ROOT = tmp_path
    response = upload(english_admin, *HONEST[name])
    assert response.status_code == 302, response.context["form"].errors
    stored = PortalImage.objects.get()
    assert stored.file.read() == HONEST[name][1], "as it was sent"


@pytest.mark.django_db
def test_the_upload_of_many_has_the_same_guard(english_admin: Any) -> None:
    response = english_admin.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "x", "files[]": SimpleUploadedFile("a.jpg", picture_bytes() + archive(), content_type="image/jpeg")},
    )
    assert response.json()["success"] is False
    assert not PortalImage.objects.exists()


@pytest.mark.django_db
def test_editing_a_pictures_words_does_not_ask_for_its_file(english_admin: Any, image: PortalImage) -> None:
    url = reverse("wagtailimages:edit", args=[image.pk])
    form = english_admin.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "file"}
    response = english_admin.post(url, {**data, "title": "Đền Hóa", "tags": ""})
    assert response.status_code == 302, response.context["form"].errors
    assert PortalImage.objects.get(pk=image.pk).title == "Đền Hóa"


def test_the_end_is_found_in_every_kind() -> None:
    for _name, content in (
        HONEST["jpeg"],
        HONEST["progressive jpeg"],
        HONEST["png"],
        HONEST["gif"],
        HONEST["webp"],
        HONEST["avif"],
    ):
        assert end_of_picture(content) == len(content)
        assert end_of_picture(content + b"tail" * 10) == len(content)


def test_a_broken_picture_is_no_accident() -> None:
    noise = random.Random(3)
    for _name, content in HONEST.values():
        for _try in range(20):
            broken = bytearray(content)
            broken[noise.randrange(2, len(broken))] = noise.randrange(256)
            foreign_content(bytes(broken[: noise.randrange(len(broken))]))
