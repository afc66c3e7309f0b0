from promo.leaflets.views.pages import catalogue, leaflet

__all__ = ["catalogue", "leaflet"]
