from promo.leaflets.views.pages import catalogue, document, leaflet

__all__ = ["catalogue", "document", "leaflet"]
