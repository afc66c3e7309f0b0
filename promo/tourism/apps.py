from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TourismConfig(AppConfig):
    name = "promo.tourism"
    label = "tourism"
    verbose_name = _("Tourism")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from promo.core import chores, outward
        from promo.places import layers
        from promo.portals import coming
        from promo.portals.starter import register_kind
        from promo.tourism import lines, models, sheet_kinds, signals  # noqa: F401
        from promo.tourism.coming import coming_events

        sheet_kinds.register_kinds()
        coming.register(coming_events)
        chores.register("refresh_occurrences", chores.DAY)
        register_kind("destinations", models.DestinationIndexPage)
        register_kind("destination", models.DestinationPage)
        register_kind("dishes", models.DishIndexPage)
        register_kind("dish", models.DishPage)
        register_kind("venues", models.VenueIndexPage)
        register_kind("venue", models.VenuePage)
        register_kind("routes", models.RouteIndexPage)
        register_kind("route", models.RoutePage)
        register_kind("events", models.EventIndexPage)
        register_kind("event", models.EventPage)
        for located in (models.DestinationPage, models.VenuePage, models.EventPage):
            outward.register(located, ["website"])
        for order, (model, label, icon) in enumerate(
            (
                (models.DestinationPage, _("Places to see"), "temple"),
                (models.DishPage, _("Dishes and crafts"), "bowl"),
                (models.VenuePage, _("Eating and staying"), "bed"),
                (models.EventPage, _("Festivals and events"), "flag"),
            )
        ):
            kinds = tuple(model.Kind.choices)
            layers.register(layers.Layer(model.map_layer, label, icon, kinds, order))
        layers.register(layers.Layer("routes", _("Routes"), "route", order=4, lines=lines.route_lines))
