import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from promo.core.blocks.base import SHORT_TEXT_FEATURES, PictureChooser, PortalBlock, RichText, preview_picture

_HOSTS = {
    "www.youtube.com": "YouTube",
    "youtube.com": "YouTube",
    "m.youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "player.vimeo.com": "Vimeo",
}
_ID = re.compile(r"\A[A-Za-z0-9_-]{6,20}\Z")


def embed_address(url: str) -> tuple[str, str] | None:
    """(provider's name, address of its player) of a film's page; None for anything we do not know.

    The player is YouTube's cookieless host or Vimeo with do-not-track.
    """
    parts = urlsplit(url)
    provider = _HOSTS.get(parts.hostname or "")
    if provider is None or parts.scheme != "https":
        return None
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    film = parse_qs(parts.query).get("v", [last])[0]
    if not _ID.match(film):
        return None
    if provider == "YouTube":
        return provider, f"https://www.youtube-nocookie.com/embed/{film}"
    return provider, f"https://player.vimeo.com/video/{film}?dnt=1"


class FilmValue(blocks.StructValue):
    @property
    def provider_name(self) -> str:
        return (embed_address(self["url"]) or ("", ""))[0] if self["url"] else ""

    @property
    def embed_url(self) -> str:
        return (embed_address(self["url"]) or ("", ""))[1] if self["url"] else ""


class FilmBlock(PortalBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    url = blocks.URLBlock(label=_("Address on YouTube or Vimeo"), required=False)
    file = DocumentChooserBlock(label=_("Or a film file (MP4, WebM)"), required=False)
    captions = DocumentChooserBlock(label=_("Captions (WebVTT)"), required=False)
    poster = PictureChooser(label=_("Poster"), required=False)
    transcript = RichText(label=_("Transcript"), required=False, features=SHORT_TEXT_FEATURES)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value["url"] and not value["file"]:
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Give an address or choose a film file."))}
            )
        if value["url"] and embed_address(value["url"]) is None:
            raise blocks.StructBlockValidationError(
                {
                    "url": ValidationError(
                        _("Only films on YouTube or Vimeo can be shown here. Copy the address of the film's page.")
                    )
                }
            )
        return value

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "title": "Khoái Châu mùa nhãn",
                "url": "https://www.youtube.com/watch?v=abcdefghijk",
                "poster": preview_picture(),
            }
        )

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A film; nothing is loaded from its provider before the visitor agrees.")
        template = "blocks/film.html"
        value_class = FilmValue
