"""What has a place on the map."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from promo.localities.models.units import LATITUDES, LONGITUDES
from promo.portals.models.pages import PARENTS, IntroducedPage


class Located(models.Model):
    """Abstract, for pages: where it is. A page with coordinates has a `Place` (see `promo.places.signals`)."""

    # Key of the layer (`promo.places.layers`) that pages of this type stand in.
    map_layer: ClassVar[str] = ""

    code = models.CharField(
        _("code"), max_length=40, blank=True, help_text=_("Your own; an import from a spreadsheet recognises it.")
    )
    address = models.CharField(_("address"), max_length=150, blank=True)
    old_address = models.CharField(
        _("address before July 2025"),
        max_length=150,
        blank=True,
        help_text=_("As older maps and signs have it: former commune and district."),
    )
    commune = models.ForeignKey(
        "localities.AdministrativeUnit",
        verbose_name=_("commune"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LATITUDES[0]), MaxValueValidator(LATITUDES[1])],
        help_text=_("Degrees, WGS 84: 20.8347"),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LONGITUDES[0]), MaxValueValidator(LONGITUDES[1])],
        help_text=_("Degrees, WGS 84: 105.9012"),
    )

    location_panel = MultiFieldPanel(
        [
            FieldPanel("address_vi"),
            FieldPanel("old_address_vi"),
            FieldPanel("commune"),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        ],
        heading=pgettext_lazy("place", "Where it is"),
    )

    class Meta:
        abstract = True

    @property
    def map_kind(self) -> str:
        """The kind within its layer, a value of the layer's `kinds`; empty where the layer has none."""
        return getattr(self, "kind", "")

    def clean(self) -> None:
        from promo.places.positions import position_problem

        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: gettext("Give both coordinates, or neither.")})
        problem = position_problem(self.latitude, self.longitude, self.commune)
        if problem:
            raise ValidationError({"latitude": problem})


class Place(models.Model):
    """A page's dot on the map: one narrow row a page, so that map, nearby and counts read no page.

    Title, address and state are the page's own, read over the relation with `live_q(language, "page__")`.
    """

    page = models.OneToOneField(
        "core.BasePage", verbose_name=_("page"), on_delete=models.CASCADE, primary_key=True, related_name="place"
    )
    layer = models.CharField(_("layer"), max_length=20, db_index=True)
    kind = models.CharField(_("kind"), max_length=30, blank=True)
    latitude = models.FloatField(_("latitude"), db_index=True)
    longitude = models.FloatField(_("longitude"))
    commune = models.ForeignKey(
        "localities.AdministrativeUnit",
        verbose_name=_("commune"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    words = models.TextField(
        _("words to be found by"), blank=True, help_text=_("Titles in all languages and address, without marks.")
    )

    class Meta:
        verbose_name = _("place on the map")
        verbose_name_plural = _("places on the map")

    def __str__(self) -> str:
        return f"{self.layer}: {self.latitude:.5f}, {self.longitude:.5f}"

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude, degrees."""
        return self.latitude, self.longitude


class MapPage(IntroducedPage):
    """The portal's map, and the same as a list."""

    template = "places/map_page.html"
    page_description = _("The map of everything that has a place, with a list that has the same filters.")
    parent_page_types = PARENTS
    subpage_types: list[str] = []
    max_count_per_parent = 1
    files = {
        "map.geojson": "map_geojson",
        "area.geojson": "area_geojson",
        "outlines.geojson": "outline_geojson",
        "popup.html": "popup_html",
        "embed.html": "embed_html",
    }

    class Meta:
        verbose_name = _("map")
        verbose_name_plural = _("maps")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.places.showing import map_context

        context = {**super().get_context(request, *args, **kwargs), **map_context(self, request)}
        if context["listing"]["is_filtered"]:
            # One address for search engines: that of the whole map, which stays the canonical one.
            context["head"] = {**context["head"], "robots": "noindex"}
        return context

    def map_geojson(self, request: HttpRequest) -> HttpResponse:
        from promo.places.files import map_geojson

        return map_geojson(self, request)

    def area_geojson(self, request: HttpRequest) -> HttpResponse:
        from promo.places.files import area_geojson

        return area_geojson(self, request)

    def outline_geojson(self, request: HttpRequest) -> HttpResponse:
        from promo.places.files import outline_geojson

        return outline_geojson(self, request)

    def popup_html(self, request: HttpRequest) -> HttpResponse:
        from promo.places.files import popup_html

        return popup_html(self, request)

    def embed_html(self, request: HttpRequest) -> HttpResponse:
        from promo.places.files import embed_html

        return embed_html(self, request)


def place_texts(page: Any) -> list[str]:
    """Titles in every language and the address: what `Place.words` is folded from."""
    from promo.core.languages import CODES, SOURCE, column

    titles = [getattr(page, column("title", code)) for code in CODES]
    return [text for text in (*titles, getattr(page, column("address", SOURCE))) if text]
