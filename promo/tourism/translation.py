"""Which texts of tourism exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from promo.tourism.models import (
    DestinationIndexPage,
    DestinationPage,
    DishIndexPage,
    DishPage,
    EventIndexPage,
    EventPage,
    RouteIndexPage,
    RoutePage,
    VenueIndexPage,
    VenuePage,
)


@register([DestinationIndexPage, DishIndexPage, VenueIndexPage, RouteIndexPage, EventIndexPage])
class ListTranslation(TranslationOptions):
    fields = ("introduction", "body")


@register(DestinationPage)
class DestinationPageTranslation(TranslationOptions):
    fields = (
        "introduction",
        "hours",
        "ticket",
        "best_season",
        "getting_there",
        "accessibility",
        "address",
        "old_address",
        "body",
    )


@register(DishPage)
class DishPageTranslation(TranslationOptions):
    fields = ("introduction", "season", "ingredients", "steps", "where_to_try", "address", "old_address", "body")


@register(VenuePage)
class VenuePageTranslation(TranslationOptions):
    fields = ("introduction", "standard", "hours", "address", "old_address", "body")


@register(RoutePage)
class RoutePageTranslation(TranslationOptions):
    fields = ("introduction", "stops", "body")


@register(EventPage)
class EventPageTranslation(TranslationOptions):
    fields = ("introduction", "organiser", "ticket", "address", "old_address", "changes", "body")
